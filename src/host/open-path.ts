import { basename, join } from 'node:path'
import type { StartProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import type { ImportReport } from '../contract/import-report.ts'
import { isEpochError } from '../core/errors.ts'
import type { StoreMapping } from '../core/store-mapping.ts'
import { historyOfRepository, historyOfText } from './history-of-path.ts'
import { identifyFile } from './identify-file.ts'
import { type CachedHistory, importToCache, makeDemo } from './import-to-cache.ts'

export interface OpeningProgress {
  /** What is being done, for people. */
  readonly what: string
  readonly done: number
  readonly total?: number
  /** How many events have been read so far. */
  readonly events?: number
}

export interface OpenPathOptions {
  /** The person's Epoch folder, for the demo and for what imports are kept in. */
  readonly home: string
  readonly startProcess: StartProcess
  /** Kinds of stores and rows that people said the columns of. */
  readonly mappings: readonly StoreMapping[]
  /** Whether another application's store that is damaged is read as far as that goes. */
  readonly readDamaged?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: OpeningProgress) => void
}

export interface OpenedPath {
  readonly backend: OpenedBackend
  /** Where the store itself lies; for an import, in the cache. */
  readonly file: string
  /** What to call it: the last part of the path that was opened. */
  readonly name: string
  readonly origin: 'store' | 'demo' | 'import'
  readonly imported?: ImportReport
}

/**
 * Does the obvious thing with a path: a store is opened; a file of events or a git repository is imported into a store of its own in
 * the cache, where only what is new is added the next time, and that is opened.
 *
 * @throws EpochError saying what is at the path instead
 */
export async function openPath(path: string, options: OpenPathOptions): Promise<OpenedPath> {
  const file = await identifyFile(path)
  if (file.kind === 'folder')
    return openImported({ path: file.path, read: (has) => historyOfRepository(file.path, { has }) }, options)
  try {
    const backend = await openBackend(file.path, options)
    return { backend, file: file.path, name: basename(file.path), origin: 'store' }
  } catch (error) {
    if (!isEpochError(error, 'store-not-sqlite')) throw error
    const text = await historyOfText(file.path, options)
    const { mapping } = text
    return openImported({ path: file.path, read: async () => text, ...(mapping && { mapping }) }, options)
  }
}

/** The name of the demo's file in the person's folder. */
export const DEMO_FILE = 'demo.db'

/** The built-in demo, in the person's folder; its history is made the first time. */
export async function openDemo(options: OpenPathOptions): Promise<OpenedPath> {
  const file = join(options.home, DEMO_FILE)
  await makeDemo(file, options)
  return { backend: await openBackend(file, options), file, name: 'Demo shop', origin: 'demo' }
}

async function openImported(history: CachedHistory, options: OpenPathOptions): Promise<OpenedPath> {
  const { file, report } = await importToCache(history, options)
  const backend = await openBackend(file, options)
  return { backend, file, name: basename(history.path), origin: 'import', imported: report }
}
