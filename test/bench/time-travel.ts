import { parseArgs } from 'node:util'
import { goalsMissed } from './store/bench-line.ts'
import { benchEquality } from './time-travel/bench-equality.ts'
import { benchFind } from './time-travel/bench-find.ts'
import { benchKurrentdb } from './time-travel/bench-kurrentdb.ts'
import { benchRebuild } from './time-travel/bench-rebuild.ts'
import { benchColumns, benchSeeks } from './time-travel/bench-seeks.ts'
import { benchWindow } from './time-travel/bench-window.ts'

// npm run bench:time-travel [-- --events 10M] [--only rebuild,kurrentdb,find,seeks,columns,equality,window]: what it costs to fold a history, to look
// into it and to go to any place of it, as JSON lines, each beside what it is measured against.

const sizes: Readonly<Record<string, number>> = { '100k': 100_000, '1M': 1_000_000, '10M': 10_000_000 }
const sections = ['rebuild', 'kurrentdb', 'find', 'seeks', 'columns', 'equality', 'window'] as const

const { values } = parseArgs({ options: { events: { type: 'string', default: '1M' }, only: { type: 'string' } } })
const count = sizes[values.events]
const only = values.only?.split(',') ?? sections
if (count === undefined || only.some((name) => !sections.some((section) => section === name)))
  throw new Error(`--events is one of ${Object.keys(sizes).join(', ')}; --only names some of ${sections.join(', ')}`)

if (only.includes('rebuild')) await benchRebuild(Math.min(count, 1_000_000))
if (only.includes('kurrentdb')) await benchKurrentdb(Math.min(count, 1_000_000))
if (only.includes('find')) await benchFind(Math.min(count, 1_000_000))
if (only.includes('seeks')) await benchSeeks(count)
if (only.includes('columns')) await benchColumns(count)
if (only.includes('equality')) await benchEquality(count)
if (only.includes('window')) await benchWindow(Math.min(count, 1_000_000))
process.exitCode = goalsMissed() === 0 ? 0 : 1
