import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import { historyOfText } from '../host/history-of-path.ts'
import { identifyFile } from '../host/identify-file.ts'
import { type CachedHistory, importToCache } from '../host/import-to-cache.ts'
import { type OpenPathOptions, openPath } from '../host/open-path.ts'
import { openHistory } from '../transfer/open-history.ts'
import { interruptible } from './interruption.ts'
import { keptMappings } from './kept-mappings.ts'
import { ProgressLine } from './progress-line.ts'

export interface OpenedHistory {
  readonly backend: OpenedBackend
  /** How many records of a text are no event; 0 of a store. */
  readonly faultCount: number
}

/**
 * Opens a history of any kind: a store as it is, a file of events, a git repository or, for `-`, the standard input as a store that is
 * deleted afterwards. Positions are those that the window shows, but for a file that changed since the window opened it: here it is read
 * anew.
 *
 * @throws Interrupted, and what opening and `use` throw
 */
export function withHistory<Result>(
  path: string,
  use: (opened: OpenedHistory, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return interruptible(async (signal) => {
    // Made when something is read into it. A reader of the output that goes away ends the process at once.
    const home = join(tmpdir(), `epoch-history-${randomUUID()}`)
    const clear = (): void => rmSync(home, { recursive: true, force: true })
    process.once('exit', clear)
    try {
      const opened = await openedWithProgress(path, { home, signal })
      try {
        signal.throwIfAborted()
        return await use(opened, signal)
      } finally {
        await opened.backend.store.dispose()
      }
    } finally {
      process.removeListener('exit', clear)
      clear()
    }
  })
}

async function openedWithProgress(
  path: string,
  { home, signal }: { readonly home: string; readonly signal: AbortSignal },
): Promise<OpenedHistory> {
  const line = new ProgressLine()
  const options: OpenPathOptions = {
    home,
    startProcess: startChildProcess,
    mappings: await keptMappings(),
    signal,
    onProgress: (progress) => line.show(progress),
  }
  try {
    return await opened(path, options)
  } finally {
    line.end()
  }
}

async function opened(path: string, options: OpenPathOptions): Promise<OpenedHistory> {
  if (path === '-') return await openedText({ path, read: () => openHistory('-', options) }, options)
  const { kind, path: realPath } = await identifyFile(path)
  // A pipe is no store, and is read once.
  if (kind === 'other') return await openedText({ path, read: () => historyOfText(realPath, options) }, options)
  const { backend, imported } = await openPath(path, options)
  return { backend, faultCount: imported?.faultCount ?? 0 }
}

async function openedText(history: CachedHistory, options: OpenPathOptions): Promise<OpenedHistory> {
  const { file, report } = await importToCache(history, options)
  return { backend: await openBackend(file, options), faultCount: report.faultCount }
}
