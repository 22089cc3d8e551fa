import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Position } from '../../src/core/event.ts'
import type { Projection } from '../../src/core/projection.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { SpillingValueStore } from '../../src/projection/spilling-value-store.ts'
import { MemoryValueStore, type ValueStore } from '../../src/projection/value-store.ts'
import { cellAt, engineOver, eventAt, fail, foldAll, plainReplay, rowsAt, seededRandom } from './projection-log.ts'
import { unruly, unrulyLog } from './unruly-projection.ts'

function spillingValues(budgetBytes: number): ValueStore {
  const openBacking = async (): Promise<ValueStore> => new MemoryValueStore()
  return new SpillingValueStore({ openBacking, budgetBytes, slabBytes: 512, cacheBytes: 2000 })
}

describe('a projection engine', () => {
  test('has at any position the state of a plain replay, whatever handlers do', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 1500 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.nat(100_000),
        async (seed, length, places, budgetBytes) => {
          const events = unrulyLog(seed, length)
          fc.pre(events.length > 0)
          const values = spillingValues(budgetBytes)
          const engine = engineOver(unruly, events, { values })
          await engine.fold(events)
          const edges = [255, 256, 257, 511, 512, 513, events.length].filter((count) => count <= events.length)
          const somewhere = places.map((place) => Math.floor(place * events.length))
          const counts = [...edges, ...somewhere, ...edges.toReversed(), 0]
          for (const count of counts) {
            const position = count === 0 ? 0 : (events[count - 1]?.position ?? 0)
            expect(await rowsAt(engine, position)).toEqual(plainReplay(unruly, events.slice(0, count)))
          }
        },
      ),
      { numRuns: 25, seed: 128 },
    )
  })

  test('gives any page of rows, and of the rows whose key contains a text', { timeout: 60_000 }, async () => {
    const events = unrulyLog(7, 3000)
    const engine = await foldAll(unruly, events)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(events.length - 1),
        fc.nat(400),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('', 'KEY-1', 'é', '9', 'nowhere'),
        async (at, from, limit, text) => {
          const position = events[at]?.position ?? 0
          const plain = plainReplay(unruly, events.slice(0, at + 1)).filter(({ key }) =>
            key.toLowerCase().includes(text.toLowerCase()),
          )
          const { total, rows } = await engine.at(position as Position, (view) => view.rows({ from, limit, text }))
          expect(total).toBe(plain.length)
          expect(rows.map(({ key }) => key)).toEqual(plain.slice(from, from + limit).map(({ key }) => key))
        },
      ),
      { numRuns: 40, seed: 128 },
    )
  })

  test('answers the same however the events came in and wherever one was before', async () => {
    const events = unrulyLog(11, 1400)
    const whole = await foldAll(unruly, events)
    const pieces = engineOver(unruly, events)
    for (const [at, event] of events.entries()) {
      await pieces.fold([event])
      if (at % 97 === 0) await rowsAt(pieces, events[Math.floor(at / 2)]?.position ?? 0)
    }
    for (const at of [1200, 3, 700, 699, 701, 1399, 0]) {
      const position = events[at]?.position ?? 0
      expect(await rowsAt(pieces, position)).toEqual(await rowsAt(whole, position))
    }
  })

  test('answers seeks while it folds', { timeout: 60_000 }, async () => {
    const events = unrulyLog(17, 2200)
    const engine = engineOver(unruly, events, { values: spillingValues(20_000) })
    const folded = (async () => {
      for (let at = 0; at < events.length; at += 150) await engine.fold(events.slice(at, at + 150))
    })()
    const random = seededRandom(5)
    for (let n = 0; n < 60; n++) {
      const somewhere = events[Math.floor(random() * events.length)]?.position ?? 0
      const [position, rows] = await engine.at((n % 2 === 0 ? somewhere : 1e9) as Position, async (view) => {
        if (n % 3 === 0) await new Promise(setImmediate)
        const { rows } = await view.rows({ from: 0, limit: 10_000 })
        return [view.position, rows.map(({ key, json, changedAt }) => ({ key, json, changedAt }))] as const
      })
      expect(rows).toEqual(
        plainReplay(
          unruly,
          events.filter((event) => event.position <= position),
        ),
      )
    }
    await folded
    expect(engine.checkpoint.position).toBe(events.at(-1)?.position)
  })

  test('at a position between two events has the state of the event before', async () => {
    const events = [eventAt(10), eventAt(20)]
    const counter = epochProjection({ name: 'n', init: () => 0, apply: (n: number) => n + 1 })
    const engine = await foldAll(counter, events)
    expect(await cellAt(engine, 15, 'order-1')).toEqual({
      key: 'order-1',
      json: '1',
      columns: [],
      changedAt: 10,
    })
    expect(await rowsAt(engine, 9)).toEqual([])
  })

  test('past its checkpoint shows the state as far as it has come, and says that position', async () => {
    const engine = await foldAll(epochProjection({ name: 'n', apply: () => 1 }), [eventAt(10)])
    const positionShown = (at: number): Promise<Position> => engine.at(at as Position, async (view) => view.position)
    expect(await positionShown(99)).toBe(10)
    expect(await rowsAt(engine, 99)).toHaveLength(1)
    engine.caughtUp(50 as Position)
    expect(engine.checkpoint).toEqual({ projection: 'n', position: 50 })
    expect(await positionShown(40)).toBe(40)
  })

  test('refuses an event that does not follow the checkpoint', async () => {
    const engine = await foldAll(epochProjection({ name: 'n', apply: () => 1 }), [eventAt(10)])
    await expect(engine.fold([eventAt(10)])).rejects.toThrow(RangeError)
  })

  test('refuses a tail of other events than were folded', async () => {
    const events = Array.from({ length: 300 }, (_, at) => eventAt(at + 1))
    const engine = engineOver(epochProjection({ name: 'n', apply: () => 1 }), events, {
      readTail: async () => events.slice(1, 20),
    })
    await engine.fold(events)
    await expect(rowsAt(engine, 20)).rejects.toThrow(/gave other events/)
  })
})

