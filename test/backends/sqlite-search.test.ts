import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { openStoreReader, type StoreReader } from '../../src/backends/sqlite/store-reader.ts'
import { type Position, position } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { type EventFilter, filterText, matcherOf } from '../../src/core/event-filter.ts'
import type { Direction } from '../../src/core/event-store-backend.ts'
import { appendLog, fixedLog } from './log-index-questions.ts'
import { LogModel } from './log-model.ts'
import { aView } from './log-views.ts'
import { fileTest as test } from './sqlite-files.ts'
import { appendData, fillIndexes } from './sqlite-index-files.ts'
import { allOf, anEvent, append } from './store-test.ts'
import { copyAsVersionOne } from './version-one-store.ts'

const indexed = ['words', 'data.n', 'data.total', 'data.lines[0].sku', 'meta.userId']

async function grow(file: string, seed: number, events: number): Promise<LogModel> {
  const store = await openSqliteStore(file, { mode: 'create' })
  await appendLog(store, fixedLog(seed, events))
  const model = new LogModel(await allOf(store.readAll()))
  await store.dispose()
  return model
}

/** All positions of a view by pages of its rows, once it has been searched to the head. */
function rowsOf(reader: StoreReader, view: EventFilter): number[] {
  let page = reader.rows(view, 1, 1000)
  while (!page.complete) page = reader.rows(view, 1, 1000)
  const found = page.rows.map((row) => row.position)
  while (found.length < page.total) {
    const next = reader.rows(view, found.length + 1, 700)
    expect(next.rows.map(({ row }) => row)).toEqual(next.rows.map((_, i) => found.length + 1 + i))
    expect(next.rows.length).toBeGreaterThan(0)
    found.push(...next.rows.map((row) => row.position))
  }
  return found
}

function readAll(reader: StoreReader, filter: EventFilter, direction: Direction, limit: number): number[] {
  const found: number[] = []
  let rest: { readonly low: number; readonly high?: number } | undefined = { low: 0 }
  while (rest !== undefined && found.length < limit) {
    const page: ReturnType<StoreReader['readLog']> = reader.readLog({
      ...rest,
      filter,
      direction,
      limit: limit - found.length,
    })
    found.push(...page.events.map(([position]) => position))
    rest = page.rest
  }
  return found
}

function expectAnswers(reader: StoreReader, model: LogModel, view: EventFilter, at: Position, limit: number): void {
  const positions = model.log.filter(matcherOf(view)).map((event) => event.position)
  expect(rowsOf(reader, view)).toEqual(positions)
  expect(reader.rowAt(view, at).row).toBe(positions.filter((position) => position <= at).length)
  expect(readAll(reader, view, 'forwards', limit)).toEqual(positions.slice(0, limit))
  expect(readAll(reader, view, 'backwards', limit)).toEqual(positions.toReversed().slice(0, limit))
}

function expectAllAnswers(reader: StoreReader, model: LogModel, options: { seed: number; numRuns: number }): void {
  const at = fc.constantFrom(...model.log.map((event) => event.position))
  fc.assert(
    fc.property(aView(model), at, fc.constantFrom(1, 40, 5000), (view, position, limit) =>
      expectAnswers(reader, model, view, position, limit),
    ),
    options,
  )
}

function expectHistograms(reader: StoreReader, model: LogModel): void {
  const { head, firstUs = 0, lastUs = 0 } = model.summary()
  for (const buckets of [1, 3, 500]) {
    const byTime = { fromUs: firstUs, toUs: lastUs, buckets, byType: true }
    expect(answered(() => reader.histogram(byTime))).toEqual(model.histogram(byTime))
    const byPosition = { after: position(700), upTo: head, buckets, byType: true }
    expect(answered(() => reader.positionHistogram(byPosition))).toEqual(model.positionHistogram(byPosition))
  }
}

function answered<Answer>(ask: () => Answer | undefined): Answer {
  for (;;) {
    const answer = ask()
    if (answer !== undefined) return answer
  }
}

