import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { RowCounts } from '../../src/backends/foreign/row-counts.ts'

const ROWS = 30_000

function numbersFrom(first: number, step: (row: number) => number) {
  const database = new Database(':memory:')
  onTestFinished(() => {
    database.close()
  })
  database.defaultSafeIntegers()
  database.exec('CREATE TABLE t(at INTEGER PRIMARY KEY, kind TEXT)')
  const add = database.prepare<[number, string], unknown>('INSERT INTO t VALUES (?, ?)')
  const events: number[] = []
  let at = first
  const grow = (rows: number): void => {
    database.exec('BEGIN')
    for (let row = 0; row < rows; row++, at += step(row)) {
      const kind = row % 3 === 1 ? 'C' : 'E'
      add.run(at, kind)
      if (kind === 'E') events.push(at)
    }
    database.exec('COMMIT')
  }
  const counts = new RowCounts(database, { table: 't', order: 'at', isEvent: `kind = 'E'`, first })
  return { counts, events, grow }
}

test.for([
  ['from 1', 1],
  ['from 0', 0],
] as const)(
  'rows of a log with gaps that counts %s are found by their number and counted up to any place, as it grows (seed 11)',
  ([, first]) => {
    const { counts, events, grow } = numbersFrom(first, (row) => 1 + (row % 7))
    for (const rows of [0, 100, ROWS]) {
      grow(rows)
      const last = events.at(-1) ?? 0
      fc.assert(
        fc.property(
          fc.integer({ min: first, max: last + 10 }),
          fc.integer({ min: 1, max: events.length + 5 }),
          (at, row) => {
            expect(counts.countUpTo(at, () => {})).toBe(events.filter((event) => event <= at).length)
            expect(counts.orderOfRow(row, () => {})).toBe(events[row - 1])
          },
        ),
        { seed: 11, numRuns: 100 },
      )
      expect(counts.countUpTo(Number.MAX_SAFE_INTEGER, () => {})).toBe(events.length)
    }
  },
)

test('a log is counted in parts, each with a sign of life, and only once', () => {
  const { counts, events, grow } = numbersFrom(1, () => 1)
  grow(ROWS)
  let beats = 0
  const beat = (): void => {
    beats++
  }
  expect(counts.countUpTo(ROWS, beat)).toBe(events.length)
  expect(beats).toBe(2)
  expect(counts.orderOfRow(events.length, beat)).toBe(events.at(-1))
  expect(beats).toBe(2)
})
