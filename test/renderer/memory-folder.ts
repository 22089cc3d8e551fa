import type { ProjectionFolder } from '../../src/contract/host-contract.ts'
import type { EpochError } from '../../src/core/errors.ts'
import { Changes } from '../../src/host/changes.ts'

/** A folder of projections that is only in the test's memory. */
export class MemoryFolder {
  /** Sources by name. */
  readonly files = new Map<string, string>()
  /** Why no file can be saved. */
  savingFailure: EpochError | undefined
  readonly #changes = new Changes()

  /** Does what a person's own editor does. Without a source, the file is deleted. */
  change(name: string, source: string | undefined): Record<string, never> {
    if (source === undefined) this.files.delete(name)
    else this.files.set(name, source)
    this.#changes.add()
    return {}
  }

  save(name: string, source: string): Record<string, never> {
    if (this.savingFailure) throw this.savingFailure
    return this.change(name, source)
  }

  async *watch(signal: AbortSignal): AsyncGenerator<ProjectionFolder> {
    for (;;) {
      const seen = this.#changes.count
      const files = [...this.files].sort().map(([name, source]) => ({ name, source }))
      yield { place: '~/.epoch/projections/shop', files }
      await this.#changes.past(seen, signal)
    }
  }
}
