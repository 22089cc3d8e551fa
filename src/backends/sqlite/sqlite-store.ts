import { resolve } from 'node:path'
import { EpochError, StoreReadOnly } from '../../core/errors.ts'
import {
  type Event,
  type EventId,
  type NewEvent,
  type Position,
  START,
  type StreamName,
  type StreamVersion,
} from '../../core/event.ts'
import { EVERYTHING, type EventFilter } from '../../core/event-filter.ts'
import type {
  AppendOptions,
  AppendResult,
  EventStoreBackend,
  ReadAllOptions,
  ReadStreamOptions,
  StoreCapabilities,
  SubscribeOptions,
  SubscriptionMessage,
} from '../../core/event-store-backend.ts'
import { LocalEventBus } from '../../core/local-event-bus.ts'
import type {
  CategorySummary,
  EventRow,
  Histogram,
  HistogramQuery,
  LogIndex,
  LogSummary,
  RowPlace,
  RowsPage,
  StreamsPage,
  StreamsQuery,
  TypeSummary,
} from '../../core/log-index.ts'
import { EPOCH_SCHEMA_VERSION } from './epoch-schema.ts'
import { eventOfTuple } from './event-tuple.ts'
import type { LogReadPage } from './log-reader.ts'
import { storeTooNew } from './open-database.ts'
import type { OpenedStore, StoreReader } from './store-reader.ts'
import { StoreThread } from './store-thread.ts'
import type { StoreWriter } from './store-writer.ts'

/** `create` makes the store where there is none, then is `write`; `read` takes no appends. */
export type OpenMode = 'create' | 'write' | 'read'

/** How long a question about a view waits for the view to be searched to the head before it answers with what there is. */
const PATIENCE_MS = 100

/**
 * Opens a store of Epoch's own; dispose of it to end its threads.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-unknown-schema`,
 * `store-no-permission`, `store-corrupt`
 */
export async function openSqliteStore(path: string, { mode }: { readonly mode: OpenMode }): Promise<SqliteStore> {
  const fullPath = resolve(path)
  const reader = new StoreThread<StoreReader>({ role: 'reader', path: fullPath, create: mode === 'create' })
  try {
    const opened = await reader.call('opened')
    reader.startWith({ role: 'reader', path: fullPath, create: false, file: opened.file })
    return new SqliteStore(fullPath, mode, reader, opened)
  } catch (error) {
    await reader.close()
    throw error
  }
}

/** A store in one SQLite file: one thread reads and another, from the first append on, writes. */
export class SqliteStore implements EventStoreBackend, LogIndex {
  readonly capabilities: StoreCapabilities
  readonly #path: string
  readonly #opened: OpenedStore
  readonly #reader: StoreThread<StoreReader>
  readonly #writer: StoreThread<StoreWriter>
  readonly #bus: LocalEventBus
  readonly #subscriptions = new Set<AbortController>()
  #disposal: Promise<void> | undefined

