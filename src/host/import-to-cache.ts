import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openBackend } from '../backends/open-backend.ts'
import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { ImportReport } from '../contract/host-contract.ts'
import type { EventId } from '../core/event.ts'
import { DEMO_EVENTS, DEMO_SEED, demoHistory } from '../transfer/demo/demo-history.ts'
import type { History } from '../transfer/history-source.ts'
import { importHistory } from '../transfer/import-history.ts'
import type { OpenPathOptions } from './open-path.ts'

type ImportingOptions = Pick<OpenPathOptions, 'home' | 'startProcess' | 'signal' | 'onProgress'>

/** A history, which may pass over what the store has. */
export type ReadNew = (has: (id: EventId) => Promise<boolean>) => History

/**
 * Brings what is new in a history into the store that the cache has for its path. What was added stays when it fails or is aborted.
 */
export async function importToCache(
  path: string,
  history: ReadNew,
  options: ImportingOptions,
): Promise<{ readonly file: string; readonly report: ImportReport }> {
  const folder = join(options.home, 'cache')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.db`)
  const what = `Importing ${basename(path)}`
  if (!existsSync(file)) return { file, report: await fill(file, history(hasNone), what, options) }
  const { store, index } = await openBackend(file, options)
  try {
    const has = async (id: EventId): Promise<boolean> => (await index.eventById(id)) !== undefined
    return { file, report: await fill(file, history(has), what, options) }
  } finally {
    await store.dispose()
  }
}

async function hasNone(): Promise<boolean> {
  return false
}

/** Makes the demo's store where there is none; it is there whole or not at all. */
export async function makeDemo(file: string, options: ImportingOptions): Promise<void> {
  if (existsSync(file)) return
  const draft = `${file}.${randomBytes(6).toString('hex')}.draft`
  try {
    await fill(draft, demoHistory({ events: DEMO_EVENTS, seed: DEMO_SEED }), 'Making the demo', options)
    if (!existsSync(file)) await rename(draft, file)
  } finally {
    for (const suffix of ['', '.importing', '.importing-wal', '.importing-shm'])
      await rm(`${draft}${suffix}`, { force: true })
  }
}

async function fill(file: string, history: History, what: string, options: ImportingOptions): Promise<ImportReport> {
  const { signal, onProgress } = options
  onProgress?.({ what, done: 0 })
  return importHistory(history, await openSqliteImport(file), {
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress?.({ what, done, ...(total !== undefined && { total }) }),
  })
}
