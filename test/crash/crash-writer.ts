import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { purgeEvents } from '../../src/backends/sqlite/purge.ts'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import { EpochError } from '../../src/core/errors.ts'
import { position } from '../../src/core/event.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { type Appender, appendingInModule, openAppender } from './appenders.ts'
import { crashBatch, crashHistory } from './crash-events.ts'
import { type CrashLine, type CrashMark, type CrashWork, crashLineText } from './crash-work.ts'
import { openUpkeep } from './upkeep.ts'
import { makeVersionOne } from './version-one.ts'

/** How many appends wait at a time. */
const UNDER_WAY = 3
const ADDED_AT_ONCE = 250

type AppendWork = Extract<CrashWork, { kind: 'append' }>
type UpkeepWork = Extract<CrashWork, { kind: 'upkeep' }>
type UpgradeWork = Extract<CrashWork, { kind: 'upgrade' }>
type PurgeWork = Extract<CrashWork, { kind: 'purge' }>
type ImportWork = Extract<CrashWork, { kind: 'import' }>

/** At once and in one call, so that the order of what is said and what reaches the disk is the order of the calls. */
function say(line: CrashLine): void {
  writeSync(1, crashLineText(line))
}

function mark(said: CrashMark): void {
  say({ said })
}

async function append({
  path,
  by,
  seed,
  batches = Number.POSITIVE_INFINITY,
  checkpointEvery,
}: AppendWork): Promise<void> {
  const random = new SeededRandom(seed)
  const appender = await openAppender(path, by)
  const checkpointing = checkpointEvery === undefined ? undefined : new Database(path)
  mark('opened')
  let begun = 0
  const lanes = Array.from({ length: UNDER_WAY }, async () => {
    while (begun < batches) {
      begun++
      if (checkpointing && begun % (checkpointEvery ?? 1) === 0) checkpoint(checkpointing)
      await appendBatch(appender, random)
    }
  })
  await Promise.all(lanes)
  checkpointing?.close()
  await appender.close()
}

async function appendBatch(appender: Appender, random: SeededRandom): Promise<void> {
  const batch = crashBatch(random)
  const ids = batch.map((event) => event.id)
  if (appender.told === 'before it is committed') say({ said: 'acknowledged', ids })
  try {
    await appender.append(batch)
    say({ said: 'acknowledged', ids })
  } catch (error) {
    refused(error, ids)
  }
}

/** Does at each turn what the store's writing thread does when nothing is to be appended, a part of it or all. */
async function appendAndKeepUp({ path, seed, batches = Number.POSITIVE_INFINITY }: UpkeepWork): Promise<void> {
  const random = new SeededRandom(seed)
  const appender = appendingInModule(path)
  const upkeep = openUpkeep(path)
  mark('opened')
  for (let begun = 0; begun < batches; begun++) {
    await appendBatch(appender, random)
    upkeep.change(random)
    for (let steps = random.whole(0, 20); steps > 0 && upkeep.step(); steps--);
  }
  upkeep.close()
  await appender.close()
}

/** As another program would make it. One that fails is made good by the next. */
function checkpoint(database: Database.Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  }
}

async function importHistory({ path, seed, by, events }: ImportWork): Promise<void> {
  const history = crashHistory(new SeededRandom(seed), events)
  const ids = history.map((event) => event.id)
  const target = by === 'threads' ? await openSqliteImport(path) : openStoreImport(path)
  mark('adding')
  for (let i = 0; i < history.length; i += ADDED_AT_ONCE) await target.add(history.slice(i, i + ADDED_AT_ONCE))
  mark('finishing')
  await target.finish()
  say({ said: 'acknowledged', ids })
}

async function upgrade({ path, seed, events }: UpgradeWork): Promise<void> {
  const ids = makeVersionOne(path, crashHistory(new SeededRandom(seed), events))
  say({ said: 'acknowledged', ids })
  mark('finishing')
  await upgradeStore(path)
}

async function purge({ path, positions }: PurgeWork): Promise<void> {
  await purgeEvents(path, { kind: 'positions', positions: positions.map(position) }, { purgerId: 'crash' })
}

function refused(error: unknown, ids: readonly string[]): void {
  if (!(error instanceof EpochError) || error.code === 'internal') throw error
  say({ said: 'failed', code: error.code, ids })
}

function doWork(work: CrashWork): Promise<void> {
  switch (work.kind) {
    case 'append':
      return append(work)
    case 'upkeep':
      return appendAndKeepUp(work)
    case 'upgrade':
      return upgrade(work)
    case 'purge':
      return purge(work)
    case 'import':
      return importHistory(work)
  }
}

async function run(work: CrashWork): Promise<void> {
  mark('opening')
  try {
    await doWork(work)
  } catch (error) {
    refused(error, [])
  }
  mark('done')
}

const input = createInterface({ input: process.stdin })
mark('ready')
input.once('line', (line) => {
  const work: CrashWork = JSON.parse(line)
  input.once('close', () => process.exit())
  void run(work).then(() => input.close())
})
