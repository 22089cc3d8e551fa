import type { Event } from '../../core/event.ts'
import type { EventStoreBackend } from '../../core/event-store-backend.ts'
import { readAhead } from '../../transfer/read-ahead.ts'
import type { HistoryRange } from './projection-messages.ts'

/** The reads that a thread has under way: the next page of each is fetched while the thread folds the one at hand. */
export class HistoryReads {
  readonly #store: Pick<EventStoreBackend, 'readAll'>
  readonly #signal: AbortSignal
  readonly #reads = new Map<number, AsyncIterator<readonly Event[]>>()

  constructor(store: Pick<EventStoreBackend, 'readAll'>, signal: AbortSignal) {
    this.#store = store
    this.#signal = signal
  }

  begin(read: number, range: HistoryRange): void {
    this.#reads.set(read, readAhead(this.#store.readAll({ ...range, signal: this.#signal })))
  }

  /** The next page; undefined at the end. @throws what the store throws */
  async next(read: number): Promise<readonly Event[] | undefined> {
    const { value, done } = (await this.#reads.get(read)?.next()) ?? { value: undefined, done: true }
    return done ? undefined : value
  }

  async close(read: number): Promise<void> {
    await this.#reads.get(read)?.return?.()
    this.#reads.delete(read)
  }

  async closeAll(): Promise<void> {
    for (const read of [...this.#reads.keys()]) await this.close(read)
  }
}
