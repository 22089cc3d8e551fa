import { expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { kurrentdbProjection } from '../../src/library/kurrentdb-projection.ts'
import { replay } from '../../src/library/replay.ts'
import { projection } from '../../src/projection/dialects/epoch-definition.ts'
import { eventAt } from '../projection/projection-log.ts'

const counter = projection<{ sum: number }>({
  name: 'Sum',
  init: () => ({ sum: 0 }),
  on: {
    Counted: (state, e) => {
      if (e.data.n < 0) throw new Error('less than nothing')
      state.sum += e.data.n
    },
    Ended: () => null,
  },
})

function counted(position: number, n: number): Event {
  return eventAt(position, { data: { n }, stream: `s-${position % 2}` })
}

async function* pages(...events: readonly (readonly Event[])[]): AsyncGenerator<readonly Event[]> {
  yield* events
}

test('the state after all events, or after those up to a position', async () => {
  const events = [counted(1, 5), counted(2, 7), counted(3, 11), eventAt(9, { type: 'Ended', stream: 's-0' })]
  const whole = await replay(counter, events)
  expect({ position: whole.position, states: [...whole.states] }).toEqual({
    position: 9,
    states: [['s-1', { sum: 16 }]],
  })
  const part = await replay(counter, events, { upTo: 4 })
  expect({ position: part.position, states: [...part.states] }).toEqual({
    position: 3,
    states: [
      ['s-1', { sum: 16 }],
      ['s-0', { sum: 7 }],
    ],
  })
})

test('pages of a store are folded as events one by one are, and not read past the position asked for', async () => {
  let readOn = false
  async function* log(): AsyncGenerator<readonly Event[]> {
    yield* pages([counted(1, 5), counted(2, 7)], [counted(3, 11), counted(4, 1)])
    readOn = true
  }
  const { states } = await replay(counter, log(), { upTo: 3 })
  expect(Object.fromEntries(states)).toEqual({ 's-0': { sum: 7 }, 's-1': { sum: 16 } })
  expect(readOn).toBe(false)
})

test('a handler that throws is listed, and the state before is kept', async () => {
  const { states, failures } = await replay(counter, [counted(1, 5), counted(3, -1), counted(5, 2)])
  expect(Object.fromEntries(states)).toEqual({ 's-1': { sum: 7 } })
  expect(failures).toMatchObject({
    count: 1,
    first: [{ position: 3, key: 's-1', message: 'Error: less than nothing' }],
  })
})

test('a state that JSON cannot say is given as JSON has it, and listed', async () => {
  const lossy = projection<{ at: unknown }>({
    name: 'Lossy',
    apply: (state, e) => {
      state.at = e.position === 2 ? Number.NaN : e.position
    },
  })
  const { states, failures } = await replay(lossy, [eventAt(1, { stream: 's-1' }), eventAt(2, { stream: 's-2' })])
  expect(Object.fromEntries(states)).toEqual({ 's-1': { at: 1 }, 's-2': { at: null } })
  expect(failures).toMatchObject({ count: 1, first: [{ position: 2, key: 's-2' }] })
})

test('new events are given the places that an append would give them', async () => {
  const places = projection<{ at: number[][] }>({
    name: 'Places',
    key: () => 'all',
    init: () => ({ at: [] }),
    apply: (state, e) => void state.at.push([e.position, e.streamVersion]),
  })
  const builder = new EventBuilder().type('Counted')
  const events = ['a', 'b', 'a'].map((stream) => builder.stream(stream).build())
  expect((await replay(places, events)).states.get('all')).toEqual({
    at: [
      [1, 1],
      [2, 1],
      [3, 2],
    ],
  })
})

test('more states than fit in one page of rows all come out', async () => {
  const events = Array.from({ length: 2500 }, (_, i) => eventAt(i + 1, { stream: `k-${i}`, data: { n: i } }))
  const { states } = await replay(counter, events)
  expect(states.size).toBe(2500)
  expect(states.get('k-2499')).toEqual({ sum: 2499 })
})

test('what is no projection is refused', async () => {
  await expect(replay({ name: '' }, [])).rejects.toMatchObject({ code: 'projection-invalid' })
})

test('each state has the event that set it last; one that failed, or whose state is gone, is none', async () => {
  const events = [
    counted(1, 5),
    counted(2, 7),
    counted(3, 11),
    counted(5, -1),
    eventAt(9, { type: 'Ended', stream: 's-0' }),
  ]
  const { setBy } = await replay(counter, events)
  expect([...setBy].map(([key, { position, data }]) => [key, position, data])).toEqual([['s-1', 3, { n: 11 }]])
})

test("a source of KurrentDB's may have names of its own for what it is given, and a comment at its end", async () => {
  const source = `const log = (text) => text, options = 1
    function emit() {}
    fromAll().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n += options; emit(log('')) } }) // done`
  const { states, effects } = await replay<{ n: number }>(kurrentdbProjection(source), [counted(1, 5), counted(2, 1)])
  expect([...states]).toEqual([['', { n: 2 }]])
  expect(effects.loggedCount).toBe(0)
})

test("a projection of KurrentDB's is run as it is", async () => {
  const source = `
    fromAll().foreachStream().when({
      $init: () => ({ sum: 0 }),
      Counted: (state, event) => { state.sum += event.data.n },
    })`
  const { states } = await replay<{ sum: number }>(kurrentdbProjection(source), [counted(1, 5), counted(3, 7)])
  expect([...states]).toEqual([['s-1', { sum: 12 }]])
  expect(() => kurrentdbProjection('const nothing = 1')).toThrow(
    expect.objectContaining({ code: 'projection-invalid' }),
  )
})

test('events that are not in order are refused', async () => {
  await expect(replay(counter, [counted(3, 1), counted(2, 1)])).rejects.toThrow(RangeError)
})

test("a projection of KurrentDB's ends where it fails, and what it emits is told", async () => {
  const totals = kurrentdbProjection(`fromAll().when({
    Counted: (s, e) => {
      if (e.data.n < 0) throw new Error('less than nothing')
      emit('totals', 'Changed', { n: e.data.n })
      return { n: e.data.n }
    },
  })`)
  const { states, position, stoppedAt, failures, effects } = await replay(totals, [
    counted(1, 5),
    counted(2, -1),
    counted(3, 2),
  ])
  expect([...states]).toEqual([['', { n: 5 }]])
  expect({ position, stoppedAt, failures: failures.count }).toEqual({ position: 2, stoppedAt: 2, failures: 1 })
  expect(effects).toMatchObject({
    emittedCount: 1,
    emitted: [{ position: 1, event: { stream: 'totals', type: 'Changed', data: '{"n":5}' } }],
  })
})

test('a state that JSON cannot keep in full is a failure', async () => {
  const dated = projection<{ at: unknown }>({
    name: 'Dated',
    init: () => ({ at: null }),
    apply: (state, e) => {
      if (e.position > 2) state.at = new Map([[1, 2]])
    },
  })
  const { failures } = await replay(dated, [counted(1, 5), counted(2, 1), counted(4, 1)])
  expect(failures.first).toMatchObject([{ position: 4, key: 's-0', message: expect.stringContaining('state.at') }])
})
