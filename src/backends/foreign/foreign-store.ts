import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { catchUpBy } from '../../core/catch-up.ts'
import { EpochError, isOtherHistory, StoreReadOnly } from '../../core/errors.ts'
import { type Event, type Position, position, type StreamName, type StreamVersion } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type {
  AppendResult,
  EventStoreBackend,
  ReadAllOptions,
  ReadStreamOptions,
  StoreCapabilities,
  SubscribeOptions,
  SubscriptionMessage,
} from '../../core/event-store-backend.ts'
import { LocalEventBus } from '../../core/local-event-bus.ts'
import type { EventDetail, EventRow } from '../../core/log-index.ts'
import type { ConsumerCheckpoint, SideRows, SideTable, StoreSurroundings } from '../../core/store-surroundings.ts'
import type { HeaderMessage, LogGlance, LogSource } from '../log-source.ts'
import { type ForeignClient, notOpen } from './foreign-client.ts'
import type { RecognisedKind } from './foreign-contract.ts'
import {
  type EventsRead,
  readCount,
  readDetail,
  readEventsPart,
  readPosition,
  readRows,
  readStreamPlace,
} from './read-answer.ts'
import { type HeadersRead, readHeaders } from './read-headers.ts'
import { readCheckpoints, readSideRows, readSideTables } from './read-surroundings.ts'

/** Most positions asked for in one call. */
const ROWS_AT_ONCE = 1000

/** Reads one part of a read after a place, with how many events are still wanted. */
type ReadPart<Place> = (after: Place, limit: number) => Promise<EventsRead<Place>>