  constructor(path: string, mode: OpenMode, reader: StoreThread<StoreReader>, opened: OpenedStore) {
    this.#path = path
    this.#opened = opened
    this.#reader = reader
    this.#writer = new StoreThread<StoreWriter>({ role: 'writer', path, file: opened.file })
    this.#bus = new LocalEventBus(this)
    const whyNoAppend = whyNotAppended(mode, opened)
    this.capabilities = { append: whyNoAppend === '', whyNoAppend, firstVersion: 1, commitOrder: true, time: true }
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<readonly Event[], void> {
    const {
      after,
      upTo,
      direction = 'forwards',
      filter = EVERYTHING,
      limit = Number.POSITIVE_INFINITY,
      signal,
    } = options
    let remaining = limit
    let rest: LogReadPage['rest'] =
      direction === 'forwards'
        ? { low: after ?? START, ...(upTo !== undefined && { high: upTo }) }
        : { low: (upTo ?? 1) - 1, ...(after !== undefined && { high: after - 1 }) }
    while (rest !== undefined && remaining > 0) {
      signal?.throwIfAborted()
      const page: LogReadPage = await this.#ask('readLog', { ...rest, direction, filter, limit: remaining })
      signal?.throwIfAborted()
      if (page.events.length > 0) yield page.events.map(eventOfTuple)
      remaining -= page.events.length
      rest = page.rest
    }
  }

  async *readEvents(stream: StreamName, options: ReadStreamOptions = {}): AsyncGenerator<readonly Event[], void> {
    const { direction = 'forwards', limit = Number.POSITIVE_INFINITY, signal } = options
    let remaining = limit
    let from: number | undefined = options.from
    while (remaining > 0) {
      signal?.throwIfAborted()
      const page = await this.#ask('readStream', {
        stream,
        ...(from !== undefined && { from }),
        direction,
        limit: remaining,
      })
      signal?.throwIfAborted()
      if (page.events.length > 0) yield page.events.map(eventOfTuple)
      remaining -= page.events.length
      from = page.nextFrom
      if (from === undefined) return
    }
  }

  async storeEvent(event: NewEvent, options?: AppendOptions): Promise<AppendResult> {
    return await this.storeEvents(event.stream, [event], options)
  }

  async storeEvents(
    stream: StreamName,
    events: readonly NewEvent[],
    { expectedVersion = 'any' }: AppendOptions = {},
  ): Promise<AppendResult> {
    this.#checkOpen()
    if (this.#opened.schemaVersion > EPOCH_SCHEMA_VERSION) throw storeTooNew(this.#path)
    if (!this.capabilities.append) throw new StoreReadOnly(this.capabilities.whyNoAppend)
    const result = await this.#writer.call('append', { stream, events, expectedVersion })
    if (!result.repeated) this.#bus.publish(result.position)
    return result
  }

  async *subscribe(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionMessage, void> {
    this.#checkOpen()
    const end = new AbortController()
    const { signal } = options
    const abort = (): void => end.abort(signal?.reason)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    this.#subscriptions.add(end)
    try {
      yield* this.#bus.subscribe({ ...options, signal: end.signal })
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#subscriptions.delete(end)
    }
  }

  async head(): Promise<Position> {
    return await this.#ask('head')
  }

  /**
   * Looks whether another program has committed, and tells the subscriptions if so. @returns the head
   *
   * @throws EpochError `store-gone` when the file was moved, replaced or cut short
   */
  async refresh(): Promise<Position> {
    const head = await this.#ask('refresh')
    this.#bus.publish(head)
    return head
  }

  async summary(): Promise<LogSummary> {
    return await this.#ask('summary')
  }

  async categories(): Promise<readonly CategorySummary[]> {
    return await this.#ask('categories')
  }

  async types(): Promise<readonly TypeSummary[]> {
    return await this.#ask('types')
  }

  async streams(query: StreamsQuery): Promise<StreamsPage> {
    for (;;) {
      const page = await this.#ask('streams', query)
      if (page !== undefined) return page
    }
  }

  async rows(view: EventFilter, fromRow: number, limit: number): Promise<RowsPage> {
    return await this.#patiently(() => this.#ask('rows', view, fromRow, limit))
  }

  async rowAt(view: EventFilter, position: Position): Promise<RowPlace> {
    return await this.#patiently(() => this.#ask('rowAt', view, position))
  }

  async eventAt(position: Position): Promise<Event | undefined> {
    const tuple = await this.#ask('eventAt', position)
    return tuple && eventOfTuple(tuple)
  }

  async eventById(id: EventId): Promise<Event | undefined> {
    const tuple = await this.#ask('eventById', id)
    return tuple && eventOfTuple(tuple)
  }

  async eventInStream(stream: StreamName, version: StreamVersion): Promise<Event | undefined> {
    const tuple = await this.#ask('eventInStream', stream, version)
    return tuple && eventOfTuple(tuple)
  }

  async effectsOf(id: EventId, limit: number): Promise<readonly EventRow[]> {
    return await this.#ask('effectsOf', id, limit)
  }

  async positionAtTime(atUs: number): Promise<Position> {
    return await this.#ask('positionAtTime', atUs)
  }

  async histogram(query: HistogramQuery): Promise<Histogram> {
    return await this.#ask('histogram', query)
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#close()
    return this.#disposal
  }

  async #close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.abort(storeNotOpen(this.#path))
    await this.#reader.close()
    await this.#writer.close()
  }

  /** Asks again until a view has been searched to the head, or patience ends. */
  async #patiently<Answer extends { readonly complete: boolean }>(ask: () => Promise<Answer>): Promise<Answer> {
    const untilMs = performance.now() + PATIENCE_MS
    for (;;) {
      const answer = await ask()
      if (answer.complete || performance.now() >= untilMs) return answer
    }
  }

  #ask<Name extends keyof StoreReader>(
    name: Name,
    ...args: Parameters<StoreReader[Name]>
  ): Promise<Awaited<ReturnType<StoreReader[Name]>>> {
    this.#checkOpen()
    return this.#reader.call(name, ...args)
  }

  #checkOpen(): void {
    if (this.#disposal !== undefined) throw storeNotOpen(this.#path)
  }
}

function whyNotAppended(mode: OpenMode, { schemaVersion, whyNotWritable }: OpenedStore): string {
  if (schemaVersion > EPOCH_SCHEMA_VERSION) return 'a newer Epoch made this store; this one only reads it'
  return mode === 'read' ? 'it is open for reading only' : whyNotWritable
}

function storeNotOpen(path: string): EpochError {
  return new EpochError('store-not-open', `${path}: the store is closed; open it again`, { path })
}