test('columns show text, numbers and truth as they are, the rest as JSON, and why one threw', async () => {
  const projection = epochProjection({
    name: 'n',
    apply: () => ({ cents: 3 }),
    columns: {
      cents: (o: { cents: number }) => o.cents,
      whole: (o: unknown) => o,
      none: () => undefined,
      endless: () => 1 / 0,
      broken: () => fail(new Error('no column')),
    },
  })
  const engine = await foldAll(projection, [eventAt(1)])
  expect((await cellAt(engine, 1, 'order-1'))?.columns).toEqual([
    3,
    '{"cents":3}',
    null,
    'Infinity',
    { error: 'no column' },
  ])
})

test('a large cell works, and is told of once', async () => {
  const projection = epochProjection({
    name: 'n',
    key: () => 'all',
    init: () => ({ seen: [] }),
    apply: (state: { seen: string[] }, e: { position: number }) => {
      state.seen.push(`é${e.position}`.repeat(20))
    },
  })
  const events = Array.from({ length: 1100 }, (_, at) => eventAt(at + 1))
  const values = new SpillingValueStore({
    openBacking: async () => new MemoryValueStore(),
    budgetBytes: 100_000,
    slabBytes: 4096,
  })
  const engine = engineOver(projection, events, { values })
  await engine.fold(events)
  expect(engine.largeCells).toMatchObject([{ key: 'all', position: 1024 }])
  for (const at of [1, 256, 700, 1024, 1100])
    expect(JSON.parse((await cellAt(engine, at, 'all'))?.json ?? '')).toEqual({
      seen: events.slice(0, at).map(({ position }) => `é${position}`.repeat(20)),
    })
})

describe('what a projection gives out in place of a state', () => {
  const projection: Projection = {
    name: 'n',
    dialect: 'kurrentdb',
    from: {},
    onFailure: 'continue',
    columns: [],
    sharedCell: '',
    stepsFor: ({ stream, position }) => [
      {
        cells: [stream, ''],
        fold(states) {
          states[0] = { position }
          states[1] = Number(states[1] ?? 0) + 1
        },
      },
    ],
    resultOf: (state, shared) => {
      const { position } = state as { position: number }
      if (position === 3) throw new Error('no result')
      return position === 2 ? undefined : { position, shared }
    },
  }

  test('is made of it and of what all share', async () => {
    const engine = await foldAll(
      projection,
      [1, 2, 3].map((at) => eventAt(at, { stream: `s-${at}` })),
    )
    const { rows } = await engine.at(3 as Position, (view) => view.rows({ from: 0, limit: 10 }))
    expect(rows.map(({ key, result, resultError }) => ({ key, result, resultError }))).toEqual([
      { key: 's-1', result: '{"position":1,"shared":3}' },
      { key: '', result: undefined },
      { key: 's-2', result: undefined },
      { key: 's-3', resultError: 'Error: no result' },
    ])
  })
})
