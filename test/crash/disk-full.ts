import { join } from 'node:path'
import { inspect } from 'node:util'
import Database from 'better-sqlite3'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore, type SqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { EpochError } from '../../src/core/errors.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { crashBatch, crashHistory } from './crash-events.ts'
import type { SmallDisk } from './small-disk.ts'
import { lostOf, storedIds, storeFaults } from './store-faults.ts'

export interface DiskFullOptions {
  readonly disk: SmallDisk
  readonly rounds: number
  readonly seed: number
  readonly onProgress?: (rounds: number) => void
}

export interface DiskFullReport {
  readonly rounds: number
  readonly roundsByScenario: Readonly<Record<string, number>>
  /** Events acknowledged, and events refused for want of room; every one of these was stored once there was room. */
  readonly acknowledged: number
  readonly refused: number
  readonly slowestRefusalMs: number
  readonly lost: number
  /** Everything else that is wrong, each with the seed and the round. */
  readonly faults: readonly string[]
}

const scenarios = ['append', 'checkpoint', 'import', 'import into a store'] as const

const REFUSED_WITHIN_MS = 1000
/** Appends that wait together. */
const TOGETHER = 3
const APPENDED_AFTERWARDS = 8
const IMPORTED_EVENTS = 3500
const ADDED_AT_ONCE = 500

/**
 * Writes to stores on a disk until it is full, gives it room again, and goes on without opening the store anew. Takes turns with
 * what is done, each time with another amount of room.
 */
export async function fillDisk({ disk, rounds, seed, onProgress }: DiskFullOptions): Promise<DiskFullReport> {
  const audit = new DiskFullAudit(disk, seed)
  for (let round = 1; round <= rounds; round++) {
    await audit.round()
    onProgress?.(round)
  }
  return audit.report()
}

class DiskFullAudit {
  readonly #disk: SmallDisk
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #path: string
  readonly #roundsByScenario = new Map<string, number>()
  readonly #faults: string[] = []
  #rounds = 0
  #acknowledged = new Set<string>()
  #allAcknowledged = 0
  #refused = 0
  #slowestRefusalMs = 0
  #lost = 0

  constructor(disk: SmallDisk, seed: number) {
    this.#disk = disk
    this.#seed = seed
    this.#random = new SeededRandom(seed)
    this.#path = join(disk.folder, 'store.db')
  }

  async round(): Promise<void> {
    const scenario = scenarios[this.#rounds % scenarios.length] ?? 'append'
    this.#acknowledged = new Set()
    this.#disk.clear()
    await this.#run(scenario)
    for (const fault of await storeFaults(this.#path)) this.#fault(fault)
    this.#lost += lostOf(this.#acknowledged, storedIds(this.#path)).length
    this.#allAcknowledged += this.#acknowledged.size
    this.#rounds++
    this.#roundsByScenario.set(scenario, (this.#roundsByScenario.get(scenario) ?? 0) + 1)
  }

  report(): DiskFullReport {
    return {
      rounds: this.#rounds,
      roundsByScenario: Object.fromEntries(this.#roundsByScenario),
      acknowledged: this.#allAcknowledged,
      refused: this.#refused,
      slowestRefusalMs: Math.round(this.#slowestRefusalMs),
      lost: this.#lost,
      faults: this.#faults,
    }
  }

  async #run(scenario: (typeof scenarios)[number]): Promise<void> {
    switch (scenario) {
      case 'append':
      case 'checkpoint':
        return await this.#append(scenario)
      case 'import':
        return await this.#import()
      case 'import into a store':
        await this.#withStore(async (store) => {
          for (let i = 0; i < APPENDED_AFTERWARDS; i++) await this.#appendTogether(store)
        })
        return await this.#import()
    }
  }

  async #append(scenario: 'append' | 'checkpoint'): Promise<void> {
    this.#leave(this.#random.whole(500_000, 2_000_000))
    await this.#withStore(async (store) => {
      const refused = await this.#appendUntilFull(store)
      if (scenario === 'checkpoint') this.#checkpoint()
      await this.#checkWhileFull(store)
      this.#disk.makeRoom()
      for (const batch of refused) await this.#appendAgain(store, batch)
      for (let i = 0; i < APPENDED_AFTERWARDS; i++)
        if ((await this.#appendTogether(store)).length > 0) this.#fault('an append was refused though there was room')
    })
  }

  /** @returns the batches that were refused */
  async #appendUntilFull(store: SqliteStore): Promise<readonly (readonly NewEvent[])[]> {
    for (;;) {
      const refused = await this.#appendTogether(store)
      if (refused.length > 0) return refused
    }
  }

