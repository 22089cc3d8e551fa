import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import { goalsMissed } from './store/bench-line.ts'
import { newEventOf, standardEvents, take } from './store/standard-events.ts'
import { benchEmmettNeighbour } from './transfer/bench-emmett-neighbour.ts'
import { benchForeignScreen } from './transfer/bench-foreign-screen.ts'
import { benchNdjsonIn } from './transfer/bench-ndjson-in.ts'
import { benchOut } from './transfer/bench-out.ts'

// npm run bench:transfer [-- --mebibytes 1000] [--events 1000000] [--only in,out,screen,neighbour]: what other applications' histories cost,
// as JSON lines, each beside what it is measured against. EPOCH_BENCH_DIR keeps the large stores between runs.

const sections = ['in', 'out', 'screen', 'neighbour'] as const

const { values } = parseArgs({
  options: {
    mebibytes: { type: 'string', default: '200' },
    events: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
})
const only = values.only?.split(',') ?? sections
const [mebibytes, events] = [Number(values.mebibytes), Number(values.events)]
if (only.some((name) => !sections.some((section) => section === name)))
  throw new Error(`--only names some of ${sections.join(', ')}`)
if (!Number.isSafeInteger(mebibytes) || !Number.isSafeInteger(events) || mebibytes < 1 || events < 10)
  throw new Error('--mebibytes is a whole number from 1, --events one from 10')

const kept = process.env['EPOCH_BENCH_DIR']
const folder = kept ?? mkdtempSync(join(tmpdir(), 'epoch-bench-'))
mkdirSync(folder, { recursive: true })
try {
  if (only.includes('in')) await inScratch((scratch) => benchNdjsonIn(scratch, mebibytes))
  if (only.includes('out')) await inScratch((scratch) => benchOut(storeOf(events), scratch))
  if (only.includes('screen')) await benchForeignScreen(folder, events)
  if (only.includes('neighbour')) await inScratch((scratch) => benchEmmettNeighbour(scratch))
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true })
}
process.exitCode = goalsMissed() === 0 ? 0 : 1

async function inScratch(work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(folder, 'scratch-'))
  try {
    await work(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function storeOf(count: number): string {
  const path = join(folder, `standard-${count}.db`)
  if (existsSync(path)) return path
  const made = standardEvents({ streams: Math.ceil(count / 10) })
  const target = openStoreImport(path)
  for (let done = 0; done < count; done += 1000) target.add(take(made, 1000).map(newEventOf))
  target.finish()
  return path
}
