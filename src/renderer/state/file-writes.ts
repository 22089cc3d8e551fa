import type { Activity } from './activity.ts'
import type { Clock } from './clock.ts'

/** What is to be written under one name. */
interface Entry<Wanted> {
  wanted: Wanted
  /** While nobody has stopped typing yet: ends the wait without a write. */
  stopWaiting: (() => void) | undefined
  isWriting: boolean
  stopResting: (() => void) | undefined
}

export interface FileWritesOptions<Wanted> {
  readonly clock: Clock
  readonly activity: Activity
  write(name: string, wanted: Wanted): Promise<void>
  onWritten(name: string, wanted: Wanted): void
  onFailure(name: string, error: unknown): void
  /** Nothing of this name is being written any more, and what others say of it can be believed. */
  onRest(name: string): void
}

/** How long after a write the folder may still be told as it was before it. */
const REST_MS = 500

/** Writes files as they were last wanted, one write of each at a time. */
export class FileWrites<Wanted> {
  readonly #options: FileWritesOptions<Wanted>
  readonly #entries = new Map<string, Entry<Wanted>>()

  constructor(options: FileWritesOptions<Wanted>) {
    this.#options = options
  }

  /** Whether a file is about to be written, or was a moment ago. */
  isBusy(name: string): boolean {
    return this.#entries.has(name)
  }

  /** Writes a file once nothing else was wanted of it for so long. */
  want(name: string, wanted: Wanted, pauseMs: number): void {
    const entry = this.#entries.get(name) ?? {
      wanted,
      stopWaiting: undefined,
      isWriting: false,
      stopResting: undefined,
    }
    this.#entries.set(name, entry)
    entry.wanted = wanted
    entry.stopWaiting?.()
    entry.stopResting?.()
    const done = this.#options.activity.begin()
    const stop = this.#options.clock.after(pauseMs, () => {
      entry.stopWaiting = undefined
      void this.#write(name, entry).finally(done)
    })
    entry.stopWaiting = () => {
      stop()
      done()
      entry.stopWaiting = undefined
    }
  }

  /** Writes at once what is waiting. */
  flush(): void {
    for (const [name, entry] of this.#entries) {
      if (entry.stopWaiting === undefined) continue
      entry.stopWaiting()
      void this.#write(name, entry)
    }
  }

  /** Lets go of what is waiting to be written under a name. */
  forget(name: string): void {
    const entry = this.#entries.get(name)
    entry?.stopWaiting?.()
    entry?.stopResting?.()
    this.#entries.delete(name)
  }

  async #write(name: string, entry: Entry<Wanted>): Promise<void> {
    const { onFailure, onRest, onWritten, write, clock } = this.#options
    if (entry.isWriting) return
    entry.isWriting = true
    try {
      let wanted: Wanted
      do {
        wanted = entry.wanted
        await write(name, wanted)
      } while (wanted !== entry.wanted && entry.stopWaiting === undefined)
      onWritten(name, wanted)
    } catch (error) {
      onFailure(name, error)
    } finally {
      entry.isWriting = false
    }
    entry.stopResting = clock.after(REST_MS, () => {
      if (entry.isWriting || entry.stopWaiting !== undefined || this.#entries.get(name) !== entry) return
      this.#entries.delete(name)
      onRest(name)
    })
  }
}