  /** @returns the batches that were refused */
  async #appendTogether(store: SqliteStore): Promise<readonly (readonly NewEvent[])[]> {
    const batches = Array.from({ length: TOGETHER }, () => crashBatch(this.#random))
    const accepted = await Promise.all(batches.map((batch) => this.#isAccepted(batch, () => storeBatch(store, batch))))
    return batches.filter((_, i) => accepted[i] === false)
  }

  /** @param write says before each of its calls that it makes one */
  async #isAccepted(events: readonly NewEvent[], write: (calling: () => void) => Promise<unknown>): Promise<boolean> {
    let sinceMs = performance.now()
    try {
      await write(() => {
        sinceMs = performance.now()
      })
      for (const event of events) this.#acknowledged.add(event.id)
      return true
    } catch (error) {
      const tookMs = performance.now() - sinceMs
      this.#slowestRefusalMs = Math.max(this.#slowestRefusalMs, tookMs)
      this.#refused += events.length
      if (tookMs > REFUSED_WITHIN_MS) this.#fault(`a refusal took ${Math.round(tookMs)} ms`)
      if (!(error instanceof EpochError) || error.code !== 'disk-full') this.#fault(`refused with ${inspect(error)}`)
      return false
    }
  }

  /** Reads go on, with all that was acknowledged and nothing that was refused, and nothing is left under way. */
  async #checkWhileFull(store: SqliteStore): Promise<void> {
    const read: string[] = []
    for await (const page of store.readAll()) for (const event of page) read.push(event.id)
    this.#lost += lostOf(this.#acknowledged, read).length
    if (read.length !== this.#acknowledged.size)
      this.#fault(`${read.length - this.#acknowledged.size} refused events are there`)
    const other = new Database(this.#path, { timeout: 0 })
    try {
      other.exec('BEGIN IMMEDIATE; ROLLBACK')
    } catch (error) {
      this.#fault(`a transaction was left under way: ${String(error)}`)
    } finally {
      other.close()
    }
  }

  /** As another program would make it; with no room for the pages it fails, and must do no harm. */
  #checkpoint(): void {
    const other = new Database(this.#path, { timeout: 0 })
    try {
      other.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_FULL') throw error
    } finally {
      other.close()
    }
  }

  async #appendAgain(store: SqliteStore, batch: readonly NewEvent[]): Promise<void> {
    const accepted = await this.#isAccepted(batch, async () => {
      const { repeated } = await storeBatch(store, batch)
      if (repeated) this.#fault('what was refused is there')
    })
    if (!accepted) this.#fault('an append was refused again though there was room')
  }

  /** An import that found no room ends; once there is some, the same import goes on and ends whole. */
  async #import(): Promise<void> {
    const history = crashHistory(new SeededRandom(this.#random.bits()), IMPORTED_EVENTS)
    this.#leave(this.#random.whole(300_000, 1_100_000))
    if (await this.#isAccepted(history, (calling) => importAll(this.#path, history, calling)))
      this.#fault('the disk did not get full')
    this.#disk.makeRoom()
    if (!(await this.#isAccepted(history, (calling) => importAll(this.#path, history, calling))))
      this.#fault('an import was refused though there was room')
  }

  /** Leaves so many bytes free. */
  #leave(bytes: number): void {
    this.#disk.fill(Math.max(0, this.#disk.freeBytes - bytes))
  }

  async #withStore(work: (store: SqliteStore) => Promise<void>): Promise<void> {
    const store = await openSqliteStore(this.#path, { mode: 'create' })
    try {
      await work(store)
    } finally {
      await store.dispose()
    }
  }

  #fault(fault: string): void {
    this.#faults.push(`seed ${this.#seed}, round ${this.#rounds + 1}: ${fault}`)
  }
}

async function storeBatch(store: SqliteStore, batch: readonly NewEvent[]): Promise<{ readonly repeated: boolean }> {
  const [first] = batch
  if (first === undefined) throw new Error('a batch has events')
  return await store.storeEvents(first.stream, batch)
}

/** As an import does it that is told of its failure: what is there is kept. */
async function importAll(path: string, history: readonly NewEvent[], calling: () => void): Promise<void> {
  const target = await openSqliteImport(path)
  let ended = false
  try {
    for (let i = 0; i < history.length; i += ADDED_AT_ONCE) {
      calling()
      await target.add(history.slice(i, i + ADDED_AT_ONCE))
    }
    ended = true
    calling()
    await target.finish()
  } finally {
    if (!ended) await target.abandon()
  }
}
