import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import type { Projection } from '../../src/core/projection.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { ProjectionEngine } from '../../src/projection/engine.ts'
import { MAX_CELL_CHARACTERS } from '../../src/projection/quantum-fold.ts'
import { allRows, eventAt, fail, foldAll, memoryValues, plainReplay, seededRandom, viewAt } from './projection-log.ts'

/** Every way of handling an event: mutate, return, delete, throw after mutating, keep, and several keys. */
const unruly: Projection = epochProjection({
  name: 'Unruly',
  key: (e: { data: { keys: string[] | string | undefined | number } }) => e.data.keys,
  init: (key: string) => ({ key, n: 0, seen: [] }),
  on: {
    Mutated: (state: { n: number; seen: unknown[] }, e: { data: { note: unknown }; position: number }) => {
      state.n++
      state.seen.push(e.data.note)
      if (state.seen.length > 5) state.seen.shift()
    },
    Returned: (state: { n: number }, e: { position: number }) => ({ ...state, n: state.n + e.position }),
    Deleted: () => null,
    Kept: () => undefined,
    Threw: (state: { n: number; seen: unknown[] }) => {
      state.n = -1
      state.seen.length = 0
      throw new Error('no')
    },
  },
})

const names = ['__proto__', 'constructor', 'toString', 'ключ', 'é', '🗝', '\ud800', '', 'a', 'b', 'ab', 'A-long-key']

function unrulyLog(seed: number, length: number): readonly Event[] {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new RangeError('nothing to pick')
    return item
  }
  const types = ['Mutated', 'Mutated', 'Returned', 'Deleted', 'Kept', 'Threw', 'Unknown']
  const key = (): string => (random() < 0.3 ? pick(names) : `key-${Math.floor(random() * 700)}`)
  let position = 0
  return Array.from({ length }, () => {
    position += 1 + Math.floor(random() * 3)
    const shape = random()
    const keys = shape < 0.7 ? key() : shape < 0.9 ? [key(), key(), key()] : shape < 0.95 ? 17 : undefined
    const note = pick([1, 'x', 'ünï', '🙂\ud83d', null, { __proto__: null, deep: [1, { a: 2 }] }])
    return eventAt(position, { type: pick(types), data: { ...(keys !== undefined && { keys }), note } })
  }).filter((event) => event.type !== 'Unknown')
}

describe('a projection engine', () => {
  test('has at any position the state of a plain replay, whatever handlers do', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 1500 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        (seed, length, places) => {
          const events = unrulyLog(seed, length)
          fc.pre(events.length > 0)
          const engine = foldAll(unruly, events)
          const edges = [255, 256, 257, 511, 512, 513, events.length].filter((count) => count <= events.length)
          const somewhere = places.map((place) => Math.floor(place * events.length))
          const counts = [...edges, ...somewhere, ...edges.toReversed(), 0]
          for (const count of counts) {
            const position = count === 0 ? 0 : (events[count - 1]?.position ?? 0)
            const view = viewAt(engine, events, position)
            const plain = plainReplay(unruly, events.slice(0, count))
            expect(allRows(view)).toEqual(plain)
            expect(view.count).toBe(plain.length)
          }
        },
      ),
      { numRuns: 25, seed: 128 },
    )
  })

  test('gives any page of rows, and of the rows whose key contains a text', { timeout: 60_000 }, () => {
    const events = unrulyLog(7, 3000)
    const engine = foldAll(unruly, events)
    fc.assert(
      fc.property(
        fc.nat(events.length - 1),
        fc.nat(400),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('', 'KEY-1', 'é', '9', 'nowhere'),
        (at, from, limit, text) => {
          const position = events[at]?.position ?? 0
          const plain = plainReplay(unruly, events.slice(0, at + 1)).filter(({ key }) =>
            key.toLowerCase().includes(text.toLowerCase()),
          )
          const { total, rows } = viewAt(engine, events, position).rows({ from, limit, text })
          expect(total).toBe(plain.length)
          expect(rows.map(({ key }) => key)).toEqual(plain.slice(from, from + limit).map(({ key }) => key))
        },
      ),
      { numRuns: 40, seed: 128 },
    )
  })

  test('answers the same however the events came in and wherever one was before', () => {
    const events = unrulyLog(11, 1400)
    const whole = foldAll(unruly, events)
    const pieces = new ProjectionEngine(unruly, memoryValues())
    for (const [at, event] of events.entries()) {
      pieces.fold([event])
      if (at % 97 === 0) viewAt(pieces, events.slice(0, at + 1), events[Math.floor(at / 2)]?.position ?? 0)
    }
    for (const at of [1200, 3, 700, 699, 701, 1399, 0]) {
      const position = events[at]?.position ?? 0
      expect(allRows(viewAt(pieces, events, position))).toEqual(allRows(viewAt(whole, events, position)))
    }
  })

  test('at a position between two events has the state of the event before', () => {
    const events = [eventAt(10), eventAt(20)]
    const counter = epochProjection({ name: 'n', init: () => 0, apply: (n: number) => n + 1 })
    const engine = foldAll(counter, events)
    expect(viewAt(engine, events, 15).cell('order-1')).toEqual({
      key: 'order-1',
      json: '1',
      columns: [],
      changedAt: 10,
    })
    expect(viewAt(engine, events, 9).count).toBe(0)
  })

  test('past its checkpoint shows the state as far as it has come, and says that position', () => {
    const engine = foldAll(epochProjection({ name: 'n', apply: () => 1 }), [eventAt(10)])
    expect(engine.seek(99 as Position)).toMatchObject({ position: 10, count: 1 })
    engine.caughtUp(50 as Position)
    expect(engine.checkpoint).toEqual({ projection: 'n', position: 50 })
    expect(engine.seek(40 as Position).position).toBe(40)
  })

  test('refuses an event that does not follow the checkpoint', () => {
    const engine = foldAll(epochProjection({ name: 'n', apply: () => 1 }), [eventAt(10)])
    expect(() => engine.fold([eventAt(10)])).toThrow(RangeError)
  })

  test('refuses a tail of other events than were folded', () => {
    const events = Array.from({ length: 300 }, (_, at) => eventAt(at + 1))
    const engine = foldAll(epochProjection({ name: 'n', apply: () => 1 }), events)
    expect(() => engine.seek(20 as Position, events.slice(1, 20))).toThrow(/gave other events/)
  })
})

