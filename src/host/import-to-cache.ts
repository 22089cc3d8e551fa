import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openBackend } from '../backends/open-backend.ts'
import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { ImportReport } from '../contract/import-report.ts'
import type { EventId } from '../core/event.ts'
import type { StoreMapping } from '../core/store-mapping.ts'
import { DEMO_EVENTS, DEMO_SEED, demoHistory } from '../transfer/demo/demo-history.ts'
import type { RecognisedHistory } from '../transfer/history-source.ts'
import { importHistory } from '../transfer/import-history.ts'
import type { OpenPathOptions } from './open-path.ts'

/** A history to be kept in the cache. */
export interface CachedHistory {
  readonly path: string
  /** What a person said about its columns: they make other events of the same file, so those have a store of their own. */
  readonly mapping?: StoreMapping
  /** Opens it; it may pass over what the store has. */
  readonly read: (has: (id: EventId) => Promise<boolean>) => Promise<RecognisedHistory>
}

/**
 * Brings what is new in a history into the store that the cache has for its path. What was added stays when it fails or is aborted.
 */
export async function importToCache(
  { path, mapping, read }: CachedHistory,
  options: OpenPathOptions,
): Promise<{ readonly file: string; readonly report: ImportReport }> {
  const folder = join(options.home, 'cache')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${keyOf(path, mapping)}.db`)
  const what = `Importing ${basename(path)}`
  if (!existsSync(file)) return { file, report: await fill(file, await read(hasNone), what, options) }
  const { store, index } = await openBackend(file, options)
  try {
    const has = async (id: EventId): Promise<boolean> => (await index.eventById(id)) !== undefined
    return { file, report: await fill(file, await read(has), what, options) }
  } finally {
    await store.dispose()
  }
}

async function hasNone(): Promise<boolean> {
  return false
}

/** Makes the demo's store where there is none; it is there whole or not at all. */
export async function makeDemo(file: string, options: OpenPathOptions): Promise<void> {
  if (existsSync(file)) return
  const draft = `${file}.${randomBytes(6).toString('hex')}.draft`
  try {
    await fill(
      draft,
      { format: 'demo', history: demoHistory({ events: DEMO_EVENTS, seed: DEMO_SEED }) },
      'Making the demo',
      options,
    )
    if (!existsSync(file)) await rename(draft, file)
  } finally {
    for (const suffix of ['', '.importing', '.importing-wal', '.importing-shm'])
      await rm(`${draft}${suffix}`, { force: true })
  }
}

async function fill(
  file: string,
  { format, history }: RecognisedHistory,
  what: string,
  { signal, onProgress }: OpenPathOptions,
): Promise<ImportReport> {
  onProgress?.({ what, done: 0 })
  const report = await importHistory(history, await openSqliteImport(file), {
    ...(signal && { signal }),
    onProgress: ({ done, total, added, known }) =>
      onProgress?.({ what, done, ...(total !== undefined && { total }), events: added + known }),
  })
  return { format, ...report }
}

function keyOf(path: string, mapping: StoreMapping | undefined): string {
  const hash = createHash('sha256').update(path)
  if (mapping !== undefined) hash.update(`\n${JSON.stringify(mapping)}`)
  return hash.digest('hex').slice(0, 32)
}
