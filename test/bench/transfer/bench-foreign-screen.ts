import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { ForeignSession } from '../../../src/backends/foreign/foreign-session.ts'
import { startChildProcess } from '../../../src/backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../../../src/backends/open-backend.ts'
import { EPOCH_APPLICATION_ID } from '../../../src/backends/sqlite/epoch-schema.ts'
import { EVERYTHING, filterText } from '../../../src/core/event-filter.ts'
import type { LogIndex } from '../../../src/core/log-index.ts'
import { percentile, print, rounded } from '../store/bench-line.ts'
import { RARE_WORD } from '../store/standard-events.ts'
import { emmettStore } from './emmett-store.ts'

const SCREEN_ROWS = 50
const BUCKETS = 200
const ROUNDS = 3
const SMALL = 1000

/** How long a stranger's store takes to be on the screen, and until all that may be asked of it is known. */
export async function benchForeignScreen(folder: string, events = 1_000_000): Promise<void> {
  const path = emmettStore(folder, events)
  await benchState(path, 'at rest')
  const application = new Database(path)
  try {
    application.prepare('SELECT count(*) FROM emt_streams').get()
    await benchState(path, 'in use')
  } finally {
    application.close()
  }
  await benchRecognition(emmettStore(folder, SMALL))
}

/** @param state whether its own application has it open: if not, a copy of it is read */
async function benchState(path: string, state: string): Promise<void> {
  const figures = new Map<string, number[]>()
  const add = (name: string, figure: number): unknown => figures.set(name, [...(figures.get(name) ?? []), figure])
  for (let round = 0; round < ROUNDS; round++) {
    add(
      'count',
      timed(() => countRows(path)),
    )
    add(
      'scan',
      timed(() => scanColumns(path)),
    )
    await measureOpening(path, add)
  }
  const figure = (name: string): number => percentile(figures.get(name) ?? [], 0.5)
  print({
    name: `first screen of a store of another application, ${state}`,
    figure: figure('screen'),
    unit: 'ms',
    anchor: figure('count'),
    anchorName: 'SELECT count(*) of its table',
    goal: 2000,
    better: 'less',
    openMs: rounded(figure('open')),
  })
  print({
    name: `until a store of another application is indexed, ${state}`,
    figure: figure('indexed'),
    unit: 'ms',
    anchor: figure('scan'),
    anchorName: 'plain scan of the same columns',
    better: 'less',
    longestBlockMs: rounded(figure('block')),
  })
  for (const name of Object.keys(questions))
    print({
      name: `${name} of a store of another application, ${state}`,
      figure: figure(name),
      unit: 'ms',
      better: 'less',
    })
}

type AddFigure = (name: string, figure: number) => void

async function measureOpening(path: string, add: AddFigure): Promise<void> {
  const blocked = monitorEventLoopDelay({ resolution: 1 })
  const start = performance.now()
  const opened = await openBackend(path, { startProcess: startChildProcess })
  add('open', performance.now() - start)
  try {
    await showFirstScreen(opened)
    add('screen', performance.now() - start)
    blocked.enable()
    await opened.indexed
    blocked.disable()
    add('indexed', performance.now() - start)
    add('block', blocked.max / 1e6)
    await askQuestions(opened, add)
  } finally {
    await opened.store.dispose()
  }
}

/** What the window asks of a store that is opened: how much there is, where its end is, and the rows there. */
async function showFirstScreen({ index }: OpenedBackend): Promise<void> {
  const { head, events } = await index.summary()
  const { row } = await index.rowAt(EVERYTHING, head)
  const { rows } = await index.rows(EVERYTHING, Math.max(1, row - SCREEN_ROWS + 1), SCREEN_ROWS)
  if (rows.length !== Math.min(SCREEN_ROWS, events)) throw new Error(`there are ${rows.length} rows at the end`)
}

const questions: Readonly<Record<string, (index: LogIndex, span: TimeSpan) => Promise<unknown>>> = {
  histogram: (index, span) => index.histogram({ ...span, buckets: BUCKETS }),
  'histogram by type': (index, span) => index.histogram({ ...span, buckets: BUCKETS, byType: true }),
  types: (index) => index.types(),
  'first page of streams': (index) => index.streams({ skip: 0, limit: 100 }),
  'page of a category': (index) => index.rows({ category: 'order' }, 1, SCREEN_ROWS),
  'first answer for a word': (index) => index.rows({ where: filterText(RARE_WORD) }, 1, SCREEN_ROWS),
}

interface TimeSpan {
  readonly fromUs: number
  readonly toUs: number
}

async function askQuestions({ index }: OpenedBackend, add: AddFigure): Promise<void> {
  const { firstUs, lastUs } = await index.summary()
  if (firstUs === undefined || lastUs === undefined) throw new Error('the store has times')
  for (const [name, ask] of Object.entries(questions)) {
    const start = performance.now()
    await ask(index, { fromUs: firstUs, toUs: lastUs })
    add(name, performance.now() - start)
  }
}

/** With a process of its own, and without: what recognising takes when a process is there. */
async function benchRecognition(path: string): Promise<void> {
  const opens: number[] = []
  const recognitions: number[] = []
  for (let round = 0; round < ROUNDS * 3; round++) {
    const start = performance.now()
    const { store } = await openBackend(path, { startProcess: startChildProcess })
    opens.push(performance.now() - start)
    await store.dispose()
    recognitions.push(await recognitionMs(path))
  }
  print({
    name: 'recognition of a store of another application',
    figure: percentile(recognitions, 0.5),
    unit: 'ms',
    goal: 100,
    better: 'less',
    withProcessMs: rounded(percentile(opens, 0.5)),
  })
}

async function recognitionMs(path: string): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'epoch-bench-'))
  const session = new ForeignSession()
  try {
    const start = performance.now()
    const input = { path, scratch, ownApplicationId: EPOCH_APPLICATION_ID, readDamaged: false, mappings: [] }
    await session.answer({ id: 1, name: 'open', input }, () => {})
    return performance.now() - start
  } finally {
    session.close()
    rmSync(scratch, { recursive: true })
  }
}

function countRows(path: string): void {
  const database = new Database(path, { readonly: true })
  database.prepare('SELECT count(*) FROM emt_messages').get()
  database.close()
}

function scanColumns(path: string): void {
  const database = new Database(path, { readonly: true })
  const rows = database
    .prepare(
      'SELECT global_position, stream_id, stream_position, message_id, message_type, created, message_metadata FROM emt_messages',
    )
    .raw()
    .iterate()
  let last: unknown
  for (const row of rows) last = row
  database.close()
  if (last === undefined) throw new Error('there are rows')
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
