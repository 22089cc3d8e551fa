import { statSync } from 'node:fs'
import { readingIndexes } from '../../../src/backends/sqlite/epoch-schema.ts'
import { createStore, openForReading } from '../../../src/backends/sqlite/open-database.ts'
import { openStoreImport } from '../../../src/backends/sqlite/store-import.ts'
import { freshPath } from './bench-appends.ts'
import { alternating, print } from './bench-line.ts'
import { RawStore } from './raw-store.ts'
import { newEventOf, type StandardEvent, standardEvents, take } from './standard-events.ts'

const BATCH = 1000

/** Import into a new store beside a bare loop that makes its indexes afterwards, and what an event costs on disk. */
export async function benchImport(folder: string, count: number, rounds: number): Promise<void> {
  const streams = count / 10
  const [ours, raw] = [freshPath(folder, 'import-ours.db'), freshPath(folder, 'import-raw.db')]
  const figures = await alternating(rounds, {
    ours: () => importOurs(freshPath(folder, 'import-ours.db'), count, streams),
    raw: () => importRaw(freshPath(folder, 'import-raw.db'), count, streams),
  })
  print({
    name: `import ${count} events`,
    figure: figures.ours,
    unit: 'events/s',
    anchor: figures.raw,
    anchorName: 'bare loop, indexes after',
    goal: 0.8,
    goalOf: 'ratio',
    better: 'more',
  })
  const split = bytesByTable(ours, count)
  print({
    name: `bytes per event, ${count} events`,
    figure: statSync(ours).size / count,
    unit: 'B',
    anchor: statSync(raw).size / count,
    anchorName: 'bare loop',
    goal: 480,
    better: 'less',
    split,
  })
}

function importOurs(path: string, count: number, streams: number): number {
  const events = standardEvents({ streams })
  const target = openStoreImport(path)
  let ms = 0
  for (let done = 0; done < count; done += BATCH) {
    const batch = take(events, BATCH)
    ms += timed(() => target.add(batch.map(newEventOf)))
  }
  ms += timed(() => target.finish())
  return (count / ms) * 1000
}

/** Rollback journal, indexes at the end, links in order of their keys: what costs least. */
function importRaw(path: string, count: number, streams: number): number {
  createStore(path, readingIndexes)
  const store = new RawStore(path, 'NORMAL')
  store.database.pragma('cache_size = -131072')
  store.database.pragma('wal_autocheckpoint = 16384')
  const events = standardEvents({ streams })
  let ms = 0
  for (let done = 0; done < count; done += BATCH) {
    const batch = take(events, BATCH)
    ms += timed(() => importBatch(store, batch, done))
  }
  ms += timed(() => {
    store.finish()
    for (const statement of readingIndexes) store.database.exec(statement)
    store.database.pragma('synchronous = FULL')
    store.database.pragma('wal_checkpoint(TRUNCATE)')
    store.database.close()
  })
  return (count / ms) * 1000
}

function importBatch(store: RawStore, batch: readonly StandardEvent[], done: number): void {
  if (done % 100_000 === 0) {
    if (done > 0) store.commit()
    store.begin()
  }
  for (const event of batch) store.gather(event)
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Bytes per event of each table and index, the largest first. */
function bytesByTable(path: string, count: number): string {
  const database = openForReading(path)
  const rows = database
    .prepare<[], [string, number]>('SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC')
    .raw()
    .all()
  database.close()
  return rows
    .filter(([, bytes]) => bytes / count >= 0.05)
    .map(([name, bytes]) => `${name} ${(bytes / count).toFixed(1)}`)
    .join(', ')
}
