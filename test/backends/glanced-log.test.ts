import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { EpochError } from '../../src/core/errors.ts'
import { position } from '../../src/core/event.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import { aLog, appendLog, askAll, fixedLog } from './log-index-questions.ts'
import { LogModel } from './log-model.ts'
import { types } from './log-views.ts'
import { ShownLog, SmallPages } from './shown-log.ts'
import { allOf } from './store-test.ts'

async function shownLog(events: number) {
  const store = new SmallPages()
  await appendLog(store, fixedLog(5, events))
  const source = new ShownLog(store)
  await source.look()
  return { store, source, index: new GeneralLogIndex(source), model: new LogModel(await allOf(store.readAll())) }
}

/** Whether it settled within some turns. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = () => {
    settled = true
  }
  promise.then(settle, settle)
  for (let turn = 0; turn < 20; turn++) await nextTurn()
  return settled
}

test('what the first screen shows is answered before the first header is read', async () => {
  const { source, index, model } = await shownLog(40)
  const head = position(40)
  const last = model.log.at(-1)
  expect(await index.summary()).toEqual({ head, events: 40 })
  expect(await index.rows(EVERYTHING, 31, 50)).toEqual({
    rows: model.view(EVERYTHING).slice(30),
    total: 40,
    complete: true,
  })
  expect(await index.rows({ where: filterText('') }, 41, 50)).toEqual({ rows: [], total: 40, complete: true })
  expect(await index.rowAt(EVERYTHING, head)).toEqual({ row: 40, total: 40, complete: true })
  expect(await index.rowAt(EVERYTHING, position(7))).toEqual({ row: 7, total: 40, complete: true })
  expect(await index.eventAt(head)).toEqual(last)
  if (last !== undefined) expect(await index.eventInStream(last.stream, last.version)).toEqual(last)
  const waiting = [index.types(), index.categories(), index.streams({ skip: 0, limit: 1 }), index.positionAtTime(0)]
  expect(await isSettled(Promise.race([index.indexed, ...waiting]))).toBe(false)
  source.letThrough(100)
  await index.indexed
  expect(await waiting[0]).toEqual(model.types())
  await askAll(index, model)
})

test('the whole log is counted once for a head', async () => {
  const { source, index } = await shownLog(10)
  await Promise.all([index.summary(), index.rowAt(EVERYTHING, position(10)), index.summary()])
  expect(source.glances).toBe(1)
})

test('once the tables are filled, the store is not looked at any more', async () => {
  const { source, index } = await shownLog(10)
  source.letThrough(100)
  await index.indexed
  await index.rows(EVERYTHING, 1, 10)
  expect(await index.summary()).toHaveProperty('streams')
  expect(source.glances).toBe(0)
})

test('a view with a filter is shown as far as headers were read, and is complete with the last', async () => {
  const { source, index, model } = await shownLog(30)
  const view = { types: types.slice(0, 1) }
  const rows = model.view(view)
  const first = index.rows(view, 1, 100)
  expect(await isSettled(first)).toBe(false)
  source.letThrough(5)
  const so = await first
  expect(so.complete).toBe(false)
  expect(so.rows).toEqual(rows.slice(0, so.total))
  source.letThrough(100)
  await index.indexed
  expect(await index.rows(view, 1, 100)).toEqual({ rows, total: rows.length, complete: true })
})

test('a store whose headers cannot be read shows its whole log, and says why it shows no more', async () => {
  const { source, index, model } = await shownLog(12)
  source.failure = new EpochError('store-busy', 'the disk is away')
  source.letThrough(100)
  await index.indexed
  await expect(index.types()).rejects.toMatchObject({ code: 'store-busy' })
  await expect(index.rows({ types }, 1, 10)).rejects.toMatchObject({ code: 'store-busy' })
  expect(await index.summary()).toEqual({ head: 12, events: 12 })
  source.failure = undefined
  expect(await index.types()).toEqual(model.types())
  expect(await index.summary()).toEqual(model.summary())
})

test('a store that is closed before its head was told ends the indexing', async () => {
  const { store, source } = await shownLog(3)
  await store.dispose()
  const index = new GeneralLogIndex(source)
  await index.indexed
  await expect(index.summary()).rejects.toMatchObject({ code: 'store-not-open' })
})

type Act =
  | { readonly kind: 'let' | 'grow' | 'look' }
  | { readonly kind: 'ask'; readonly row: number; readonly limit: number }

const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom('let' as const, 'grow' as const, 'look' as const).map((kind) => ({ kind })),
  fc.record({
    kind: fc.constant('ask' as const),
    row: fc.integer({ min: 1, max: 60 }),
    limit: fc.integer({ min: 1, max: 60 }),
  }),
)

test('what was shown at a glance is what the tables show, whatever is appended meanwhile (seed 9)', async () => {
  await fc.assert(
    fc.asyncProperty(aLog, fc.array(anAct, { minLength: 1, maxLength: 12 }), async (log, acts) => {
      const store = new SmallPages()
      await appendLog(store, log)
      const source = new ShownLog(store)
      await source.look()
      const index = new GeneralLogIndex(source)
      let total = log.length
      const shown: (() => Promise<void>)[] = []
      for (const act of acts) {
        if (act.kind === 'let') source.letThrough(2)
        if (act.kind === 'grow') await appendLog(store, log.slice(0, 5))
        if (act.kind === 'look') await source.look()
        if (act.kind !== 'ask') continue
        const asked = index.rows(EVERYTHING, act.row, act.limit)
        while (!(await isSettled(asked))) source.letThrough(1)
        const page = await asked
        expect(page.total).toBeGreaterThanOrEqual(total)
        expect(page.rows).toHaveLength(Math.max(0, Math.min(act.limit, page.total - act.row + 1)))
        total = page.total
        shown.push(async () => {
          const again = await index.rows(EVERYTHING, act.row, act.limit)
          expect(again.rows.slice(0, page.rows.length)).toEqual(page.rows)
          const at = page.rows.at(-1)
          if (at !== undefined) expect((await index.rowAt(EVERYTHING, at.position)).row).toBe(at.row)
        })
      }
      source.letThrough(1000)
      await source.look()
      await index.indexed
      for (const compare of shown) await compare()
      expect((await index.summary()).events).toBeGreaterThanOrEqual(total)
      await askAll(index, new LogModel(await allOf(store.readAll())))
      await store.dispose()
    }),
    { seed: 9, numRuns: 60 },
  )
})
