import type { JsonObject, JsonValue } from '../../core/json.ts'
import { timelineAxes } from './folded-axis.ts'
import { isObject } from './kept-values.ts'
import type { ShownSpan } from './timeline-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const timelineKept: WorkspacePart = {
  watched: ['timelineAxis', 'timelineShown', 'folding'],
  write: ({ timelineAxis, timelineShown, folding }) => ({
    timelineAxis,
    folding,
    ...(timelineShown && { timelineShown: { ...timelineShown } }),
  }),
  read: ({ timelineAxis, timelineShown, folding }) => ({
    timelineAxis: axisOf(timelineAxis) ?? 'time',
    timelineShown: isObject(timelineShown) ? keptSpan(timelineShown) : undefined,
    folding: folding === 'off' ? 'off' : 'on',
  }),
}

function keptSpan({ axis: name, from, to }: JsonObject): ShownSpan | undefined {
  const axis = axisOf(name)
  if (axis === undefined || !isPlace(from) || !isPlace(to) || from >= to) return undefined
  return { axis, from, to }
}

function axisOf(value: JsonValue | undefined): (typeof timelineAxes)[number] | undefined {
  return timelineAxes.find((axis) => axis === value)
}

function isPlace(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER
}
