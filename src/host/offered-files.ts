import type { Ticket } from '../contract/host-contract.ts'
import { Changes } from './changes.ts'

/** Files that wait for a window to open them. Each is given to one reader. */
export class OfferedFiles {
  readonly #waiting: Ticket[] = []
  readonly #changes = new Changes()

  offer(ticket: Ticket): void {
    this.#waiting.push(ticket)
    this.#changes.add()
  }

  async *read(signal: AbortSignal): AsyncGenerator<{ readonly ticket: Ticket }, void> {
    for (;;) {
      const seen = this.#changes.count
      const ticket = this.#waiting.shift()
      if (ticket !== undefined) yield { ticket }
      else await this.#changes.past(seen, signal)
    }
  }
}
