import type { Event, EventType } from '../core/event.ts'
import type { LogIndex } from '../core/log-index.ts'

/** Runs of neighbours that samples are taken in: rows that lie together cost less than rows that do not. */
const MAX_RUNS = 20

/** About how much data all samples of a type have together, in UTF-16 units: where events are large, fewer tell as much. */
const MAX_CHARACTERS = 4 * 1024 * 1024

/** At most `limit` events of a type, evenly spread over its history, the first and the last among them, in order; fewer where the first is large. */
export async function typeSamples(index: LogIndex, type: EventType, limit: number): Promise<readonly Event[]> {
  const view = { types: [type] }
  const total = (await index.types()).find(({ name }) => name === type)?.events ?? 0
  const [first] = total === 0 ? [] : (await index.rows(view, 1, 1)).rows
  const size = first === undefined ? 0 : ((await index.eventAt(first.position))?.data.length ?? 0)
  const events: Event[] = []
  for (const { from, rows } of sampleRuns(total, Math.min(limit, Math.max(2, Math.floor(MAX_CHARACTERS / size))))) {
    const page = await index.rows(view, from, rows)
    for (const row of page.rows) {
      const event = await index.eventAt(row.position)
      if (event !== undefined) events.push(event)
    }
  }
  return events
}

/** Which rows, from 1, of `total` to take `limit` of: runs in order that do not overlap. */
export function sampleRuns(total: number, limit: number): readonly { readonly from: number; readonly rows: number }[] {
  if (total <= limit) return total === 0 ? [] : [{ from: 1, rows: total }]
  const runs = Math.min(MAX_RUNS, limit)
  return Array.from({ length: runs }, (_, run) => {
    const rows = Math.floor(((run + 1) * limit) / runs) - Math.floor((run * limit) / runs)
    const from = runs === 1 ? 1 : 1 + Math.floor((run * (total - rows)) / (runs - 1))
    return { from, rows }
  })
}
