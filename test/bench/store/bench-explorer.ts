import { openForReading } from '../../../src/backends/sqlite/open-database.ts'
import { openSqliteStore, type SqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { eventType, position } from '../../../src/core/event.ts'
import { EVERYTHING, type EventFilter, filterText } from '../../../src/core/event-filter.ts'
import { percentile, print, rounded } from './bench-line.ts'
import { RARE_WORD, randomBelow, standardTypes } from './standard-events.ts'

const PAGES = 300
const BUCKETS = 1000
const ROUNDS = 5

/** What the window asks of a large store, through the store's thread, as the host asks it. */
export async function benchExplorer(path: string): Promise<void> {
  const store = await openSqliteStore(path, { mode: 'write' })
  const { head } = await store.summary()
  await benchPages(store, head)
  await benchHistograms(store, path)
  await benchWords(store, path)
  await store.dispose()
}

async function benchPages(store: SqliteStore, head: number): Promise<void> {
  const [first, second] = standardTypes.map(eventType)
  if (first === undefined || second === undefined) throw new Error('there are types')
  const half = Math.floor(head / 2)
  const views: readonly (readonly [string, EventFilter])[] = [
    ['everything', EVERYTHING],
    ['one type', { types: [first] }],
    ['two types', { types: [first, second] }],
    ['a category', { category: 'order' }],
    ['all but one type', { where: filterText(`-type:${first}`) }],
    ['a type of a category', { category: 'cart', types: [second] }],
    ['a range of positions', { where: filterText(`position:1000..${half}`) }],
    ['a range of times', { where: filterText('time>=2023-11-15') }],
  ]
  for (const [name, view] of views) await benchView(store, name, view)
}

async function benchView(store: SqliteStore, name: string, view: EventFilter): Promise<void> {
  const start = performance.now()
  let { total, complete } = await store.rows(view, 1, 100)
  while (!complete) ({ total, complete } = await store.rows(view, 1, 100))
  const builtMs = performance.now() - start
  const random = randomBelow(7)
  const times: number[] = []
  for (let i = 0; i < PAGES; i++) {
    const row = 1 + random(Math.max(1, total - 100))
    const asked = performance.now()
    const { rows } = await store.rows(view, row, 100)
    times.push(performance.now() - asked)
    if (rows[0]?.row !== row) throw new Error(`row ${row} of ${name} is not there`)
  }
  print({
    name: `page of 100 at any row: ${name}, p95`,
    figure: percentile(times, 0.95),
    unit: 'ms',
    goal: 3,
    better: 'less',
    p50: rounded(percentile(times, 0.5)),
    rows: total,
    builtMs: rounded(builtMs),
  })
}

async function benchHistograms(store: SqliteStore, path: string): Promise<void> {
  const { firstUs = 0, lastUs = 0, head } = await store.summary()
  const span = lastUs - firstUs
  const groupBy = groupByMs(path, firstUs, span)
  const zoomed = { fromUs: firstUs + Math.floor(span * 0.4), toUs: firstUs + Math.floor(span * 0.47) }
  const asked = [
    ['by time', () => store.histogram({ fromUs: firstUs, toUs: lastUs, buckets: BUCKETS })],
    ['by time and type', () => store.histogram({ fromUs: firstUs, toUs: lastUs, buckets: BUCKETS, byType: true })],
    ['by time and type, zoomed', () => store.histogram({ ...zoomed, buckets: BUCKETS, byType: true })],
    [
      'by position and type',
      () => store.positionHistogram({ after: position(0), upTo: head, buckets: BUCKETS, byType: true }),
    ],
  ] as const
  for (const [name, ask] of asked) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS * 2; round++) {
      const start = performance.now()
      await ask()
      times.push(performance.now() - start)
    }
    print({
      name: `histogram of 1,000 buckets ${name}`,
      figure: percentile(times.slice(1), 0.5),
      unit: 'ms',
      anchor: groupBy,
      anchorName: 'GROUP BY',
      goal: 16,
      better: 'less',
      firstMs: rounded(times[0] ?? 0),
    })
  }
}

function groupByMs(path: string, firstUs: number, span: number): number {
  const database = openForReading(path)
  const start = performance.now()
  database
    .prepare(
      'SELECT (log_time_us - ?) * 1000 / ? AS bucket, count(*) FROM events INDEXED BY events_by_log_time GROUP BY 1',
    )
    .all(firstUs, span + 1)
  database.close()
  return performance.now() - start
}

async function benchWords(store: SqliteStore, path: string): Promise<void> {
  const start = performance.now()
  await store.addSearchIndex('words')
  await store.finishSearchIndexes({})
  const built = performance.now() - start
  const [words] = await store.searchIndexes()
  const { events } = await store.summary()
  print({
    name: 'words indexed in the background',
    figure: (events / built) * 1000,
    unit: 'events/s',
    better: 'more',
    bytesPerEvent: rounded((words?.bytes ?? 0) / events),
  })
  const like = likeMs(path)
  for (const [name, text] of [
    ['a word of 1 in 2,000', RARE_WORD],
    ['a word of 1 in 4', 'amber'],
    ['two words that follow each other', '"amber basil"'],
  ] as const) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS * 4; round++) {
      const asked = performance.now()
      let found = 0
      for await (const page of store.readAll({ filter: { where: filterText(text) }, limit: 100 })) found += page.length
      times.push(performance.now() - asked)
      if (found === 0) throw new Error(`no hits of ${text}`)
    }
    print({
      name: `first 100 hits of ${name}`,
      figure: percentile(times, 0.5),
      unit: 'ms',
      anchor: like,
      anchorName: 'LIKE over the log',
      goal: 10,
      better: 'less',
    })
  }
}

function likeMs(path: string): number {
  const database = openForReading(path)
  const start = performance.now()
  database.prepare('SELECT count(*) FROM events WHERE data LIKE ?').get(`%${RARE_WORD}%`)
  database.close()
  return performance.now() - start
}
