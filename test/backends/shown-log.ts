import type { HeaderMessage, LogGlance, LogSource } from '../../src/backends/log-source.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import type { EpochError } from '../../src/core/errors.ts'
import { type Position, START } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import type { EventStoreBackend, ReadAllOptions } from '../../src/core/event-store-backend.ts'
import { LogModel } from './log-model.ts'
import { allOf } from './store-test.ts'

/** A store whose pages have three events. */
export class SmallPages extends MemoryStore {
  override async *readAll(options?: ReadAllOptions) {
    for await (const page of super.readAll(options))
      for (let from = 0; from < page.length; from += 3) yield page.slice(from, from + 3)
  }
}

/** A log that can be looked at in whole, and whose headers come only as fast as a test lets them. Its head is where it was last looked for. */
export class ShownLog implements LogSource {
  readonly capabilities
  readonly rowsAt
  readonly detailAt
  readonly inStream
  readonly readAll
  readonly glance: LogGlance
  /** Why headers do not come. */
  failure: EpochError | undefined
  glances = 0
  readonly #store: EventStoreBackend
  readonly #source: LogSource
  #head: Position = START
  #let = 0
  #wake: () => void = () => {}

  constructor(store: EventStoreBackend) {
    this.#store = store
    this.#source = logSourceOf(store)
    const { capabilities, rowsAt, detailAt, inStream, readAll } = this.#source
    this.capabilities = capabilities
    this.rowsAt = rowsAt
    this.detailAt = detailAt
    this.inStream = inStream
    this.readAll = readAll
    this.glance = {
      rows: async (fromRow, limit) => (await this.#model()).view(EVERYTHING).slice(fromRow - 1, fromRow - 1 + limit),
      rowAt: async (position) => (await this.#model()).rowAt(EVERYTHING, position).row,
    }
  }

  async look(): Promise<void> {
    this.#head = await this.#store.head()
  }

  async head(): Promise<Position> {
    await this.#store.head()
    return this.#head
  }

  /** Lets so many messages more through. */
  letThrough(messages: number): void {
    this.#let += messages
    this.#wake()
  }

  async *followHeaders(after: Position): AsyncGenerator<HeaderMessage, void> {
    for await (const message of this.#source.followHeaders(after)) {
      if (this.failure !== undefined) throw this.failure
      while (this.#let === 0)
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      this.#let--
      yield message
    }
  }

  async #model(): Promise<LogModel> {
    this.glances++
    return new LogModel(await allOf(this.#store.readAll()))
  }
}
