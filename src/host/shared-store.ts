import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { StoreStatus } from '../contract/host-contract.ts'
import type { ImportReport } from '../contract/import-report.ts'
import { EpochError, isOtherHistory, StoreReadOnly } from '../core/errors.ts'
import type { NewEvent, StreamName } from '../core/event.ts'
import type {
  AppendResult,
  EventStoreBackend,
  ExpectedVersion,
  StoreCapabilities,
} from '../core/event-store-backend.ts'
import type { LogIndex, LogSummary } from '../core/log-index.ts'
import type { RecognisedStore } from '../core/recognised-store.ts'
import { type SearchIndex, type SearchIndexes, WORDS } from '../core/search-indexes.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../core/store-surroundings.ts'
import type { RecognisedHistory } from '../transfer/history-source.ts'
import { type ImportOptions, importHistory } from '../transfer/import-history.ts'
import { Changes } from './changes.ts'
import { type FollowedWriters, followWriters } from './follow-writers.ts'
import type { OpenedPath } from './open-path.ts'
import type { RememberedPaths } from './remembered-paths.ts'

const SWITCHED_OFF = 'appends are off for this store; switch "Allow appends" on'
const NOT_INDEXED = 'Epoch makes search indexes in stores of its own only'
const COPY = 'it is a copy of the file that was dropped, which is not followed and goes when Epoch ends'
const IMPORTED = "it is an import of somebody else's history; append at its source and open it again"

export interface SharedStoreOptions {
  /** The path that a person opened, without links: what the store's switch and workspace are kept under. */
  readonly path: string
  /** Whether it is a copy of a file that a page sent. */
  readonly isCopy: boolean
  /** Stores whose "Allow appends" is not where it is by default. */
  readonly switched: RememberedPaths
  readonly attention: () => 'front' | 'behind'
  readonly reportBug: (error: unknown) => void
}

/** An open store as all clients of a host see it: followed, with its "Allow appends" switch. */
export class SharedStore {
  readonly path: string
  readonly opened: OpenedPath
  readonly #options: SharedStoreOptions
  readonly #writers: FollowedWriters
  readonly #changes = new Changes()
  readonly #end = new AbortController()
  #summary: LogSummary
  #allowed: boolean
  #trouble = ''
  #outdated = false

  /** Takes over what was opened, and closes it where that fails. */
  static async over(opened: OpenedPath, options: SharedStoreOptions): Promise<SharedStore> {
    try {
      const summary = await opened.backend.index.summary()
      const isSwitched = await options.switched.has(options.path)
      return new SharedStore(opened, options, summary, isSwitched !== isAllowedByDefault(opened))
    } catch (error) {
      await opened.backend.store.dispose()
      throw error
    }
  }

