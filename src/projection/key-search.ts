import type { VersionLog } from './version-log.ts'

/** Which keys contain a text, in any case. Remembers the last text asked for, and looks only at keys that are new since. */
export class KeySearch {
  readonly #log: VersionLog
  #text = ''
  #found: number[] = []
  #seen = 0

  constructor(log: VersionLog) {
    this.#log = log
  }

  /** Cells in the order in which their keys were first met, whether they live or not. */
  cellsWith(text: string): readonly number[] {
    const wanted = text.toLowerCase()
    if (wanted !== this.#text) {
      this.#text = wanted
      this.#found = []
      this.#seen = 0
    }
    for (; this.#seen < this.#log.cellCount; this.#seen++) {
      if (this.#log.keyOf(this.#seen).toLowerCase().includes(wanted)) this.#found.push(this.#seen)
    }
    return this.#found
  }
}
