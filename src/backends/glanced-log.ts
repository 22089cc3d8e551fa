import { type Position, START } from '../core/event.ts'
import type { RowPlace, RowsPage } from '../core/log-index.ts'
import type { LogGlance, LogSource } from './log-source.ts'

/**
 * The whole log as its store can show it before there are tables, always up to the head that the store tells: what stands behind that is
 * not counted, so that tables which come to the same head say the same.
 */
export class GlancedLog {
  readonly #source: Pick<LogSource, 'head'>
  readonly #glance: LogGlance
  #counted: { readonly head: Position; readonly events: Promise<number> } | undefined

  constructor(source: Pick<LogSource, 'head'>, glance: LogGlance) {
    this.#source = source
    this.#glance = glance
  }

  async summary(): Promise<{ readonly head: Position; readonly events: number }> {
    const head = await this.#source.head()
    return { head, events: await this.#countUpTo(head) }
  }

  async rows(fromRow: number, limit: number): Promise<RowsPage> {
    const { events: total } = await this.summary()
    const most = Math.min(limit, total - fromRow + 1)
    return { rows: most > 0 ? await this.#glance.rows(fromRow, most) : [], total, complete: true }
  }

  async rowAt(position: Position): Promise<RowPlace> {
    const { head, events: total } = await this.summary()
    const row = position >= head ? total : await this.#glance.rowAt(position)
    return { row, total, complete: true }
  }

  /** Counted once for each head. */
  async #countUpTo(head: Position): Promise<number> {
    if (this.#counted?.head !== head)
      this.#counted = { head, events: head === START ? Promise.resolve(0) : this.#glance.rowAt(head) }
    const { events } = this.#counted
    try {
      return await events
    } catch (error) {
      if (this.#counted?.events === events) this.#counted = undefined
      throw error
    }
  }
}
