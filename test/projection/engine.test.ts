import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import type { Projection } from '../../src/core/projection.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { MAX_LISTED_FAILURES, ProjectionEngine } from '../../src/projection/engine.ts'
import { MAX_CELL_CHARACTERS } from '../../src/projection/quantum-fold.ts'
import type { StateView } from '../../src/projection/state-view.ts'
import { eventAt, memoryValues, plainReplay, seededRandom } from './projection-log.ts'

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

function foldAll(projection: Projection, events: readonly Event[]): ProjectionEngine {
  const engine = new ProjectionEngine(projection, memoryValues())
  engine.fold(events)
  return engine
}

function viewAt(engine: ProjectionEngine, events: readonly Event[], position: number): StateView {
  const tail = engine.tailOf(position as Position)
  return engine.seek(
    position as Position,
    tail && events.filter((event) => event.position > tail.after && event.position <= tail.upTo),
  )
}

function allRows(view: StateView): unknown[] {
  return view.rows({ from: 0, limit: 10_000 }).rows.map(({ key, json, changedAt }) => ({ key, json, changedAt }))
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

describe('a failing handler', () => {
  test('leaves nothing of what it changed, and its cell goes on from there', () => {
    const projection = epochProjection({
      name: 'n',
      init: () => ({ seen: [] }),
      on: {
        Added: (state: { seen: number[] }, e: { position: number }) => {
          state.seen.push(e.position)
        },
        failed: (state: { seen: number[] }) => {
          state.seen.push(-1)
          throw new Error('broken')
        },
      },
    })
    const events = [1, 2, 3, 4, 5].map((at) => eventAt(at, { type: at === 2 || at === 4 ? 'failed' : 'Added' }))
    const engine = foldAll(projection, events)
    expect(engine.seek(5 as Position).cell('order-1')?.json).toBe('{"seen":[1,3,5]}')
    expect(engine.seek(4 as Position).cell('order-1')).toMatchObject({ json: '{"seen":[1,3]}', changedAt: 3 })
    expect(engine.failures).toMatchObject({
      count: 2,
      first: [
        { position: 2, key: 'order-1', message: 'Error: broken' },
        { position: 4, key: 'order-1', message: 'Error: broken' },
      ],
    })
    expect(engine.failureAt(4 as Position)?.message).toBe('Error: broken')
    expect(engine.failureAt(3 as Position)).toBeUndefined()
  })

  test('makes no cell where there was none', () => {
    const engine = foldAll(epochProjection({ name: 'n', apply: () => fail('no') }), [eventAt(1)])
    expect(engine.seek(1 as Position).count).toBe(0)
  })

  test('for one of several keys leaves the others folded', () => {
    const projection = epochProjection({
      name: 'n',
      key: () => ['a', 'b', 'c'],
      init: (key: string) => ({ key }),
      apply: (state: { key: string }) => (state.key === 'b' ? fail('no b') : 'done'),
    })
    const engine = foldAll(projection, [eventAt(1)])
    expect(allRows(engine.seek(1 as Position))).toEqual([
      { key: 'a', json: '"done"', changedAt: 1 },
      { key: 'c', json: '"done"', changedAt: 1 },
    ])
    expect(engine.failures).toMatchObject({ count: 1, first: [{ key: 'b' }] })
  })

  test('is listed in detail a thousand times and counted from then on', () => {
    const engine = foldAll(
      epochProjection({ name: 'n', apply: () => fail('no') }),
      Array.from({ length: MAX_LISTED_FAILURES + 5 }, (_, at) => eventAt(at + 1)),
    )
    expect(engine.failures.count).toBe(MAX_LISTED_FAILURES + 5)
    expect(engine.failures.first).toHaveLength(MAX_LISTED_FAILURES)
  })

  test.each([
    ['is async', () => Promise.resolve({}), 'TypeError: the handler is async; a fold waits for nothing'],
    ['returns a function', () => () => 1, 'TypeError: the handler returned a function; a state is JSON data'],
    ['throws what cannot be text', () => fail(Object.create(null)), 'something that cannot be shown was thrown'],
  ])('that %s is listed', (_, apply, message) => {
    const engine = foldAll(epochProjection({ name: 'n', apply }), [eventAt(1)])
    expect(engine.failures.first).toMatchObject([{ position: 1, message }])
  })

  test('on an event whose data is no JSON is that event alone', () => {
    const broken = { ...eventAt(1), data: '{' as Event['data'] }
    const engine = foldAll(epochProjection({ name: 'n', apply: () => 1 }), [broken, eventAt(2)])
    expect(engine.failures).toMatchObject({ count: 1, first: [{ position: 1, key: '' }] })
    expect(engine.seek(2 as Position).count).toBe(1)
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

function fail(thrown: unknown): never {
  throw typeof thrown === 'string' ? new Error(thrown) : thrown
}