/** A store that belongs to another application: read only, in a process of its own. Its head moves with {@link refresh}. */
export class ForeignStore implements EventStoreBackend, LogSource, StoreSurroundings {
  readonly capabilities: StoreCapabilities
  readonly glance: LogGlance = {
    rows: async (fromRow, limit) => {
      const rows = readRows(await this.#client.call('readRowsFrom', { fromRow, limit }))
      return rows.map((row, i) => ({ row: fromRow + i, ...row }))
    },
    rowAt: async (at) => readCount(await this.#client.call('countUpTo', { position: at })),
  }
  readonly #path: string
  readonly #client: ForeignClient
  readonly #bus = new LocalEventBus(this)
  #head: Position
  #open = true
  #failure: { readonly error: unknown } | undefined

  /** @param client has opened the file and recognised its kind; the store disposes of it */
  constructor(path: string, client: ForeignClient, recognised: RecognisedKind) {
    this.capabilities = recognised.capabilities
    this.#path = path
    this.#client = client
    this.#head = position(recognised.head)
  }

  async *readEvents(
    stream: StreamName,
    { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY, signal }: ReadStreamOptions = {},
  ): AsyncGenerator<readonly Event[], void> {
    const last = Number.MAX_SAFE_INTEGER
    const start =
      direction === 'forwards'
        ? { version: Math.max(1, from ?? 1) - 1, position: last }
        : { version: Math.min(from ?? last - 1, last - 1), position: last }
    const read: ReadPart<typeof start> = async (after, most) =>
      readEventsPart(await this.#client.call('readStream', { stream, after, direction, limit: most }), readStreamPlace)
    yield* this.#pages(start, limit, signal, read)
  }

  async *readAll({
    after,
    upTo,
    direction = 'forwards',
    filter = EVERYTHING,
    limit = Number.POSITIVE_INFINITY,
    signal,
  }: ReadAllOptions = {}): AsyncGenerator<readonly Event[], void> {
    const [start, end] =
      direction === 'forwards'
        ? [after ?? 0, upTo ?? Number.MAX_SAFE_INTEGER]
        : [after ?? Number.MAX_SAFE_INTEGER, upTo ?? 0]
    const read: ReadPart<number> = async (place, most) =>
      readEventsPart(
        await this.#client.call('readLog', { after: place, upTo: end, direction, filter, limit: most }),
        readPosition,
      )
    yield* this.#pages(start, limit, signal, read)
  }

  storeEvent(): Promise<AppendResult> {
    return this.storeEvents()
  }

  async storeEvents(): Promise<AppendResult> {
    this.#check()
    throw new StoreReadOnly(this.capabilities.whyNoAppend)
  }

  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return this.#bus.subscribe(options)
  }

  followHeaders(after: Position): AsyncIterable<HeaderMessage> {
    return catchUpBy(this, this.#bus, { after, read: (from, upTo) => this.#headers(from, upTo) })
  }

  async rowsAt(positions: readonly Position[]): Promise<readonly Omit<EventRow, 'row'>[]> {
    const rows: Omit<EventRow, 'row'>[] = []
    for (let from = 0; from < positions.length; from += ROWS_AT_ONCE) {
      const some = positions.slice(from, from + ROWS_AT_ONCE)
      rows.push(...readRows(await this.#client.call('readRows', { positions: some })))
    }
    return rows
  }

  async detailAt(at: Position): Promise<EventDetail | undefined> {
    return readDetail(await this.#client.call('readDetail', { position: at }))
  }

  async inStream(stream: StreamName, version: StreamVersion): Promise<EventDetail | undefined> {
    return readDetail(await this.#client.call('readDetail', { stream, version }))
  }

  async checkpoints(): Promise<readonly ConsumerCheckpoint[]> {
    return readCheckpoints(await this.#client.call('checkpoints', {}))
  }

  async sideTables(): Promise<readonly SideTable[]> {
    return readSideTables(await this.#client.call('sideTables', {}))
  }

  async sideRows(table: string, skip: number, limit: number): Promise<SideRows> {
    return readSideRows(await this.#client.call('sideRows', { table, skip, limit }))
  }

  async head(): Promise<Position> {
    this.#check()
    if (this.#failure !== undefined) throw this.#failure.error
    return this.#head
  }

  /**
   * Looks for what other programs have committed, and publishes it.
   *
   * @throws EpochError `store-replaced`, `store-rewound`, which the subscriptions reject with as well
   */
  async refresh(): Promise<Position> {
    this.#check()
    try {
      const head = position(await this.#client.refresh())
      if (head < this.#head) throw this.#fell(head)
      this.#failure = undefined
      if (head > this.#head) {
        this.#head = head
        this.#bus.publish(head)
      }
      return this.#head
    } catch (error) {
      if (isOtherHistory(error)) {
        this.#failure = { error }
        this.#bus.wake()
      }
      throw error
    }
  }

  async dispose(): Promise<void> {
    this.#open = false
    this.#bus.wake()
    await this.#client.dispose()
  }

  async *#headers(after: Position, upTo: Position): AsyncGenerator<HeaderMessage, void> {
    let reading: Promise<unknown> | undefined = this.#client.call('readHeaders', { after, upTo })
    while (reading !== undefined) {
      const { headers, next }: HeadersRead = readHeaders(await reading)
      this.#check()
      // The process reads on while this part is taken in; what fails is told when its turn comes, or to nobody where it never does.
      reading = next === undefined ? undefined : this.#client.call('readHeaders', { after: next, upTo })
      reading?.catch(() => {})
      if (headers.positions.length > 0) yield { kind: 'headers', headers }
    }
  }

  async *#pages<Place>(
    start: Place,
    limit: number,
    signal: AbortSignalLike | undefined,
    read: ReadPart<Place>,
  ): AsyncGenerator<readonly Event[], void> {
    let after: Place | undefined = start
    let left = limit
    this.#check(signal)
    while (after !== undefined && left > 0) {
      const part: EventsRead<Place> = await read(after, Math.min(left, Number.MAX_SAFE_INTEGER))
      this.#check(signal)
      if (part.events.length > 0) yield part.events
      this.#check(signal)
      left -= part.events.length
      after = part.next
    }
  }

  #fell(head: Position): EpochError {
    return new EpochError(
      'store-rewound',
      `${this.#path}: its last position fell from ${this.#head} to ${head}, so the history is not the one that was read; open it again`,
      { path: this.#path },
    )
  }

  #check(signal?: AbortSignalLike): void {
    signal?.throwIfAborted()
    if (!this.#open) throw notOpen(this.#path)
  }
}
