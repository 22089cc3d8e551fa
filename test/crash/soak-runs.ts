import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { compete } from '../backends/competing-writers.ts'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { readMutatedImages } from '../backends/hostile/read-mutated-images.ts'
import { soakStall } from '../contract/soak-stall.ts'
import { emmettNeighbour, isEmmettInstalled } from '../host/emmett-neighbour.ts'
import { followNeighbour, type NeighbourOptions } from '../host/follow-neighbour.ts'
import { followRestarts } from '../host/follow-restarts.ts'
import { fillDisk } from './disk-full.ts'
import { failCalls } from './failed-calls.ts'
import { auditKills } from './kill-audit.ts'
import { type PowerCutReport, simulatePowerCuts } from './power-cuts.ts'
import { type RecordedRun, recordedRuns, runAtNormal } from './recorded-runs.ts'
import { SmallDisk } from './small-disk.ts'

interface SoakOptions {
  /** For the run alone, and deleted after it. */
  readonly folder: string
  readonly count: number
  readonly seed: number
  readonly onProgress: (done: number) => void
}

interface SoakResult {
  readonly ok: boolean
  readonly report: object
}

export interface SoakRun {
  /** What `count` counts, which is also the option that asks for the run. */
  readonly name: string
  readonly defaultCount: number
  readonly run: (options: SoakOptions) => Promise<SoakResult>
}

export const soakRuns: readonly SoakRun[] = [
  { name: 'kills', defaultCount: 1000, run: soakKills },
  { name: 'cuts', defaultCount: 20_000, run: soakCuts },
  { name: 'full', defaultCount: 100, run: soakFullDisk },
  { name: 'calls', defaultCount: 500, run: soakFailedCalls },
  { name: 'stall-minutes', defaultCount: 10, run: soakStalledSubscribers },
  { name: 'competing-events', defaultCount: 50_000, run: soakCompetingWriters },
  { name: 'neighbour-minutes', defaultCount: 10, run: soakNeighbour },
  { name: 'emmett-minutes', defaultCount: 10, run: soakEmmettNeighbour },
  { name: 'restarts', defaultCount: 100, run: soakRestarts },
  { name: 'mutations', defaultCount: 20_000, run: soakMutations },
]

/** Cuts of one recording; each next one is recorded with another seed. */
const CUTS_PER_RECORDING = 1000

async function soakKills({ folder, count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const report = await auditKills({ folder, kills: count, seed, onProgress })
  return { ok: report.lost === 0 && report.faults.length === 0, report }
}

/** Ends with the defective run, which must lose something, or the others prove nothing. */
async function soakCuts({ folder, count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const simulate = (recorded: RecordedRun, done: number, cuts: number): Promise<PowerCutReport> => {
    const own = join(folder, String(done))
    mkdirSync(own)
    const onCut = (cut: number): void => onProgress(done + cut)
    return simulatePowerCuts({ folder: own, recorded, cuts, seed: seed + done, onProgress: onCut })
  }
  const turns: readonly RecordedRun[] = Object.values(recordedRuns)
  let cutsWithLoss = 0
  const faults: string[] = []
  for (let done = 0; done < count; done += CUTS_PER_RECORDING) {
    const recorded = turns[(done / CUTS_PER_RECORDING) % turns.length] ?? recordedRuns.append
    const report = await simulate(recorded, done, Math.min(CUTS_PER_RECORDING, count - done))
    cutsWithLoss += report.cutsWithLoss
    faults.push(...report.faults)
  }
  const defective = await simulate(runAtNormal, count, CUTS_PER_RECORDING)
  return {
    ok: cutsWithLoss === 0 && faults.length === 0 && defective.cutsWithLoss > 0,
    report: { cuts: count, cutsWithLoss, faults, atSynchronousNormal: defective },
  }
}

async function soakFullDisk({ count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const disk = new SmallDisk(4)
  try {
    const report = await fillDisk({ disk, rounds: count, seed, onProgress })
    return { ok: report.lost === 0 && report.faults.length === 0, report }
  } finally {
    disk.remove()
  }
}

async function soakFailedCalls({ folder, count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const report = await failCalls({ folder, calls: count, seed, onProgress })
  return { ok: report.lost === 0 && report.faults.length === 0, report }
}

async function soakStalledSubscribers({ folder, count, onProgress }: SoakOptions): Promise<SoakResult> {
  const report = await soakStall({ folder, minutes: count, onProgress })
  return { ok: report.ok, report }
}

/** Half of them expect any version, half an exact one and try again. */
async function soakCompetingWriters({ folder, count }: SoakOptions): Promise<SoakResult> {
  const path = await emptyStoreIn(folder)
  const report = await compete({ path, manners: ['any', 'exact'], eventsEach: count })
  return { ok: report.faults.length === 0, report }
}

async function soakNeighbour({ folder, count }: SoakOptions): Promise<SoakResult> {
  return await soakFollowing({ path: await emptyStoreIn(folder), perSecond: 2000, seconds: count * 60 })
}

/** A real Emmett application, while Epoch asks what a window asks; how late its messages are seen is for `npm run bench:transfer`. */
async function soakEmmettNeighbour({ folder, count }: SoakOptions): Promise<SoakResult> {
  if (!isEmmettInstalled) return { ok: false, report: { faults: ['npm install in test/peers/emmett first'] } }
  const path = makeEmmettStore(folder)
  return await soakFollowing({ path, writer: emmettNeighbour, perSecond: 1000, seconds: count * 60 })
}

async function soakFollowing(options: NeighbourOptions): Promise<SoakResult> {
  const { delivered, ...report } = await followNeighbour(options)
  const whole = delivered.length === report.appended && delivered.every((n, i) => n === i)
  return { ok: whole && report.busy === 0 && report.largestWalBytes <= 16 * 1024 * 1024, report: { ...report, whole } }
}

/** A fifth as many kills. */
async function soakRestarts({ folder, count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const kills = Math.ceil(count / 5)
  const { delivered, ...report } = await followRestarts({ folder, restarts: count, kills, seed, onProgress })
  const whole = delivered.length === report.kept && delivered.every((n, i) => n === i)
  return { ok: whole && report.lostByStore === 0, report: { ...report, kills, whole } }
}

/** A reading process that dies or hangs is a finding: Epoch itself goes on, but SQLite's makers would want to know. */
async function soakMutations({ folder, count, seed, onProgress }: SoakOptions): Promise<SoakResult> {
  const report = await readMutatedImages({ folder, images: count, seed, onProgress })
  const faults = [report.deaths, report.hangs, report.untyped, report.changed]
  return { ok: faults.every(({ length }) => length === 0), report }
}

async function emptyStoreIn(folder: string): Promise<string> {
  const path = join(folder, 'store.db')
  const store = await openSqliteStore(path, { mode: 'create' })
  await store.dispose()
  return path
}
