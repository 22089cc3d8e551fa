import type { Position } from '../../../core/event.ts'
import type { ShownRows } from '../../state/projection-port.ts'

export interface Question {
  readonly id: number
  readonly position: Position
  readonly rows: ShownRows
}

/** What is to be asked of a worker: one question at a time, and of those that came meanwhile only the newest. */
export class NewestQuestion {
  #newest: Question
  #asked: Question | undefined
  /** Whether the newest question needs no more asking: it is under way, or has its final answer. */
  #settled = false

  constructor(position: Position, rows: ShownRows) {
    this.#newest = { id: 1, position, rows }
  }

  get newest(): Question {
    return this.#newest
  }

  /** The question under way. */
  get asked(): Question | undefined {
    return this.#asked
  }

  ask(position: Position, rows: ShownRows): void {
    this.#newest = { id: this.#newest.id + 1, position, rows }
    this.#settled = false
  }

  /** Another worker will answer: whatever the last one had is to be asked again. */
  startOver(): void {
    this.#asked = undefined
    this.#settled = false
  }

  /** The last answer was not final, so the newest question is to be asked once more. */
  askAgain(): void {
    this.#settled = false
  }

  /** The question to send now, if any; it then is under way. */
  next(): Question | undefined {
    if (this.#asked || this.#settled) return undefined
    this.#asked = this.#newest
    this.#settled = true
    return this.#asked
  }

  /**
   * Takes the answer to the question under way. Where a newer one asks for the same rows, the older answer is still worth showing on the way
   * to it.
   *
   * @returns the question if its answer should be shown
   */
  answered(id: number): Question | undefined {
    const asked = this.#asked
    if (asked?.id !== id) return undefined
    this.#asked = undefined
    return sameRows(asked.rows, this.#newest.rows) ? asked : undefined
  }
}

function sameRows(one: ShownRows, other: ShownRows): boolean {
  return asText(one) === asText(other)
}

/** The same for what means the same. */
function asText({ from, limit, key, text = '', where = [], sort }: ShownRows): string {
  return JSON.stringify([from, limit, key, text, where, sort])
}
