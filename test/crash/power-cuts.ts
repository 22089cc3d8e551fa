import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readingIndexes } from '../../src/backends/sqlite/epoch-schema.ts'
import { unfinishedPath } from '../../src/backends/sqlite/import-file.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { appendingInModule } from './appenders.ts'
import { crashBatch, crashHistory } from './crash-events.ts'
import { parseCrashLine } from './crash-work.ts'
import { cutKinds, DiskImage } from './disk-image.ts'
import type { RecordedRun } from './recorded-runs.ts'
import { quickCheck, readingStore, storedIds, storeFaults } from './store-faults.ts'
import { recordWrites } from './write-recording.ts'
import type { TraceStep } from './write-trace.ts'

export interface PowerCutReport {
  readonly cuts: number
  /** After which an acknowledged event was gone. */
  readonly cutsWithLoss: number
  readonly mostLost: number
  /** Everything else that is wrong with a store after a cut, each with the seed and the step. */
  readonly faults: readonly string[]
}

export interface PowerCutOptions {
  /** Where the recorded processes have their store. */
  readonly folder: string
  readonly recorded: RecordedRun
  readonly cuts: number
  readonly seed: number
  readonly onProgress?: (cuts: number) => void
}

/** Of this many cuts, one is looked at in full, and the store is written to afterwards. */
const IN_FULL_EVERY = 10

/** Added to a seed, it is one that no recorded run has. */
const OTHER_SEEDS = 2 ** 40

interface Recording {
  readonly path: string
  readonly steps: readonly TraceStep[]
  /** The store's events as the processes left them; after a cut it must have the first so many of them. */
  readonly log: readonly Buffer[]
  readonly ids: readonly string[]
  /** What is imported, where the store is made by an import. */
  readonly imported: readonly NewEvent[] | undefined
}

/**
 * Records what processes write to a store, and opens what a power cut at random moments would have left: all that was synced, and of
 * the rest nothing, half, or torn sectors. The store must be a beginning of the log with everything acknowledged before the cut.
 */
export async function simulatePowerCuts(options: PowerCutOptions): Promise<PowerCutReport> {
  const disk = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'epoch-cuts-'))
  try {
    const run = new PowerCuts(await record(options), disk, options)
    return await run.run()
  } finally {
    rmSync(disk, { recursive: true })
  }
}

