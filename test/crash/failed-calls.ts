import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { CrashProcess } from './crash-process.ts'
import type { CrashWork } from './crash-work.ts'
import { lostOf, storedIds, storeFaults } from './store-faults.ts'

export interface FailedCallsOptions {
  readonly folder: string
  /** How many calls fail in all, each in a run of its own; as evenly spread over the run as they can be. */
  readonly calls: number
  readonly seed: number
  readonly onProgress?: (calls: number) => void
}

export interface FailedCallsReport {
  readonly calls: number
  /** How often the writer was told of a failure, by its error's code. */
  readonly refusals: Readonly<Record<string, number>>
  readonly acknowledged: number
  readonly lost: number
  readonly faults: readonly string[]
}

/** What fails, and how: once, or from then on. */
const failures = [
  { call: 'pwrite64', error: 'ENOSPC', until: '' },
  { call: 'pwrite64', error: 'ENOSPC', until: '+' },
  { call: 'pwrite64', error: 'EIO', until: '' },
  { call: 'fsync', error: 'EIO', until: '' },
  { call: 'fsync', error: 'EIO', until: '+' },
  { call: 'ftruncate', error: 'EIO', until: '' },
] as const

/** What a writer may be told when its disk is full or does not answer. */
const expectedCodes = new Set(['disk-full', 'store-gone'])

/** Lets a short run of appends and checkpoints fail at one system call on its store's files after the other. */
export async function failCalls({ folder, calls, seed, onProgress }: FailedCallsOptions): Promise<FailedCallsReport> {
  const run = new FailingRuns(folder, seed)
  await run.count()
  for (let i = 0; i < calls; i++) {
    await run.fail(i, calls)
    onProgress?.(i + 1)
  }
  return run.report()
}

class FailingRuns {
  readonly #folder: string
  readonly #path: string
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #counts = new Map<string, number>()
  readonly #refusals = new Map<string, number>()
  readonly #faults: string[] = []
  #calls = 0
  #acknowledged = 0
  #lost = 0

  constructor(folder: string, seed: number) {
    this.#folder = folder
    this.#path = join(folder, 'store.db')
    this.#seed = seed
    this.#random = new SeededRandom(seed)
  }

  /** How many calls of each kind a run makes when none fails. */
  async count(): Promise<void> {
    const trace = join(this.#folder, 'calls.trace')
    await this.#write(['-o', trace])
    for (const [, call = ''] of readFileSync(trace, 'latin1').matchAll(/^\d+ +(\w+)\(/gm))
      this.#counts.set(call, (this.#counts.get(call) ?? 0) + 1)
    rmSync(trace)
  }

  /** The `i`-th of `all` runs. */
  async fail(i: number, all: number): Promise<void> {
    const { call, error, until } = failures[i % failures.length] ?? failures[0]
    const most = this.#counts.get(call) ?? 0
    const nth = Math.min(most, 1 + Math.floor(((i + this.#random.fraction()) / all) * most))
    const failing = `${call}:error=${error}:when=${nth}${until}`
    const { acknowledged, refusals, done } = await this.#write(['-o', '/dev/null', '-e', `inject=${failing}`])
    this.#calls++
    this.#acknowledged += acknowledged.length
    if (!done) this.#fault(failing, 'the process ended with an error that is not told')
    for (const code of refusals) {
      this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1)
      if (!expectedCodes.has(code)) this.#fault(failing, `refused with ${code}`)
    }
    if (until === '' && refusals.length > 1) this.#fault(failing, `one failure refused ${refusals.length} appends`)
    createStore(this.#path)
    for (const fault of await storeFaults(this.#path)) this.#fault(failing, fault)
    this.#lost += lostOf(acknowledged, storedIds(this.#path)).length
  }

  report(): FailedCallsReport {
    return {
      calls: this.#calls,
      refusals: Object.fromEntries(this.#refusals),
      acknowledged: this.#acknowledged,
      lost: this.#lost,
      faults: this.#faults,
    }
  }

  async #write(options: readonly string[]): Promise<{
    readonly acknowledged: readonly string[]
    readonly refusals: readonly string[]
    readonly done: boolean
  }> {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${this.#path}${end}`, { force: true })
    const files = ['', '-wal', '-journal'].flatMap((end) => ['-P', `${this.#path}${end}`])
    const calls = [...new Set(failures.map(({ call }) => call))].join()
    const writer = new CrashProcess(['strace', '-f', ...files, '-e', `trace=${calls}`, ...options])
    await writer.heard('ready')
    writer.begin(this.#work())
    await writer.ended()
    return {
      acknowledged: writer.acknowledged,
      refusals: writer.lines.flatMap((line) => (line.said === 'failed' ? [line.code] : [])),
      done: writer.lines.at(-1)?.said === 'done',
    }
  }

  #work(): CrashWork {
    return { kind: 'append', path: this.#path, seed: this.#seed, by: 'module', batches: 8, checkpointEvery: 3 }
  }

  #fault(failing: string, fault: string): void {
    this.#faults.push(`seed ${this.#seed}, ${failing}: ${fault}`)
  }
}
