import type { Event } from '../../core/event.ts'
import type { FilterValue } from '../../core/filter/filter-tree.ts'
import { formatValue } from '../../core/filter/format-filter.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import { parsedPayload, partAt } from '../../core/filter/payload-value.ts'
import { numberTextAt } from '../../core/json-source.ts'

/** A value that events have at a path. */
export interface SampledValue {
  /** As a filter compares with it. */
  readonly text: string
  readonly value: FilterValue
  readonly events: number
}

/** A longer text is none that anybody looks for as a whole. */
const MAX_TEXT = 200

/** What is at a path of these events' payloads, each value once, the most frequent first. Objects and lists are no values. */
export function sampledValues(
  events: readonly Pick<Event, 'data' | 'metadata'>[],
  path: PayloadPath,
): readonly SampledValue[] {
  const found = new Map<string, SampledValue>()
  for (const event of events) {
    const value = valueIn(event, path)
    if (value === undefined) continue
    const text = formatValue(value)
    found.set(text, { text, value, events: (found.get(text)?.events ?? 0) + 1 })
  }
  return [...found.values()].sort((a, b) => b.events - a.events)
}

function valueIn(event: Pick<Event, 'data' | 'metadata'>, { of, steps }: PayloadPath): FilterValue | undefined {
  const part = partAt(parsedPayload(event[of]), steps)
  switch (typeof part) {
    case 'string':
      return part.length > MAX_TEXT ? undefined : { kind: 'text', text: part }
    case 'number':
      return { kind: 'number', text: numberTextAt(event[of], steps) ?? String(part) }
    case 'boolean':
      return { kind: 'boolean', value: part }
    default:
      return part === null ? { kind: 'null' } : undefined
  }
}