async function record({ folder, recorded, seed }: PowerCutOptions): Promise<Recording> {
  const path = join(folder, 'store.db')
  const todo = recorded(path, seed)
  const scratch = mkdtempSync(join(tmpdir(), 'epoch-trace-'))
  try {
    const steps = await recordWrites(folder, scratch, todo)
    checkRecording(steps, folder)
    const [first] = todo
    const imported = first?.kind === 'import' ? crashHistory(new SeededRandom(first.seed), first.events) : undefined
    return { path, steps, log: storedLog(path).checksums, ids: storedIds(path), imported }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** @throws Error when the steps, with nothing lost, do not make the files that are there */
function checkRecording(steps: readonly TraceStep[], folder: string): void {
  const image = new DiskImage()
  for (const [at, step] of steps.entries()) image.take(step, at)
  const files = image.afterCut('lose none', new SeededRandom(0))
  const there = readdirSync(folder).map((name) => join(folder, name))
  const replayed = [...files.keys()].sort().join()
  if (replayed !== there.sort().join()) throw new Error(`replayed are ${replayed}, there are ${there}`)
  for (const path of there)
    if (files.get(path)?.equals(readFileSync(path)) !== true) throw new Error(`${path} is not what was recorded`)
}

interface StoredLog {
  readonly faults: readonly string[]
  /** Of each event in order; a checksum tells it from any other. */
  readonly checksums: readonly Buffer[]
}

function storedLog(path: string): StoredLog {
  return readingStore(path, (database) => ({
    faults: quickCheck(database),
    checksums: database.prepare<[], Buffer>('SELECT checksum FROM events ORDER BY position').pluck().all(),
  }))
}

class PowerCuts {
  readonly #recording: Recording
  readonly #disk: string
  readonly #options: PowerCutOptions
  readonly #random: SeededRandom
  /** Of its own, since seeds make ids, and the same id would be another event. */
  readonly #appended: SeededRandom
  readonly #places: ReadonlyMap<string, number>
  readonly #faults: string[] = []
  #cuts = 0
  #cutsWithLoss = 0
  #mostLost = 0

  constructor(recording: Recording, disk: string, options: PowerCutOptions) {
    this.#recording = recording
    this.#disk = disk
    this.#options = options
    this.#random = new SeededRandom(options.seed)
    this.#appended = new SeededRandom(options.seed + OTHER_SEEDS)
    this.#places = new Map(recording.ids.map((id, i) => [id, i + 1]))
  }

  async run(): Promise<PowerCutReport> {
    const image = new DiskImage()
    const cuts = this.#cutPoints()
    let acknowledged = 0
    for (const [at, step] of this.#recording.steps.entries()) {
      while (cuts[this.#cuts] === at) await this.#cut(image, at, acknowledged)
      image.take(step, at)
      if (step.kind === 'said') acknowledged = Math.max(acknowledged, this.#placeSaid(step.text))
    }
    while (this.#cuts < cuts.length) await this.#cut(image, this.#recording.steps.length, acknowledged)
    return { cuts: this.#cuts, cutsWithLoss: this.#cutsWithLoss, mostLost: this.#mostLost, faults: this.#faults }
  }

  /** Before which steps the power is cut, in order: half of them just after something was said. */
  #cutPoints(): readonly number[] {
    const { steps } = this.#recording
    const afterSaid = steps.flatMap((step, at) => (step.kind === 'said' ? [at + 1] : []))
    const points = Array.from({ length: this.#options.cuts }, () =>
      this.#random.chance(0.5) ? this.#random.pick(afterSaid) : this.#random.whole(0, steps.length),
    )
    return points.sort((a, b) => a - b)
  }

  /** Up to which place of the log events are acknowledged by what a process said. */
  #placeSaid(text: string): number {
    const lines = text.trimEnd().split('\n').map(parseCrashLine)
    const ids = lines.flatMap((line) => (line.said === 'acknowledged' ? line.ids : []))
    return Math.max(0, ...ids.map((id) => this.#places.get(id) ?? Number.POSITIVE_INFINITY))
  }

  async #cut(image: DiskImage, at: number, acknowledged: number): Promise<void> {
    const kind = this.#random.pick(cutKinds)
    for (const name of readdirSync(this.#disk)) rmSync(join(this.#disk, name))
    for (const [path, bytes] of image.afterCut(kind, this.#random))
      writeFileSync(join(this.#disk, basename(path)), bytes)
    this.#cuts++
    const inFull = this.#cuts % IN_FULL_EVERY === 0
    try {
      const faults = await this.#faultsOf(acknowledged, inFull)
      for (const fault of faults) this.#fault(at, kind, fault)
    } catch (error) {
      this.#fault(at, kind, String(error))
    }
    this.#options.onProgress?.(this.#cuts)
  }

  #fault(at: number, kind: string, fault: string): void {
    this.#faults.push(`seed ${this.#options.seed}, cut before step ${at} (${kind}): ${fault}`)
  }

  async #faultsOf(acknowledged: number, inFull: boolean): Promise<readonly string[]> {
    const path = join(this.#disk, basename(this.#recording.path))
    const { imported } = this.#recording
    if (imported !== undefined && !existsSync(path))
      return await this.#unfinishedFaults(path, imported, acknowledged, inFull)
    createStore(path)
    const stored = storedLog(path)
    const faults = this.#beginningFaults(stored, acknowledged)
    if (imported !== undefined && stored.checksums.length < imported.length)
      return [...faults, 'an import gave its store a name before all was there']
    return inFull ? [...faults, ...(await this.#goOn(path, stored.checksums.length))] : faults
  }

  #beginningFaults({ faults, checksums }: StoredLog, acknowledged: number): readonly string[] {
    if (checksums.length < acknowledged) {
      this.#cutsWithLoss++
      this.#mostLost = Math.max(this.#mostLost, acknowledged - checksums.length)
    }
    const { log } = this.#recording
    const isBeginning = checksums.every((checksum, i) => log[i]?.equals(checksum) === true)
    return isBeginning ? faults : [...faults, 'the events are not a beginning of the log']
  }

  /** What an import leaves behind before its end must be whole, and must let the same import go on. */
  async #unfinishedFaults(
    path: string,
    imported: readonly NewEvent[],
    acknowledged: number,
    inFull: boolean,
  ): Promise<readonly string[]> {
    createStore(unfinishedPath(path), readingIndexes)
    const faults = this.#beginningFaults(storedLog(unfinishedPath(path)), acknowledged)
    if (!inFull) return faults
    const target = openStoreImport(path)
    target.add(imported)
    target.finish()
    return [...faults, ...(await storeFaults(path)), ...this.#beginningFaults(storedLog(path), imported.length)]
  }

  /** A copy that an upgrade made has its name once it is whole. */
  #backupFaults(): readonly string[] {
    const paths = readdirSync(this.#disk).map((name) => join(this.#disk, name))
    const backups = paths.filter((path) => /\.backup(\.\d+)?$/.test(path))
    return backups.flatMap((path) => this.#beginningFaults(storedLog(path), this.#recording.log.length))
  }

  async #goOn(path: string, before: number): Promise<readonly string[]> {
    await upgradeStore(path)
    const faults = [...(await storeFaults(path)), ...this.#backupFaults()]
    const batch = crashBatch(this.#appended)
    const appender = appendingInModule(path)
    for (const event of batch) await appender.append([event])
    await appender.close()
    const after = storedLog(path).checksums.length
    return after === before + batch.length
      ? faults
      : [...faults, `${after - before} of ${batch.length} appends are there`]
  }
}
