import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import { benchAppends } from './store/bench-appends.ts'
import { benchExplorer } from './store/bench-explorer.ts'
import { benchFollowing } from './store/bench-following.ts'
import { benchImport } from './store/bench-import.ts'
import { goalsMissed } from './store/bench-line.ts'
import { benchScan, benchStreamReads } from './store/bench-reads.ts'
import { newEventOf, standardEvents, take } from './store/standard-events.ts'

// npm run bench:store [-- --events 10M] [--only append,import,reads,explorer,following]: the store's figures as JSON lines, each beside
// what it is measured against, in turn with it. EPOCH_BENCH_DIR keeps the large store between runs.

const sizes: Readonly<Record<string, number>> = { '100k': 100_000, '1M': 1_000_000, '10M': 10_000_000 }
const sections = ['append', 'import', 'reads', 'explorer', 'following'] as const

const { values } = parseArgs({ options: { events: { type: 'string', default: '1M' }, only: { type: 'string' } } })
const count = sizes[values.events]
const only = values.only?.split(',') ?? sections
if (count === undefined || only.some((name) => !sections.some((section) => section === name)))
  throw new Error(`--events is one of ${Object.keys(sizes).join(', ')}; --only names some of ${sections.join(', ')}`)

const kept = process.env['EPOCH_BENCH_DIR']
const folder = kept ?? mkdtempSync(join(tmpdir(), 'epoch-bench-'))
mkdirSync(folder, { recursive: true })
try {
  if (only.includes('append')) await benchAppends(folder)
  if (only.includes('import')) await benchImport(folder, Math.min(count, 1_000_000), 3)
  if (only.includes('reads')) await benchStreamReads(folder)
  if (only.includes('reads')) await benchScan(largeStore(folder, Math.min(count, 1_000_000)))
  if (only.includes('explorer')) await benchExplorer(largeStore(folder, count))
  if (only.includes('following')) await benchFollowing(folder)
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true })
}
process.exitCode = goalsMissed() === 0 ? 0 : 1

function largeStore(inFolder: string, events: number): string {
  const path = join(inFolder, `standard-${events}.db`)
  if (existsSync(path)) return path
  const made = standardEvents({ streams: events / 10 })
  const target = openStoreImport(path)
  for (let done = 0; done < events; done += 1000) target.add(take(made, 1000).map(newEventOf))
  target.finish()
  return path
}
