import type { FoldedStep } from '../plain-fold.ts'
import { projectEvent } from '../project-event.ts'
import { recordable } from '../recordable.ts'
import { saying } from '../saying.ts'
import type { Predicate } from './predicate.ts'
import type { Crossing, Found } from './questions.ts'

/** So many times at first, and then once in so many, it is looked whether the predicate changes the state. */
const CHECKED_FIRST = 64
const CHECKED_EVERY = 1024

/** Which cells fit a predicate, kept up as events are folded. */
export class HoldingCells {
  readonly #predicate: Predicate
  readonly #key: string | undefined
  readonly #holding = new Set<string>()
  #asked = 0
  #trouble: Found['trouble']
  #changesState = false

  /** @param key only this cell; `undefined`: any */
  constructor(predicate: Predicate, key: string | undefined) {
    this.#predicate = predicate
    this.#key = key
  }

  /** How many cells fit. */
  get count(): number {
    return this.#holding.size
  }

  /** Of the cells that fit, the one that has done so for longest. */
  get first(): string | undefined {
    return this.#holding.values().next().value
  }

  /** The first time the predicate threw, which counts as false; or that it changed a state, after which nothing it says is worth anything. */
  get trouble(): Found['trouble'] {
    return this.#trouble
  }

  get changesState(): boolean {
    return this.#changesState
  }

  /** @param onCrossing is told each cell that begins or ceases to fit */
  see({ event, keys, states, failure, skipped }: FoldedStep, onCrossing: (crossing: Crossing) => void): void {
    if (failure !== undefined || skipped !== undefined) return
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]
      if (key === undefined || (this.#key !== undefined && key !== this.#key)) continue
      const holds = this.#holds(states[at], key, event)
      if (holds === this.#holding.has(key)) continue
      if (holds) this.#holding.add(key)
      else this.#holding.delete(key)
      onCrossing({ position: event.position, key, holds })
    }
  }

  #holds(state: unknown, key: string, event: FoldedStep['event']): boolean {
    if (state === undefined || this.#changesState) return false
    const isChecked = this.#asked < CHECKED_FIRST || this.#asked % CHECKED_EVERY === 0
    this.#asked++
    const before = isChecked ? recordable(state).json : undefined
    let holds = false
    try {
      holds = this.#predicate(state, key, projectEvent(event))
    } catch (error) {
      this.#trouble ??= { position: event.position, key, message: saying(error) }
    }
    if (!isChecked || before === recordable(state).json) return holds
    this.#changesState = true
    this.#trouble = { position: event.position, key, message: CHANGED }
    return false
  }
}

const CHANGED = 'the predicate changes the state it is asked about; compare with ===, and change only copies'
