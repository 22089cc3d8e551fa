import { type Position, position, START } from '../core/event.ts'
import type { HeaderBatch, LogSource } from './log-source.ts'
import { LogTables } from './log-tables.ts'
import { nextTurn } from './next-turn.ts'

/** Tables of a store's log, filled by a subscription of their own that begins at once and ends with the store. */
export class FollowedLog {
  /** Resolves once the tables have come to the head that the store had at first, and where following failed before. Never rejects. */
  readonly indexed: Promise<void>
  readonly #source: Pick<LogSource, 'followHeaders' | 'head'>
  readonly #tables = new LogTables()
  #position: Position = START
  #firstHead: Position | undefined
  #failure: { readonly error: unknown } | undefined
  #waiting: (() => void)[] = []

  constructor(source: Pick<LogSource, 'followHeaders' | 'head'>) {
    this.#source = source
    this.indexed = this.#comeToFirstHead()
    void this.#follow()
  }

  /** Up to where the tables have the log. */
  get position(): Position {
    return this.#position
  }

  /** Whether the tables have come to the head that the store had at first. */
  get isFilled(): boolean {
    return this.#firstHead !== undefined && this.#position >= this.#firstHead
  }

  /** The tables, filled at least up to the head that the store has now. A store that failed is followed anew. */
  async caughtUp(): Promise<LogTables> {
    const head = await this.#askedHead()
    while (this.#position < head) {
      this.#throwFailure()
      await this.#moved()
    }
    return this.#tables
  }

  /** Until the tables are filled for the first time: as far as they are then, which is further with each call; after that {@link caughtUp}. */
  async soFar(): Promise<LogTables> {
    if (!this.isFilled) {
      await this.#askedHead()
      if (!this.isFilled) await this.#moved()
      this.#throwFailure()
    }
    return this.isFilled ? await this.caughtUp() : this.#tables
  }

  async #comeToFirstHead(): Promise<void> {
    try {
      this.#firstHead ??= await this.#source.head()
    } catch {
      // The next question asks for the head as well and rejects with the same.
      return
    }
    while (!this.isFilled && this.#failure === undefined) await this.#moved()
  }

  async #askedHead(): Promise<Position> {
    const head = await this.#source.head()
    this.#firstHead ??= head
    if (this.#failure !== undefined) {
      this.#failure = undefined
      void this.#follow()
    }
    return head
  }

  /** Never rejects: why it ended is told to whoever asks next. */
  async #follow(): Promise<void> {
    try {
      for await (const message of this.#source.followHeaders(this.#position)) {
        if (message.kind === 'caught-up') this.#position = message.position
        else {
          this.#tables.add(message.headers)
          this.#position = lastOf(message.headers) ?? this.#position
          await nextTurn()
        }
        this.#wake()
      }
    } catch (error) {
      this.#failure = { error }
    }
    this.#wake()
  }

  #moved(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
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

function lastOf({ positions }: HeaderBatch): Position | undefined {
  const last = positions[positions.length - 1]
  return last === undefined ? undefined : position(last)
}
