import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { purgeEvents } from '../../src/backends/sqlite/purge.ts'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import { type NewEvent, position } from '../../src/core/event.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import type { AppendingBy } from './appenders.ts'
import { crashHistory } from './crash-events.ts'
import { CrashProcessPool } from './crash-process.ts'
import type { CrashMark, CrashWork } from './crash-work.ts'
import { lostOf, pageFaults, storedIds, storeFaults } from './store-faults.ts'

export interface KillAuditOptions {
  readonly folder: string
  readonly kills: number
  readonly seed: number
  /** A defective writer in place of the real one, that the audit must find out: it only appends. */
  readonly writer?: AppendingBy
  readonly onProgress?: (kills: number) => void
}

export interface KillAuditReport {
  readonly kills: number
  readonly killsByScenario: Readonly<Record<string, number>>
  readonly acknowledged: number
  readonly stored: number
  /** Acknowledged events that are gone. */
  readonly lost: number
  /** Everything else that is wrong with a store, each with the seed and the round. */
  readonly faults: readonly string[]
}

const scenarios = [
  'append',
  'append',
  'append',
  'checkpoint',
  'upkeep',
  'import',
  'import into a store',
  'first open',
  'purge',
  'upgrade',
] as const
type Scenario = (typeof scenarios)[number]

const ROUNDS_PER_STORE = 20
const LONGEST_DELAY_MS = 40
const STARTED_AHEAD = 3
const IMPORTED_EVENTS = 1500
const PURGED_FROM_EVENTS = 800
const UPGRADED_EVENTS = 1100

/**
 * Kills processes that write to stores, at random moments, and looks at the stores: after each kill whether SQLite finds
 * them whole, and every {@link ROUNDS_PER_STORE} kills and at the end whether everything acknowledged is there and nothing contradicts.
 */
export async function auditKills(options: KillAuditOptions): Promise<KillAuditReport> {
  const audit = new KillAudit(options)
  try {
    for (let round = 1; round <= options.kills; round++) {
      await audit.round()
      options.onProgress?.(round)
    }
    await audit.settle()
    return audit.report()
  } finally {
    await audit.dispose()
  }
}

class KillAudit {
  readonly #folder: string
  readonly #seed: number
  readonly #writer: AppendingBy | undefined
  readonly #random: SeededRandom
  readonly #pool = new CrashProcessPool(STARTED_AHEAD)
  readonly #killsByScenario = new Map<string, number>()
  readonly #faults: string[] = []
  #path: string
  #onPath: string[] = []
  #kills = 0
  #acknowledged = 0
  #stored = 0
  #lost = 0

  constructor({ folder, seed, writer }: KillAuditOptions) {
    this.#folder = folder
    this.#seed = seed
    this.#writer = writer
    this.#random = new SeededRandom(seed)
    this.#path = join(folder, '0.db')
  }

