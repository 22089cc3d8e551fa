import fc from 'fast-check'
import { expect } from 'vitest'
import { ImportWriter } from '../../src/backends/sqlite/import-writer.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { segmentRowsOf } from './segment-rows-of.ts'
import { fileTest as test } from './sqlite-files.ts'
import { anEvent, events } from './store-test.ts'
import { verifyLog } from './verify-log.ts'
import { copyAsVersionOne } from './version-one-store.ts'

type Turn = readonly ['append' | 'import' | 'conflict', writer: number, count: number]

const turns = fc.array(
  fc.tuple(
    fc.constantFrom<Turn[0]>('append', 'append', 'import', 'conflict'),
    fc.nat(1),
    fc.oneof(fc.constantFrom(1, 2, 500, 999, 1000, 1001), fc.integer({ min: 1, max: 700 })),
  ),
  { minLength: 10, maxLength: 16 },
)

function batch(count: number, turn: number): NewEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    ...anEvent(`${['order', 'cart', 'stock'][turn % 3]}-${turn % 7}`, `Type${(i * i + turn) % 11}`),
    createdAtUs: 1_000_000 * turn - i,
  }))
}

/** Ends in an id that is taken, so that what was written before it in the same call is rolled back. */
function conflicting(count: number, turn: number, taken: NewEvent): NewEvent[] {
  const added = batch(count, turn)
  return [...added, { ...anEvent(added[0]?.stream), id: taken.id }]
}

class Turns {
  readonly #writers: readonly LogWriter[]
  readonly #importer: ImportWriter
  #first: NewEvent | undefined
  stored = 0

  constructor(file: string) {
    this.#writers = [new LogWriter(file), new LogWriter(file)]
    this.#importer = new ImportWriter(file, 'shared')
  }

  take([what, writer, count]: Turn, turn: number): void {
    if (what === 'import') {
      this.stored += this.#importer.add(batch(count, turn)).added
      this.#importer.commit()
      return
    }
    const added = batch(count, turn)
    const calls = what === 'conflict' && this.#first ? [added, conflicting(count, turn, this.#first)] : [added]
    this.#first ??= added[0]
    const outcomes = this.#writers[writer]?.append(
      calls.map((made) => ({ stream: made[0]?.stream ?? anEvent().stream, events: made, expectedVersion: 'any' })),
    )
    expect(outcomes?.map((outcome) => outcome.kind)).toEqual(calls.map((_, i) => (i === 0 ? 'appended' : 'refused')))
    this.stored += count
  }

  close(): void {
    for (const writer of this.#writers) writer.close()
    this.#importer.close()
  }
}

test('writers and imports that take turns, and roll back, write the segments and seals that the log has', async ({
  folder,
}) => {
  for (const [run, taken] of fc.sample(turns, { seed: 31, numRuns: 4 }).entries()) {
    const file = `${folder}/${run}.db`
    createStore(file)
    const writers = new Turns(file)
    for (const [turn, which] of taken.entries()) writers.take(which, turn)
    writers.close()
    expect(await verifyLog(file)).toEqual({ events: writers.stored, faultCount: 0, faults: [] })
    copyAsVersionOne(file, `${file}.old`)
    await upgradeStore(`${file}.old`)
    const rows = segmentRowsOf(file)
    expect(rows).toHaveLength(Math.floor(writers.stored / 1000))
    expect(rows).toEqual(segmentRowsOf(`${file}.old`))
  }
})

test('the segment under way goes on after the store is closed and opened again', async ({ file }) => {
  createStore(file)
  for (const count of [400, 599, 1, 1, 999]) {
    const writer = new LogWriter(file)
    const added = events(count)
    expect(writer.append([{ stream: anEvent().stream, events: added, expectedVersion: 'any' }])).toMatchObject([
      { kind: 'appended' },
    ])
    writer.close()
  }
  expect(segmentRowsOf(file)).toHaveLength(2)
  expect(await verifyLog(file)).toEqual({ events: 2000, faultCount: 0, faults: [] })
})
