import type { CorrelatedEvent } from '../contract/host-contract.ts'
import type { Position } from '../core/event.ts'
import type { LogIndex } from '../core/log-index.ts'
import { linksOf } from '../core/metadata.ts'

/** The events after a position that have this correlation, in order, at most `limit`, each with what it names as its cause. */
export async function correlatedEvents(
  index: LogIndex,
  correlationId: string,
  after: Position,
  limit: number,
): Promise<readonly CorrelatedEvent[]> {
  const events: CorrelatedEvent[] = []
  for (const row of await index.correlated(correlationId, after, limit)) {
    const event = await index.eventAt(row.position)
    const { causationId } = event === undefined ? {} : linksOf(event.metadata)
    events.push({ ...row, ...(causationId !== undefined && { causationId }) })
  }
  return events
}
