import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Position } from '../core/event.ts'
import { hasErrorCode } from './has-error-code.ts'

/** How often a store is asked for what others wrote: while somebody looks, while nobody does, and while asking fails. */
export const POLL_MS = { front: 25, behind: 500, troubled: 1000 } as const

/** The least time between two questions, however much is written. */
const REST_MS = 5

export interface FollowOptions {
  readonly path: string
  /** Brings in what other processes committed. */
  readonly refresh: () => Promise<Position>
  /** Whether somebody looks at the store now. */
  readonly attention: () => 'front' | 'behind'
  /** The head is another one than before, or asking works again; called for the first head as well. */
  readonly onChange: () => void
  /** Asking began to fail, or fails in another way than before. */
  readonly onTrouble: (error: Error) => void
}

export interface FollowedWriters {
  /** Asks at once. */
  now(): void
  /** Resolves when nothing is being asked any more. */
  end(): Promise<void>
}

/**
 * Follows what other processes write to a store. The folder is watched so that a commit is seen at once, and the store is asked
 * again and again all the same: a watch misses writes on network drives, in containers, and when there are too many watches.
 */
export function followWriters(options: FollowOptions): FollowedWriters {
  const alarm = new Alarm()
  const folder = watchFolderOf(options.path, () => alarm.ring())
  const loop = askUntilEnded(options, alarm)
  return {
    now: () => alarm.ring(),
    end: () => {
      folder?.close()
      alarm.end()
      return loop
    },
  }
}

async function askUntilEnded(options: FollowOptions, alarm: Alarm): Promise<void> {
  const { refresh, attention, onChange, onTrouble } = options
  let head: Position | undefined
  let trouble: string | undefined
  while (!alarm.ended) {
    try {
      const now = await refresh()
      if (now !== head || trouble !== undefined) onChange()
      head = now
      trouble = undefined
    } catch (error) {
      if (!(error instanceof Error)) throw error
      if (!alarm.ended && error.message !== trouble) onTrouble(error)
      trouble = error.message
    }
    await alarm.sleep(POLL_MS[trouble === undefined ? attention() : 'troubled'])
  }
}

/** Sleep that can be cut short: a ring during the work before it counts too. */
class Alarm {
  ended = false
  #rung = false
  #wake: () => void = () => {}

  ring(): void {
    this.#rung = true
    this.#wake()
  }

  end(): void {
    this.ended = true
    this.ring()
  }

  async sleep(ms: number): Promise<void> {
    if (this.ended) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#rung ? REST_MS : ms)
      this.#wake = () => {
        this.#wake = () => {}
        clearTimeout(timer)
        setTimeout(resolve, REST_MS)
      }
    })
    this.#rung = false
  }
}

function watchFolderOf(path: string, onWrite: () => void): FSWatcher | undefined {
  const name = basename(path)
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, file) => {
      if (file === null || file.startsWith(name)) onWrite()
    })
    // Without the watch commits are seen all the same, only as late as the next question.
    watcher.on('error', () => watcher.close())
    return watcher
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EACCES', 'EPERM', 'ENOSPC', 'EMFILE', 'ENOSYS', 'ENOTSUP')) return undefined
    throw error
  }
}