  private constructor(opened: OpenedPath, options: SharedStoreOptions, summary: LogSummary, allowed: boolean) {
    this.path = options.path
    this.opened = opened
    this.#options = options
    this.#summary = summary
    this.#allowed = allowed
    this.#writers = followWriters({
      path: opened.file,
      refresh: () => opened.backend.refresh(),
      attention: options.attention,
      onChange: () => {
        this.#trouble = ''
        this.#outdated = false
        this.#changes.add()
      },
      onTrouble: (error) => {
        this.#outdated = isOtherHistory(error)
        this.#troubledBy(error)
        this.#changes.add()
      },
    })
    void this.#indexWords()
    void opened.backend.indexed.then(() => this.#changes.add())
  }

  /** Whether its file is another one now, or has another history. */
  get outdated(): boolean {
    return this.#outdated
  }

  get recognised(): RecognisedStore {
    const { recognised } = this.opened.backend
    return this.#options.isCopy ? { ...recognised, notes: [COPY, ...recognised.notes] } : recognised
  }

  get store(): EventStoreBackend {
    return this.opened.backend.store
  }

  get index(): LogIndex {
    return this.opened.backend.index
  }

  async status(): Promise<StoreStatus> {
    try {
      this.#summary = await this.index.summary()
    } catch (error) {
      this.#troubledBy(error)
    }
    return {
      summary: this.#summary,
      capabilities: this.#capabilities(),
      canAllowAppends: this.#canAllow(),
      trouble: this.#trouble,
    }
  }

  /** The status now, and again after each change; changes that come faster than it is read are one. */
  async *watch(signal: AbortSignal): AsyncGenerator<StoreStatus, void> {
    for (;;) {
      signal.throwIfAborted()
      const seen = this.#changes.count
      yield await this.status()
      await this.#changes.past(seen, signal)
    }
  }

  /** @throws StoreReadOnly where the switch is not the person's to turn */
  async allowAppends(allowed: boolean): Promise<StoreStatus> {
    if (!this.#canAllow()) throw new StoreReadOnly(this.#capabilities().whyNoAppend)
    const { switched } = this.#options
    await (allowed === isAllowedByDefault(this.opened) ? switched.remove(this.path) : switched.add(this.path))
    this.#allowed = allowed
    this.#changes.add()
    void this.#indexWords()
    return this.status()
  }

  async checkpoints(): Promise<readonly ConsumerCheckpoint[]> {
    return (await this.opened.backend.surroundings?.checkpoints()) ?? []
  }

  async sideTables(): Promise<readonly SideTable[]> {
    return (await this.opened.backend.surroundings?.sideTables()) ?? []
  }

  /** @throws EpochError `not-found` for a table that is none of the store's snapshots and read models */
  async sideRows(table: string, skip: number, limit: number): Promise<SideRows> {
    const { surroundings } = this.opened.backend
    if (surroundings === undefined)
      throw new EpochError('not-found', 'this store keeps no tables of snapshots or read models', { table })
    return await surroundings.sideRows(table, skip, limit)
  }

  async searchIndexes(): Promise<readonly SearchIndex[]> {
    return (await this.opened.backend.searchIndexes?.searchIndexes()) ?? []
  }

  /** @throws StoreReadOnly, InvalidFilter */
  async addSearchIndex(of: string): Promise<void> {
    await this.#indexes().addSearchIndex(of)
  }

  /** @throws StoreReadOnly, InvalidFilter */
  async removeSearchIndex(of: string): Promise<void> {
    await this.#indexes().removeSearchIndex(of)
  }

  /** @throws StoreReadOnly, and what the store's own append throws */
  async append(
    stream: StreamName,
    events: readonly NewEvent[],
    expectedVersion: ExpectedVersion,
  ): Promise<AppendResult> {
    const { append, whyNoAppend } = this.#capabilities()
    if (!append) throw new StoreReadOnly(whyNoAppend)
    const result = await this.store.storeEvents(stream, events, { expectedVersion })
    this.#writers.now()
    return result
  }

  /**
   * Adds a history, which is opened only where the store takes it; what was added stays when it fails or is aborted.
   *
   * @throws StoreReadOnly
   */
  async import(open: () => Promise<RecognisedHistory>, options: ImportOptions): Promise<ImportReport> {
    const { append, whyNoAppend } = this.#capabilities()
    if (!append) throw new StoreReadOnly(whyNoAppend)
    try {
      const { format, history, close } = await open()
      const target = await openSqliteImport(this.opened.file).catch(async (error: unknown) => {
        await close?.()
        throw error
      })
      return { format, ...(await importHistory(history, target, options)) }
    } finally {
      this.#writers.now()
    }
  }

  async dispose(): Promise<void> {
    this.#end.abort()
    await this.#writers.end()
    await this.store.dispose()
  }

  /** A store that Epoch may append to has its words indexed; what stops that is the store's trouble. Never rejects. */
  async #indexWords(): Promise<void> {
    const indexes = this.opened.backend.searchIndexes
    const { signal } = this.#end
    if (indexes === undefined || !this.#capabilities().append) return
    try {
      await indexes.addSearchIndex(WORDS)
      await indexes.finishSearchIndexes({ signal })
    } catch (error) {
      if (signal.aborted) return
      this.#troubledBy(error)
      this.#changes.add()
    }
  }

  /** Those of an import may be changed: the store it lies in is Epoch's. */
  #indexes(): SearchIndexes {
    const { backend, origin } = this.opened
    const { append, whyNoAppend } = origin === 'import' ? this.store.capabilities : this.#capabilities()
    if (!append) throw new StoreReadOnly(whyNoAppend)
    if (backend.searchIndexes === undefined) throw new StoreReadOnly(NOT_INDEXED)
    return backend.searchIndexes
  }

  #canAllow(): boolean {
    return this.opened.origin !== 'import' && this.store.capabilities.append
  }

  #capabilities(): StoreCapabilities {
    const own = this.store.capabilities
    if (this.opened.origin === 'import') return { ...own, append: false, whyNoAppend: IMPORTED }
    if (!own.append || this.#allowed) return own
    return { ...own, append: false, whyNoAppend: SWITCHED_OFF }
  }

  #troubledBy(error: unknown): void {
    if (error instanceof EpochError) {
      this.#trouble = error.message
      return
    }
    this.#options.reportBug(error)
    this.#trouble = 'Epoch hit a bug while it read the store; the host wrote it to its error output'
  }
}

function isAllowedByDefault({ origin }: OpenedPath): boolean {
  return origin === 'demo'
}
