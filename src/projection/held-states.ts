/** Most characters that the JSON of all held states has together. */
const MAX_CHARACTERS = 24 * 1024 * 1024

/** A state of more is soon read from its text, by its size, and would push many others out. */
const MAX_STATE_CHARACTERS = 4096

/**
 * States of cells as they were last recorded, so that the next event for them needs no text. Each belongs to whoever takes it, and is gone
 * from here then. When there are too many they are all let go of.
 */
export class HeldStates {
  #states: unknown[] = []
  /** By cell, of those that are held. */
  #sizes: number[] = []
  #characters = 0

  /** @returns `undefined` where it is not held */
  take(cell: number): unknown {
    const state = this.#states[cell]
    if (state === undefined) return undefined
    this.#states[cell] = undefined
    this.#characters -= this.#sizes[cell] ?? 0
    return state
  }

  /** @param characters of its JSON. The cell's last state is taken already, if it was held. */
  hold(cell: number, state: unknown, characters: number): void {
    if (characters > MAX_STATE_CHARACTERS) return
    if (this.#characters + characters > MAX_CHARACTERS) {
      this.#states = []
      this.#sizes = []
      this.#characters = 0
    }
    this.#characters += characters
    // Cells are met in the order of their numbers, so the lists have few holes.
    this.#states[cell] = state
    this.#sizes[cell] = characters
  }
}
