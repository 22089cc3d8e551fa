/** Roughly how many members and items all held states have together, at most. */
const MAX_VALUES = 1_000_000

/**
 * States of cells as they were last recorded, so that the next event for them needs no text. Each belongs to whoever takes it, and is gone
 * from here then. When there are too many they are all let go of.
 */
export class HeldStates {
  #states: unknown[] = []
  #values = 0

  /** @returns `undefined` where it is not held */
  take(cell: number): unknown {
    const state = this.#states[cell]
    if (state === undefined) return undefined
    this.#states[cell] = undefined
    this.#values -= valuesIn(state)
    return state
  }

  hold(cell: number, state: unknown): void {
    this.#values += valuesIn(state)
    if (this.#values > MAX_VALUES) {
      this.#states = []
      this.#values = valuesIn(state)
    }
    // Cells are met in the order of their numbers, so the list has few holes.
    this.#states[cell] = state
  }
}

/** Of its top level alone: what is held is small anyway. */
function valuesIn(state: unknown): number {
  return typeof state === 'object' && state !== null ? 2 + Object.keys(state).length : 1
}