  async round(): Promise<void> {
    const scenario = this.#writer === undefined ? this.#random.pick(scenarios) : 'append'
    await this.#run(scenario)
    this.#kills++
    this.#killsByScenario.set(scenario, (this.#killsByScenario.get(scenario) ?? 0) + 1)
    if (this.#kills % ROUNDS_PER_STORE === 0) await this.settle()
  }

  /** Compares the store that rounds share with what was acknowledged, and takes another one from here on. */
  async settle(): Promise<void> {
    await this.#compare(this.#path, this.#onPath)
    this.#path = join(this.#folder, `${this.#kills}.db`)
    this.#onPath = []
  }

  report(): KillAuditReport {
    return {
      kills: this.#kills,
      killsByScenario: Object.fromEntries(this.#killsByScenario),
      acknowledged: this.#acknowledged,
      stored: this.#stored,
      lost: this.#lost,
      faults: this.#faults,
    }
  }

  async dispose(): Promise<void> {
    await this.#pool.dispose()
  }

  async #run(scenario: Scenario): Promise<void> {
    const by = this.#writer ?? this.#hosted()
    switch (scenario) {
      case 'append':
        return await this.#onShared({ kind: 'append', path: this.#path, seed: this.#newSeed(), by }, 'acknowledged')
      case 'checkpoint': {
        const checkpointEvery = this.#random.whole(1, 4)
        const work = { kind: 'append', path: this.#path, seed: this.#newSeed(), by, checkpointEvery } as const
        return await this.#onShared(work, 'acknowledged')
      }
      case 'upkeep':
        return await this.#onShared({ kind: 'upkeep', path: this.#path, seed: this.#newSeed() }, 'acknowledged')
      case 'import into a store':
        return await this.#importIntoShared()
      case 'import':
        return await this.#importAnew()
      case 'first open':
        return await this.#openFirst(by)
      case 'purge':
        return await this.#purge()
      case 'upgrade':
        return await this.#upgrade()
    }
  }

  async #onShared(work: CrashWork, after: CrashMark | 'acknowledged'): Promise<void> {
    this.#onPath.push(...(await this.#kill(work, after)))
    this.#check(this.#path, pageFaults(this.#path))
  }

  async #importIntoShared(): Promise<void> {
    createStore(this.#path)
    const work = this.#importWork(this.#path, this.#newSeed())
    await this.#onShared(work, this.#random.pick(['adding', 'finishing', 'acknowledged'] as const))
  }

  /** What an import that was killed left behind must let the same import go on and end whole. */
  async #importAnew(): Promise<void> {
    const path = join(this.#folder, `import-${this.#kills}.db`)
    const seed = this.#newSeed()
    const after = this.#random.pick(['opening', 'adding', 'finishing'] as const)
    const acknowledged = await this.#kill(this.#importWork(path, seed), after)
    this.#lost += lostOf(acknowledged, existsSync(path) ? storedIds(path) : []).length
    const history = crashHistory(new SeededRandom(seed), IMPORTED_EVENTS)
    const target = openStoreImport(path)
    target.add(history)
    target.finish()
    await this.#compare(path, idsOf(history))
  }

  /** What is left of a store that was killed while it was made must open. */
  async #openFirst(by: AppendingBy): Promise<void> {
    const path = join(this.#folder, `first-${this.#kills}.db`)
    const acknowledged = await this.#kill({ kind: 'append', path, seed: this.#newSeed(), by }, 'opening')
    createStore(path)
    await this.#compare(path, acknowledged)
  }

  /** A purge that was killed leaves a store whose every event is there, purged or not; the same purge goes on. */
  async #purge(): Promise<void> {
    const path = join(this.#folder, `purge-${this.#kills}.db`)
    const history = crashHistory(new SeededRandom(this.#newSeed()), PURGED_FROM_EVENTS)
    const target = openStoreImport(path)
    target.add(history)
    target.finish()
    const positions = history.flatMap((_, i) => (this.#random.chance(0.8) ? [position(i + 1)] : []))
    await this.#kill({ kind: 'purge', path, positions }, 'opening')
    this.#check(path, await storeFaults(path))
    const { purged, already } = await purgeEvents(path, { kind: 'positions', positions }, { purgerId: 'audit' })
    if (purged + already !== positions.length) this.#check(path, [`${purged + already} of ${positions.length} purged`])
    await this.#compare(path, idsOf(history))
  }

  /** An upgrade that was killed leaves the store as it was, and it can be made again. */
  async #upgrade(): Promise<void> {
    const path = join(this.#folder, `upgrade-${this.#kills}.db`)
    const work = { kind: 'upgrade', path, seed: this.#newSeed(), events: UPGRADED_EVENTS } as const
    const acknowledged = await this.#kill(work, 'finishing')
    this.#check(path, pageFaults(path))
    this.#lost += lostOf(acknowledged, storedIds(path)).length
    await upgradeStore(path)
    await this.#compare(path, acknowledged)
  }

  /** @returns the ids that the process acknowledged before it was dead */
  async #kill(work: CrashWork, after: CrashMark | 'acknowledged'): Promise<readonly string[]> {
    const delayMs = this.#random.between(0, LONGEST_DELAY_MS)
    const writer = await this.#pool.take()
    writer.begin(work)
    await writer.heard(after)
    await wait(delayMs)
    await writer.kill()
    if (writer.howItDied !== '') this.#check(work.path, [`a writer died: ${writer.howItDied}`])
    for (const line of writer.lines)
      if (line.said === 'failed') this.#check(work.path, [`a writer was refused: ${line.code}`])
    this.#acknowledged += writer.acknowledged.length
    return writer.acknowledged
  }

  async #compare(path: string, acknowledged: readonly string[]): Promise<void> {
    createStore(path)
    this.#check(path, await storeFaults(path))
    const stored = storedIds(path)
    this.#lost += lostOf(acknowledged, stored).length
    this.#stored += stored.length
    rmSync(path)
  }

  #check(path: string, faults: readonly string[]): void {
    for (const fault of faults) this.#faults.push(`seed ${this.#seed}, kill ${this.#kills + 1}, ${path}: ${fault}`)
  }

  #importWork(path: string, seed: number): CrashWork {
    return { kind: 'import', path, seed, by: this.#hosted(), events: IMPORTED_EVENTS }
  }

  /** Mostly without the store's threads, which take three times as long to start as what is killed. */
  #hosted(): 'threads' | 'module' {
    return this.#random.chance(0.15) ? 'threads' : 'module'
  }

  #newSeed(): number {
    return this.#random.bits()
  }
}

function idsOf(events: readonly NewEvent[]): readonly string[] {
  return events.map((event) => event.id)
}
