import Database from 'better-sqlite3'

/** How long nothing is tried while another connection writes, at first and at most. */
const BACK_OFF_MS = { first: 10, most: 250 } as const

/** Longest pause that is made so that others can write. */
const MOST_PAUSE_MS = 100

interface IdleWork {
  /** Whether something waits that comes first. */
  isBusy(): boolean
  /** Does a part of what there is to do. @returns for how many milliseconds others could not write; undefined when nothing is left */
  step(): number | undefined
  /** Whether others have written since this was asked before. */
  othersWrote(): boolean
  /** After each look for work. @returns where there was none, after how many milliseconds to look again; undefined for never */
  looked(): number | undefined
  /** A step threw. @returns as for `looked` */
  failed(error: unknown): number | undefined
}

/**
 * Does work while a thread has nothing else to do: at most one step in a turn of its event loop, and none while something waits. Between steps
 * the store is left to others for at least as long as it was locked, and for much longer while they do write.
 */
export class IdleSteps {
  readonly #work: IdleWork
  #timer: NodeJS.Timeout | undefined
  #dueMs = Number.POSITIVE_INFINITY
  #notBeforeMs = 0
  #backOffMs: number = BACK_OFF_MS.first
  #stopped = false

  constructor(work: IdleWork) {
    this.#work = work
  }

  /** Looks for work after so many milliseconds; sooner where that was decided before, later where a pause is longer. */
  wake(afterMs: number): void {
    const nowMs = performance.now()
    const dueMs = Math.max(nowMs + afterMs, this.#notBeforeMs)
    if (this.#stopped || dueMs >= this.#dueMs) return
    clearTimeout(this.#timer)
    this.#dueMs = dueMs
    this.#timer = setTimeout(() => this.#turn(), dueMs - nowMs)
    this.#timer.unref()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #turn(): void {
    this.#dueMs = Number.POSITIVE_INFINITY
    if (this.#work.isBusy()) {
      setImmediate(() => this.wake(0))
      return
    }
    const startMs = performance.now()
    try {
      const lockedMs = this.#work.step()
      this.#backOffMs = BACK_OFF_MS.first
      if (lockedMs === undefined) this.#wakeOrSleep(this.#work.looked())
      else this.#pause(this.#pauseAfter(lockedMs, performance.now() - startMs))
    } catch (error) {
      if (isBusyError(error)) this.#backOff()
      else this.#wakeOrSleep(this.#work.failed(error))
    }
  }

  #pauseAfter(lockedMs: number, tookMs: number): number {
    if (this.#work.othersWrote()) return Math.min(MOST_PAUSE_MS, 4 * lockedMs)
    return Math.max(0, 2 * lockedMs - tookMs)
  }

  #backOff(): void {
    const backOffMs = this.#backOffMs
    this.#backOffMs = Math.min(BACK_OFF_MS.most, 2 * backOffMs)
    this.#pause(backOffMs)
  }

  #pause(ms: number): void {
    this.#notBeforeMs = performance.now() + ms
    this.#work.looked()
    this.wake(ms)
  }

  #wakeOrSleep(afterMs: number | undefined): void {
    if (afterMs !== undefined) this.wake(afterMs)
  }
}

function isBusyError(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
