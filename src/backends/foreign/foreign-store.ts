import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError, isOtherHistory, StoreReadOnly } from '../../core/errors.ts'
import { type Event, type Position, position, type StreamName } from '../../core/event.ts'
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
import { type ForeignClient, notOpen } from './foreign-client.ts'
import type { RecognisedKind } from './foreign-contract.ts'
import { foreignKind } from './kinds/foreign-kinds.ts'
import { type EventsRead, readEventsPart, readHead, readPosition, readStreamPlace } from './read-answer.ts'

/** Reads one part of a read after a place, with how many events are still wanted. */
type ReadPart<Place> = (after: Place, limit: number) => Promise<EventsRead<Place>>

/** A store that belongs to another application: read only, in a process of its own. Its head moves with {@link refresh}. */
export class ForeignStore implements EventStoreBackend {
  readonly capabilities: StoreCapabilities
  readonly #path: string
  readonly #client: ForeignClient
  readonly #bus = new LocalEventBus(this)
  #head: Position
  #open = true
  #failure: { readonly error: unknown } | undefined

  /** @param client has opened the file and recognised its kind; the store disposes of it */
  constructor(path: string, client: ForeignClient, recognised: RecognisedKind) {
    const { firstVersion, commitOrder, whyNoAppend } = foreignKind(recognised.name)
    this.capabilities = { append: false, whyNoAppend, firstVersion, commitOrder, time: true }
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
      const head = position(readHead(await this.#client.call('refresh', {})))
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
