import type { EventType, Position, StreamName, StreamVersion } from '../core/event.ts'
import type { EventStoreBackend, StoreCapabilities } from '../core/event-store-backend.ts'
import type { EventDetail, EventRow } from '../core/log-index.ts'

/** One number for each event. */
export type HeaderColumn = ArrayLike<number> & Iterable<number>

/**
 * Headers of a run of events, in order of position, as columns: `streams` and `types` are the different names in this batch, `streamOf` and
 * `typeOf` say which of them each event has. Hashes are id-hash.ts's `hashOfId`, 0 where there is no such link.
 */
export interface HeaderBatch {
  readonly streams: readonly StreamName[]
  readonly types: readonly EventType[]
  readonly positions: HeaderColumn
  readonly streamOf: HeaderColumn
  readonly typeOf: HeaderColumn
  readonly versions: HeaderColumn
  readonly timesUs: HeaderColumn
  readonly idHashes: HeaderColumn
  readonly causeHashes: HeaderColumn
  readonly correlationHashes: HeaderColumn
}

export type HeaderMessage =
  | { readonly kind: 'headers'; readonly headers: HeaderBatch }
  | { readonly kind: 'caught-up'; readonly position: Position }

/** What a general index asks of a store: what it keeps tables of, and what it shows of single events. */
export interface LogSource extends Pick<EventStoreBackend, 'head' | 'readAll'> {
  readonly capabilities: Pick<StoreCapabilities, 'time'>
  /** As a catch-up subscription, of headers alone. */
  followHeaders(after: Position): AsyncIterable<HeaderMessage>
  /** The events at these positions, in order, as a list shows them; those that are not there are left out. */
  rowsAt(positions: readonly Position[]): Promise<readonly Omit<EventRow, 'row'>[]>
  detailAt(position: Position): Promise<EventDetail | undefined>
  inStream(stream: StreamName, version: StreamVersion): Promise<EventDetail | undefined>
  /** Answers about the whole log that need no tables; absent where the store has no quick way to them. */
  readonly glance?: LogGlance
}

/** What a store can say of its whole log at once, however large it is. */
export interface LogGlance {
  /** The rows `fromRow`, `fromRow + 1` … of the whole log, at most `limit`; rows are numbered from 1. */
  rows(fromRow: number, limit: number): Promise<readonly EventRow[]>
  /** The row of the last event at or before a position; 0 when there is none. */
  rowAt(position: Position): Promise<number>
}
