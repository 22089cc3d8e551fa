import { resolve } from 'node:path'
import { EpochError, isEpochError, isOtherHistory, StoreReadOnly } from '../../core/errors.ts'
import { type Event, type NewEvent, type Position, START, type StreamName } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
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
import type { FinishOptions, SearchIndex, SearchIndexCost, SearchIndexes } from '../../core/search-indexes.ts'
import { EPOCH_SCHEMA_VERSION } from './epoch-schema.ts'
import { eventOfTuple } from './event-tuple.ts'
import type { LogReadPage } from './log-reader.ts'
import { OLDER_STORE, storeTooNew } from './open-database.ts'
import { StoreQuestions } from './store-questions.ts'
import type { OpenedStore, StoreReader } from './store-reader.ts'
import { StoreSearchIndexes } from './store-search-indexes.ts'
import { type FollowOthers, StoreSubscriptions } from './store-subscriptions.ts'
import { StoreThread } from './store-thread.ts'
import type { StoreWriter } from './store-writer.ts'

/** `create` makes the store where there is none, then is `write`; `read` takes no appends. */
export type OpenMode = 'create' | 'write' | 'read'

interface FollowedStore {
  readonly path: string
  refresh(): Promise<Position>
}

export interface OpenSqliteOptions {
  readonly mode: OpenMode
  /** Follows other processes while somebody subscribes, by the store's `refresh`. Without it, who opens the store calls that. */
  readonly follow?: (store: FollowedStore) => FollowOthers
}

/**
 * Opens a store of Epoch's own; dispose of it to end its threads.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-unknown-schema`,
 * `store-no-permission`, `store-corrupt`
 */
export async function openSqliteStore(path: string, { mode, follow }: OpenSqliteOptions): Promise<SqliteStore> {
  const fullPath = resolve(path)
  const reader = new StoreThread<StoreReader>({ role: 'reader', path: fullPath, create: mode === 'create' })
  try {
    const opened = await reader.call('opened')
    reader.startWith({ role: 'reader', path: fullPath, create: false, file: opened.file })
    return new SqliteStore(fullPath, { mode, reader, opened, ...(follow && { follow }) })
  } catch (error) {
    await reader.close()
    throw error
  }
}

interface SqliteStoreParts extends OpenSqliteOptions {
  readonly reader: StoreThread<StoreReader>
  readonly opened: OpenedStore
}

/** A store in one SQLite file: one thread reads and another, from the first append on, writes. */
export class SqliteStore extends StoreQuestions implements EventStoreBackend, SearchIndexes {
  readonly capabilities: StoreCapabilities
  readonly #path: string
  readonly #opened: OpenedStore
  readonly #reader: StoreThread<StoreReader>
  readonly #writer: StoreThread<StoreWriter>
  readonly #bus: LocalEventBus
  readonly #subscriptions: StoreSubscriptions
  readonly #indexes: StoreSearchIndexes
  #disposal: Promise<void> | undefined

  constructor(path: string, { mode, reader, opened, follow }: SqliteStoreParts) {
    super()
    this.#path = path
    this.#opened = opened
    this.#reader = reader
    this.#writer = new StoreThread<StoreWriter>({ role: 'writer', path, file: opened.file })
    this.#bus = new LocalEventBus(this)
    this.#subscriptions = new StoreSubscriptions(this.#bus, follow?.({ path, refresh: () => this.refresh() }))
    this.#indexes = new StoreSearchIndexes({
      reader,
      writer: this.#writer,
      checkOpen: () => this.#checkOpen(),
      checkWritable: () => this.#checkWritable(),
    })
    const whyNoAppend = whyNotAppended(mode, opened)
    this.capabilities = {
      append: whyNoAppend === '',
      whyNoAppend,
      firstVersion: 1,
      commitOrder: true,
      globalOrder: true,
      versionGaps: false,
      time: true,
    }
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
      const page: LogReadPage = await this.ask('readLog', { ...rest, direction, filter, limit: remaining })
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
      const page = await this.ask('readStream', {
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
    this.#checkWritable()
    const result = await this.#writer.call('append', { stream, events, expectedVersion })
    if (!result.repeated) this.#bus.publish(result.position)
    return result
  }

  async *subscribe(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionMessage, void> {
    this.#checkOpen()
    yield* this.#subscriptions.subscribe(options)
  }

  async head(): Promise<Position> {
    return await this.ask('head')
  }

  /**
   * Looks whether another program has committed, and tells the subscriptions if so. @returns the head
   *
   * @throws EpochError `store-replaced`, `store-rewound`, which the subscriptions reject with as well
   */
  async refresh(): Promise<Position> {
    try {
      const head = await this.head()
      this.#bus.publish(head)
      return head
    } catch (error) {
      if (isOtherHistory(error)) this.#bus.wake()
      if (isEpochError(error, 'store-replaced') && this.#writer.isRunning) await this.#writer.call('letGo')
      throw error
    }
  }

  searchIndexes(): Promise<readonly SearchIndex[]> {
    return this.#indexes.searchIndexes()
  }

  estimateSearchIndex(of: string): Promise<SearchIndexCost> {
    return this.#indexes.estimateSearchIndex(of)
  }

  addSearchIndex(of: string): Promise<void> {
    return this.#indexes.addSearchIndex(of)
  }

  removeSearchIndex(of: string): Promise<void> {
    return this.#indexes.removeSearchIndex(of)
  }

  finishSearchIndexes(options?: FinishOptions): Promise<void> {
    return this.#indexes.finishSearchIndexes(options)
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#close()
    return this.#disposal
  }

  async #close(): Promise<void> {
    await this.#subscriptions.end(storeNotOpen(this.#path))
    await this.#reader.close()
    await this.#writer.close()
  }

  protected override ask<Name extends keyof StoreReader>(
    name: Name,
    ...args: Parameters<StoreReader[Name]>
  ): Promise<Awaited<ReturnType<StoreReader[Name]>>> {
    this.#checkOpen()
    return this.#reader.call(name, ...args)
  }

  #checkWritable(): void {
    this.#checkOpen()
    if (this.#opened.schemaVersion > EPOCH_SCHEMA_VERSION) throw storeTooNew(this.#path)
    if (!this.capabilities.append) throw new StoreReadOnly(this.capabilities.whyNoAppend)
  }

  #checkOpen(): void {
    if (this.#disposal !== undefined) throw storeNotOpen(this.#path)
  }
}

function whyNotAppended(mode: OpenMode, { schemaVersion, whyNotWritable }: OpenedStore): string {
  if (schemaVersion > EPOCH_SCHEMA_VERSION) return 'a newer Epoch made this store; this one only reads it'
  if (mode === 'read') return 'it is open for reading only'
  return schemaVersion < EPOCH_SCHEMA_VERSION ? OLDER_STORE : whyNotWritable
}

function storeNotOpen(path: string): EpochError {
  return new EpochError('store-not-open', `${path}: the store is closed; open it again`, { path })
}