describe('a state', () => {
  const quantum = Array.from({ length: 256 }, (_, at) => eventAt(at + 1))

  test.each([
    ['a Map', () => ({ seen: new Map() }), 'state.seen is a Map; a read model keeps JSON only', '{"seen":{}}'],
    ['no number', () => [1, Number.NaN], 'state[1] is NaN; a read model keeps JSON only', '[1,null]'],
  ])('that holds %s is kept as JSON keeps it, and listed', (_, apply, message, json) => {
    const engine = foldAll(epochProjection({ name: 'n', apply }), quantum)
    expect(engine.failures.first).toMatchObject([{ position: 256, key: 'order-1', message }])
    expect(engine.seek(256 as Position).cell('order-1')?.json).toBe(json)
  })

  test.each([
    ['goes in circles', circle],
    ['is too large', () => 'x'.repeat(MAX_CELL_CHARACTERS)],
  ])('that %s is listed, and the cell keeps what it was a quantum ago', (_, apply) => {
    let on = false
    const projection = epochProjection({
      name: 'n',
      init: () => ({ a: 1 }),
      apply: (s: object) => (on ? apply(s) : undefined),
    })
    const engine = foldAll(projection, quantum)
    on = true
    engine.fold(quantum.map((event) => ({ ...event, position: (event.position + 256) as Position })))
    expect(engine.failures.count).toBe(1)
    expect(engine.seek(512 as Position).cell('order-1')?.json).toBe('{"a":1}')
  })

  test('larger than a slab of the value store comes back whole', () => {
    const text = '🙂é'.repeat(500_000)
    const projection = epochProjection({
      name: 'n',
      key: (e: { position: number }) => `k${e.position}`,
      apply: (_: unknown, e: { position: number }) => (e.position > 4 ? 1 : text),
    })
    const engine = foldAll(projection, quantum)
    expect(engine.seek(256 as Position).cell('k3')?.json).toBe(JSON.stringify(text))
  })

  test('that `init` gives as one object for all cells is each cell’s own', () => {
    const shared = { n: 0 }
    const projection = epochProjection({
      name: 'n',
      init: () => shared,
      apply: (state: { n: number }) => {
        state.n++
      },
    })
    const engine = foldAll(projection, [eventAt(1), eventAt(2, { stream: 'order-2' })])
    expect(allRows(engine.seek(2 as Position))).toMatchObject([{ json: '{"n":1}' }, { json: '{"n":1}' }])
    expect(shared.n).toBe(0)
  })

  test('of several keys shares nothing of the event', () => {
    const projection = epochProjection({
      name: 'n',
      key: () => ['a', 'b'],
      apply: (state: { items?: number[] }, e: { data: { items: number[] } }) => {
        state.items ??= e.data.items
        state.items.push(9)
      },
    })
    const engine = foldAll(projection, [eventAt(1, { data: { items: [] } })])
    expect(allRows(engine.seek(1 as Position))).toMatchObject([{ json: '{"items":[9]}' }, { json: '{"items":[9]}' }])
  })

  test('that overfills the value store ends the fold with a named error', () => {
    const engine = new ProjectionEngine(epochProjection({ name: 'n', apply: () => 'x'.repeat(100) }), memoryValues(50))
    expect(() => engine.fold(quantum)).toThrow(expect.objectContaining({ code: 'value-too-large' }))
  })
})

test('columns show text, numbers and truth as they are, the rest as JSON, and why one threw', () => {
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
  const engine = foldAll(projection, [eventAt(1)])
  expect(engine.seek(1 as Position).cell('order-1')?.columns).toEqual([
    3,
    '{"cents":3}',
    null,
    'Infinity',
    { error: 'no column' },
  ])
})

function circle(state: { self?: unknown }): void {
  state.self = state
}
