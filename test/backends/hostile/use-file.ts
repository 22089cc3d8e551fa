import { startChildProcess } from '../../../src/backends/foreign/killable-process.ts'
import { openBackend, outlineFile } from '../../../src/backends/open-backend.ts'
import { EpochError, type EpochErrorCode } from '../../../src/core/errors.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'

export interface FileUse {
  /** What opening and reading it ended with. */
  readonly outcome: EpochErrorCode | 'opens'
  readonly message: string
  readonly ms: number
  /** How much memory this process had more at most than before. */
  readonly grownBytes: number
}

/**
 * Opens a file as Epoch does, in a process that can be killed, reads it whole, and asks what a window asks first.
 *
 * @throws what is no EpochError
 */
export function useFile(path: string): Promise<FileUse> {
  return measured(() => readWhole(path))
}

/** Asks for what a person is shown who is to say which column is which. */
export function outlineOf(path: string): Promise<FileUse> {
  return measured(async () => (await outlineFile(path, { startProcess: startChildProcess })).tables.length)
}

async function measured(use: () => Promise<number>): Promise<FileUse> {
  const beforeMs = performance.now()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)
  const report = (outcome: FileUse['outcome'], message: string): FileUse => ({
    outcome,
    message,
    ms: performance.now() - beforeMs,
    grownBytes: most - before,
  })
  try {
    await use()
    return report('opens', '')
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    return report(error.code, error.message)
  } finally {
    clearInterval(watch)
  }
}

/** More than any of the files has. */
const MOST_EVENTS = 100_000

/** @returns how many events there are */
async function readWhole(path: string): Promise<number> {
  let events = 0
  const { store, index, indexed, surroundings } = await openBackend(path, { startProcess: startChildProcess })
  try {
    for await (const page of store.readAll()) {
      events += page.length
      if (events > MOST_EVENTS) throw new Error(`${path}: it gives events without end`)
    }
    await index.summary()
    const [row] = (await index.rows(EVERYTHING, 1, 50)).rows
    if (row !== undefined) {
      await index.eventAt(row.position)
      for await (const _ of store.readEvents(row.stream)) break
    }
    await surroundings?.checkpoints()
    await surroundings?.sideTables()
    await indexed
    await index.types()
  } finally {
    await store.dispose()
  }
  return events
}
