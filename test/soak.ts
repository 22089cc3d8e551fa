import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type SoakRun, soakRuns } from './crash/soak-runs.ts'

// The crash tests with the counts of a release, which take too long for every change. Runs what is asked for by its option, as in
//   npm run soak -- --kills 1000 --cuts 20000 --seed 7
// or everything with its own count. Prints a line of JSON for each; ends with 1 where one found a fault, and with 2 for a wrong option.

const options = Object.fromEntries(
  [...soakRuns.map(({ name }) => name), 'seed'].map((name) => [name, { type: 'string' }] as const),
)

function asked(): { readonly seed: number; readonly todo: readonly (readonly [run: SoakRun, count: number])[] } {
  const { values } = parseArgs({ options })
  const { seed = '1' } = values
  const some = soakRuns.filter(({ name }) => values[name] !== undefined)
  return {
    seed: wholeNumber('seed', seed),
    todo: (some.length > 0 ? some : soakRuns).map(
      (run) => [run, wholeNumber(run.name, values[run.name] ?? run.defaultCount)] as const,
    ),
  }
}

function wholeNumber(name: string, value: string | boolean | number): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new TypeError(`--${name} ${value}: it must be a whole number from 1`)
  return number
}

async function soak({ name, run }: SoakRun, count: number, seed: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-soak-'))
  const sinceMs = performance.now()
  try {
    const { ok, report } = await run({ folder, count, seed, onProgress: progressOf(name, count) })
    const seconds = Math.round((performance.now() - sinceMs) / 100) / 10
    process.stdout.write(`${JSON.stringify({ run: name, ok, seed, seconds, ...report })}\n`)
    return ok
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Says how far a run is, every five seconds at most. */
function progressOf(name: string, count: number): (done: number) => void {
  let saidMs = performance.now()
  return (done) => {
    if (performance.now() - saidMs < 5000) return
    saidMs = performance.now()
    process.stderr.write(`${name}: ${done} of ${count}\n`)
  }
}

function askedOrEnd(): ReturnType<typeof asked> {
  try {
    return asked()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

const { seed, todo } = askedOrEnd()
let allOk = true
for (const [run, count] of todo) allOk = (await soak(run, count, seed)) && allOk
process.exit(allOk ? 0 : 1)
