import { resolve } from 'node:path'
import { EpochError } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import type { EventImport, ImportCount, ImportedEvent } from '../../core/event-import.ts'
import type { StoreImport } from './store-import.ts'
import { StoreThread } from './store-thread.ts'

/**
 * Begins an import into a store of Epoch's own, or into a new one. A new store gets its name when the import ends; until
 * then it is at `<path>.importing`, where an import that was cut off is gone on with.
 *
 * @throws what `openSqliteStore` does; EpochError `store-too-new`, StoreReadOnly
 */
export async function openSqliteImport(path: string): Promise<EventImport> {
  const fullPath = resolve(path)
  const thread = new StoreThread<StoreImport>({ role: 'importer', path: fullPath })
  try {
    await thread.call('add', [])
  } catch (error) {
    await thread.close()
    throw error
  }
  return new SqliteImport(fullPath, thread)
}

class SqliteImport implements EventImport {
  readonly #path: string
  readonly #thread: StoreThread<StoreImport>
  #ended = false

  constructor(path: string, thread: StoreThread<StoreImport>) {
    this.#path = path
    this.#thread = thread
  }

  async add(events: readonly ImportedEvent[]): Promise<ImportCount> {
    this.#checkNotEnded()
    return await this.#thread.call('add', events)
  }

  async finish(): Promise<Position> {
    this.#checkNotEnded()
    this.#ended = true
    try {
      return await this.#thread.call('finish')
    } finally {
      await this.#thread.close()
    }
  }

  async abandon(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    try {
      await this.#thread.call('abandon')
    } finally {
      await this.#thread.close()
    }
  }

  #checkNotEnded(): void {
    if (!this.#ended) return
    throw new EpochError('store-not-open', `${this.#path}: the import has ended`, { path: this.#path })
  }
}
