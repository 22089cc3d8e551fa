import type { SearchIndexName } from '../../core/search-indexes.ts'
import { IdleSteps } from './idle-steps.ts'
import { type IndexState, IndexWriter } from './index-writer.ts'
import { storeError } from './sqlite-errors.ts'
import { type FileIdentity, sizeOfSameFile } from './store-file.ts'

/** How long after an append it is indexed, with all that came meanwhile. */
const AFTER_APPEND_MS = 250

/** How often the indexes look for what other processes have appended. */
const LOOK_MS = 1000

const AFTER_FAILURE_MS = 10_000

interface Waiting {
  readonly resolve: (state: IndexState) => void
  readonly reject: (error: unknown) => void
}

interface IndexFillerOptions {
  readonly path: string
  readonly file: FileIdentity
  /** Whether appends wait. */
  readonly isBusy: () => boolean
  /** For tests: is told of each step that did something. */
  readonly onStep?: () => void
}

/** Fills a store's search indexes, and sorts its links, while its writing thread has nothing else to do, and follows the log with them. */
export class IndexFiller {
  readonly #options: IndexFillerOptions
  readonly #steps: IdleSteps
  #writer: IndexWriter | undefined
  #waiting: Waiting[] = []
  /** What stopped the filling, until somebody was told. */
  #failure: unknown

  constructor(options: IndexFillerOptions) {
    this.#options = options
    this.#steps = new IdleSteps({
      isBusy: () => options.isBusy() && this.#writer?.isOverdue !== true,
      step: () => this.#step(),
      othersWrote: () => this.#opened().othersCommitted(),
      looked: () => this.#looked(),
      failed: (error) => this.#failed(error),
    })
  }

  /** Call when something was appended. */
  appended(): void {
    this.#steps.wake(AFTER_APPEND_MS)
  }

  async add(name: SearchIndexName): Promise<void> {
    while (!this.#opened().add(name)) await this.progress()
    this.#steps.wake(0)
  }

  remove(name: SearchIndexName): void {
    this.#opened().remove(name)
    this.#steps.wake(0)
  }

  /** How far the indexes are after the next step. Rejects with what stopped the filling, if something did. */
  progress(): Promise<IndexState> {
    return new Promise((resolve, reject) => {
      const failure = this.#failure
      this.#failure = undefined
      if (failure !== undefined) return reject(failure)
      this.#waiting.push({ resolve, reject })
      this.#steps.wake(0)
    })
  }

  /** Leaves off where it is; the next one goes on from there. */
  stop(): void {
    this.#steps.stop()
    this.#writer?.close()
  }

  #step(): number | undefined {
    const step = this.#opened().step()
    if (step.kind === 'nothing') return undefined
    this.#options.onStep?.()
    return step.lockedMs
  }

  #looked(): number | undefined {
    const state = this.#opened().state()
    for (const { resolve } of this.#waiting.splice(0)) resolve(state)
    return state.indexes.length > 0 ? LOOK_MS : undefined
  }

  #failed(error: unknown): number {
    const told = storeError(error, this.#options.path)
    if (this.#waiting.length === 0) this.#failure = told
    for (const { reject } of this.#waiting.splice(0)) reject(told)
    return AFTER_FAILURE_MS
  }

  /** @throws EpochError `store-replaced` where another file is at the path now */
  #opened(): IndexWriter {
    sizeOfSameFile(this.#options.path, this.#options.file)
    this.#writer ??= new IndexWriter(this.#options.path)
    return this.#writer
  }
}
