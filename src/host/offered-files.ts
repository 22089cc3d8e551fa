import type { OfferedFile } from '../contract/host-contract.ts'
import { Changes } from './changes.ts'

/** Files that wait for a window to open them. Each is given to one reader. */
export class OfferedFiles {
  readonly #waiting: OfferedFile[] = []
  readonly #changes = new Changes()

  offer(file: OfferedFile): void {
    this.#waiting.push(file)
    this.#changes.add()
  }

  async *read(signal: AbortSignal): AsyncGenerator<OfferedFile, void> {
    for (;;) {
      const seen = this.#changes.count
      const file = this.#waiting.shift()
      if (file !== undefined) yield file
      else await this.#changes.past(seen, signal)
    }
  }
}
