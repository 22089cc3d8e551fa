import { type Position, START } from '../core/event.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import { LogTables } from './log-tables.ts'

/** Tables of a store's log, filled by a subscription of their own that begins at once and ends with the store. */
export class FollowedLog {
  readonly #store: Pick<EventStoreBackend, 'subscribe' | 'head'>
  readonly #tables = new LogTables()
  #position: Position = START
  #failure: { readonly error: unknown } | undefined
  #waiting: (() => void)[] = []

  constructor(store: Pick<EventStoreBackend, 'subscribe' | 'head'>) {
    this.#store = store
    void this.#follow()
  }

  /** Up to where the tables have the log. */
  get position(): Position {
    return this.#position
  }

  /** The tables, filled at least up to the head that the store has now. A store that failed is followed anew. */
  async caughtUp(): Promise<LogTables> {
    const head = await this.#store.head()
    if (this.#failure !== undefined) {
      this.#failure = undefined
      void this.#follow()
    }
    while (this.#position < head) {
      this.#throwFailure()
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    return this.#tables
  }

  /** Never rejects: why it ended is told to whoever asks next. */
  async #follow(): Promise<void> {
    try {
      for await (const message of this.#store.subscribe({ after: this.#position })) {
        if (message.kind === 'caught-up') this.#position = message.position
        else {
          for (const event of message.events) this.#tables.add(event)
          this.#position = message.events.at(-1)?.position ?? this.#position
          await nextTurn()
        }
        this.#wake()
      }
    } catch (error) {
      this.#failure = { error }
    }
    this.#wake()
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** Lets others have their turn between two pages: a store in memory would answer without a pause. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
