import { scaleLinear, scaleUtc } from 'd3-scale'
import { type Position, position } from '../../../core/event.ts'
import type { PositionTimes } from '../../state/position-times.ts'
import { countText } from '../../ui/count-text.ts'
import { utcText } from '../../ui/utc-text.ts'

/** The x axis of a chart: positions, or the log times that stand for them. */
export interface ChartScale {
  readonly fromX: number
  readonly toX: number
  xOf(at: Position): number
  positionAt(x: number): Position
  ticks(count: number): readonly { readonly x: number; readonly label: string }[]
  said(x: number): string
}

export function positionScale(head: Position): ChartScale {
  return {
    fromX: 0,
    toX: head,
    xOf: (at) => at,
    positionAt: (x) => position(Math.round(x)),
    ticks: (count) =>
      scaleLinear([0, Math.max(1, head)], [0, 1])
        .ticks(count)
        .filter(Number.isInteger)
        .map((x) => ({ x, label: countText(x) })),
    said: (x) => `#${countText(Math.round(x))}`,
  }
}

const US_PER_MS = 1000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export function timeScale(times: PositionTimes): ChartScale {
  const { fromUs, toUs } = times
  return {
    fromX: fromUs,
    toX: toUs,
    xOf: (at) => times.timeAt(at),
    positionAt: (x) => times.positionAt(x),
    ticks(count) {
      const times = scaleUtc([fromUs / US_PER_MS, toUs / US_PER_MS], [0, 1]).ticks(count)
      const [first, second] = times
      const stepMs = first && second ? second.getTime() - first.getTime() : DAY_MS
      return times.map((time) => ({ x: time.getTime() * US_PER_MS, label: timeLabel(time, stepMs) }))
    },
    said: (x) => `${utcText(Math.round(x))}, #${countText(times.positionAt(x))}`,
  }
}

/** As much of a time as tells it from the ticks around it; the day where it turns over. */
function timeLabel(time: Date, stepMs: number): string {
  const [day = '', clock = ''] = time.toISOString().split('T')
  if (stepMs >= DAY_MS || time.getTime() % DAY_MS === 0) return day
  return clock.slice(0, stepMs >= MINUTE_MS ? 5 : 8)
}
