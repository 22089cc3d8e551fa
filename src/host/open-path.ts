import { open } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { StartProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import type { ImportReport } from '../contract/host-contract.ts'
import { EpochError } from '../core/errors.ts'
import { isGitRepository, readGit } from '../transfer/git/read-git.ts'
import { ndjsonFile } from '../transfer/ndjson/ndjson-file.ts'
import { identifyFile } from './identify-file.ts'
import { importToCache, makeDemo, type ReadNew } from './import-to-cache.ts'

const ndjsonNames = new Set(['.ndjson', '.jsonl'])
const SNIFFED_BYTES = 1024

export interface OpeningProgress {
  /** What is being done, for people. */
  readonly what: string
  readonly done: number
  readonly total?: number
}

export interface OpenPathOptions {
  /** The person's Epoch folder, for the demo and for what imports are kept in. */
  readonly home: string
  readonly startProcess: StartProcess
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
  if (file.kind === 'folder') return openRepository(file.path, options)
  if (ndjsonNames.has(extname(file.path).toLowerCase())) return openNdjson(file.path, options)
  try {
    const backend = await openBackend(file.path, options)
    return { backend, file: file.path, name: basename(file.path), origin: 'store' }
  } catch (error) {
    if (!isNotSqlite(error) || !(await beginsLikeNdjson(file.path))) throw error
    return openNdjson(file.path, options)
  }
}

/** The built-in demo, in the person's folder; its history is made the first time. */
export async function openDemo(options: OpenPathOptions): Promise<OpenedPath> {
  const file = join(options.home, 'demo.db')
  await makeDemo(file, options)
  return { backend: await openBackend(file, options), file, name: 'Demo shop', origin: 'demo' }
}

async function openRepository(path: string, options: OpenPathOptions): Promise<OpenedPath> {
  if (!(await isGitRepository(path)))
    throw new EpochError(
      'not-a-git-repository',
      `${path} is a folder and no git repository; name a file, or the folder that has .git in it`,
      { path },
    )
  return openImported(path, (has) => readGit(path, { has }), options)
}

function openNdjson(path: string, options: OpenPathOptions): Promise<OpenedPath> {
  return openImported(path, () => ndjsonFile(path), options)
}

async function openImported(path: string, history: ReadNew, options: OpenPathOptions): Promise<OpenedPath> {
  const { file, report } = await importToCache(path, history, options)
  const backend = await openBackend(file, options)
  return { backend, file, name: basename(path), origin: 'import', imported: report }
}

function isNotSqlite(error: unknown): boolean {
  return error instanceof EpochError && error.code === 'store-not-sqlite'
}

/** Only of a file that is no SQLite database: closing one here would drop the locks that this process has on it. */
async function beginsLikeNdjson(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0)
    return /^\ufeff?\s*\{/.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}
