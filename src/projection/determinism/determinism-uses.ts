import { type Position, START } from '../../core/event.ts'
import type { DeterminismUse } from '../ask/questions.ts'

/** What a projection asked for that is not the same on every machine and at every time, and got a fixed answer to. */
export class DeterminismUses {
  readonly #position: () => Position | undefined
  #uses = new Map<string, { count: number; readonly firstPosition: Position }>()

  /** @param position of the event that is folded; `undefined` where none is */
  constructor(position: () => Position | undefined) {
    this.#position = position
  }

  note(name: string): void {
    const use = this.#uses.get(name)
    if (use) use.count++
    else this.#uses.set(name, { count: 1, firstPosition: this.#position() ?? START })
  }

  /** In the order in which they were first met. */
  list(): readonly DeterminismUse[] {
    return [...this.#uses].map(([name, { count, firstPosition }]) => ({ name, count, firstPosition }))
  }
}
