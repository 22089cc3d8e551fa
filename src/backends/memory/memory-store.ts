import { checkAppend } from '../../core/check-append.ts'
import { EpochError, IdConflict, WrongExpectedVersion } from '../../core/errors.ts'
import {
  type Event,
  type EventId,
  type NewEvent,
  NO_EVENTS,
  type Position,
  position,
  START,
  type StreamName,
  type StreamVersion,
  streamVersion,
} from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type {
  AppendOptions,
  AppendResult,
  EventStoreBackend,
  ExpectedVersion,
  ReadAllOptions,
  ReadStreamOptions,
  StoreCapabilities,
  SubscribeOptions,
  SubscriptionMessage,
} from '../../core/event-store-backend.ts'
import { LocalEventBus } from '../../core/local-event-bus.ts'
import { backwards, fitting, forwards, pagesOf } from './event-pages.ts'

/** A store that lives as long as its process. Its positions have no gaps, so an event's position is its place in the log. */
export class MemoryStore implements EventStoreBackend {
  readonly capabilities: StoreCapabilities = {
    append: true,
    whyNoAppend: '',
    firstVersion: 1,
    commitOrder: true,
    globalOrder: true,
    versionGaps: false,
    time: true,
  }

  readonly #log: Event[] = []
  readonly #streams = new Map<StreamName, Event[]>()
  readonly #byId = new Map<EventId, Event>()
  readonly #bus = new LocalEventBus(this)
  #open = true

  async *readEvents(
    stream: StreamName,
    { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY, signal }: ReadStreamOptions = {},
  ): AsyncGenerator<readonly Event[], void> {
    const events = this.#streams.get(stream) ?? []
    const found =
      direction === 'forwards'
        ? forwards(events, from ?? 1, Number.POSITIVE_INFINITY)
        : backwards(events, from ?? events.length, 1)
    yield* pagesOf(found, limit, () => this.#check(signal))
  }

  async *readAll({
    after,
    upTo,
    direction = 'forwards',
    filter = EVERYTHING,
    limit = Number.POSITIVE_INFINITY,
    signal,
  }: ReadAllOptions = {}): AsyncGenerator<readonly Event[], void> {
    const found =
      direction === 'forwards'
        ? forwards(this.#log, (after ?? START) + 1, upTo ?? Number.POSITIVE_INFINITY)
        : backwards(this.#log, (after ?? Number.POSITIVE_INFINITY) - 1, upTo ?? START)
    yield* pagesOf(fitting(found, filter), limit, () => this.#check(signal))
  }

  storeEvent(event: NewEvent, options?: AppendOptions): Promise<AppendResult> {
    return this.storeEvents(event.stream, [event], options)
  }

  async storeEvents(
    stream: StreamName,
    events: readonly NewEvent[],
    { expectedVersion = 'any' }: AppendOptions = {},
  ): Promise<AppendResult> {
    this.#check()
    checkAppend(stream, events)
    const earlier = this.#earlierAppend(stream, events, expectedVersion)
    if (earlier !== undefined) return earlier
    const actual = this.#streams.get(stream)?.at(-1)?.version ?? NO_EVENTS
    if (!isAsExpected(expectedVersion, actual)) throw new WrongExpectedVersion(stream, expectedVersion, actual)
    return this.#append(stream, events)
  }

  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return this.#bus.subscribe(options)
  }

  async head(): Promise<Position> {
    this.#check()
    return this.#log.at(-1)?.position ?? START
  }

  async dispose(): Promise<void> {
    this.#open = false
    this.#bus.wake()
  }

  #append(stream: StreamName, events: readonly NewEvent[]): AppendResult {
    const inStream = this.#streams.get(stream) ?? []
    this.#streams.set(stream, inStream)
    for (const event of events) {
      const committed: Event = {
        ...event,
        position: position(this.#log.length + 1),
        version: streamVersion(inStream.length + 1),
      }
      this.#log.push(committed)
      inStream.push(committed)
      this.#byId.set(event.id, committed)
    }
    const result = { version: streamVersion(inStream.length), position: position(this.#log.length), repeated: false }
    this.#bus.publish(result.position)
    return result
  }

  /** @throws IdConflict when an id is taken, but not by this very append */
  #earlierAppend(stream: StreamName, events: readonly NewEvent[], expected: ExpectedVersion): AppendResult | undefined {
    const taken = events.find((event) => this.#byId.has(event.id))
    if (taken === undefined) return undefined
    const inStream = this.#streams.get(stream) ?? []
    const start = inStream.findIndex((event) => event.id === events[0]?.id)
    const stored = start < 0 ? [] : inStream.slice(start, start + events.length)
    const last = stored.at(-1)
    const same = stored.length === events.length && stored.every((event, i) => isSameEvent(event, events[i]))
    if (last === undefined || !same || !isAsExpected(expected, streamVersion(start))) throw new IdConflict(taken.id)
    return { version: last.version, position: last.position, repeated: true }
  }

  #check(signal?: ReadAllOptions['signal']): void {
    signal?.throwIfAborted()
    if (!this.#open) throw new EpochError('store-not-open', 'the store in memory is closed')
  }
}

function isAsExpected(expected: ExpectedVersion, actual: StreamVersion): boolean {
  switch (expected) {
    case 'any':
      return true
    case 'no-stream':
      return actual === NO_EVENTS
    case 'stream-exists':
      return actual > NO_EVENTS
    default:
      return actual === expected
  }
}

function isSameEvent(stored: Event, event: NewEvent | undefined): boolean {
  return (
    event !== undefined &&
    stored.id === event.id &&
    stored.type === event.type &&
    stored.schemaVersion === event.schemaVersion &&
    stored.createdAtUs === event.createdAtUs &&
    stored.data === event.data &&
    stored.metadata === event.metadata
  )
}