describe('what fits a filter is what core says', () => {
  test('in a store of several segments and a tail, without search indexes', { timeout: 120_000 }, async ({ file }) => {
    const model = await grow(file, 5, 3300)
    const reader = openStoreReader(file)
    for (const where of ['-type:OrderPaid', 'type:Order* position:1100..3200', '-(category:order or type:OrderPaid)'])
      for (const view of [{ where: filterText(where), category: 'order' }, { where: filterText(where) }])
        expectAnswers(reader, model, view, position(2500), 40)
    expectAllAnswers(reader, model, { seed: 21, numRuns: 100 })
    expectHistograms(reader, model)
    reader.close()
  })

  test('with search indexes that end before the log', { timeout: 120_000 }, async ({ file }) => {
    await grow(file, 5, 2200)
    fillIndexes(file, ...indexed)
    const model = await grow(file, 6, 900)
    const reader = openStoreReader(file)
    expectAllAnswers(reader, model, { seed: 22, numRuns: 100 })
    reader.close()
  })

  test('in a store that the first version of Epoch made', { timeout: 120_000 }, async ({ file }) => {
    const model = await grow(file, 7, 2500)
    copyAsVersionOne(file, `${file}.old`)
    const reader = openStoreReader(`${file}.old`)
    expectAllAnswers(reader, model, { seed: 23, numRuns: 60 })
    expectHistograms(reader, model)
    reader.close()
  })

  test('where payloads are too large to be looked at in SQL, and few fit in a page', async ({ file }) => {
    const filler = 'x'.repeat(40_000)
    const data = Array.from({ length: 150 }, (_, n) =>
      n % 3 === 0 ? `{"n":${n}}` : `{"n":${n},"fill":"${filler} y${n % 7}"}`,
    )
    appendData(file, data)
    const store = await openSqliteStore(file, { mode: 'read' })
    const model = new LogModel(await allOf(store.readAll()))
    await store.dispose()
    const reader = openStoreReader(file)
    for (const text of ['y3', 'data.n>=75', 'has:data.fill', '-y3 data.n<140', 'data.n=75 or y1', 'meta.a=1'])
      expectAnswers(reader, model, { where: filterText(text) }, position(90), 40)
    reader.close()
  })

  test('where ids that events link to have the same key', async ({ file }) => {
    const ids = ['018f2f6e-7b1c-7000-8000-000000000001', '018f2f6e-7b1c-7000-8000-000000000002']
    const store = await openSqliteStore(file, { mode: 'create' })
    const linked = Array.from({ length: 400 }, (_, i) => {
      const builder = new EventBuilder()
        .stream('a')
        .type('T')
        .correlationId(ids[i % 2] ?? '')
      return builder.causationId(ids[i % 3] ?? 'x').build()
    })
    await append(store, ...linked)
    const model = new LogModel(await allOf(store.readAll()))
    await store.dispose()
    const reader = openStoreReader(file)
    for (const text of ids.flatMap((id) => [`correlation:${id}`, `causation:${id},x`, `-correlation:${id}`]))
      expectAnswers(reader, model, { where: filterText(text) }, position(30), 8)
    reader.close()
  })

  test('where a filter is too long for one condition', async ({ file }) => {
    const model = await grow(file, 14, 300)
    const reader = openStoreReader(file)
    const versions = Array.from({ length: 300 }, (_, i) => `-version:${1 + i * 2}`)
    for (const text of [versions.join(' '), `stream:order-1 ${versions.join(' ')}`, `-(${versions.join(' ')})`])
      expectAnswers(reader, model, { where: filterText(text) }, position(200), 50)
    reader.close()
  })

  test('while the log grows, and rows stay where they were', { timeout: 120_000 }, async ({ file }) => {
    let model = await grow(file, 8, 700)
    const reader = openStoreReader(file)
    const ofLater = ['type:Later*', '-type:Later*', 'category:later*', 'stream:later*', 'type:Later10 or n']
    const views = [
      ...fc.sample(aView(model), { seed: 24, numRuns: 30 }),
      ...ofLater.map((text) => ({ where: filterText(text) })),
    ]
    const before = new Map<EventFilter, number[]>()
    for (let seed = 9; seed < 13; seed++) {
      for (const view of views) {
        const rows = rowsOf(reader, view)
        expect(rows).toEqual(model.log.filter(matcherOf(view)).map((event) => event.position))
        expect(rows.slice(0, before.get(view)?.length)).toEqual(before.get(view) ?? rows)
        before.set(view, rows)
      }
      const store = await openSqliteStore(file, { mode: 'write' })
      await append(store, anEvent(`later${seed}-1`, `Later${seed}`))
      await store.dispose()
      model = await grow(file, seed, 450)
    }
    reader.close()
  })
})
