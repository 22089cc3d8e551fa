import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/core/event.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import type { FoldStep, Projection } from '../../../src/core/projection.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt } from '../projection-log.ts'

const apply = (): void => {}
const event = eventAt(1, { stream: 'order-1' })

function stepsOf(projection: Projection, of: Event): readonly FoldStep[] {
  const steps = projection.stepsFor(of)
  if (typeof steps === 'string') throw new Error(`${of.type} is ${steps}`)
  return steps
}

/** The state of a new cell after an event. */
function folded(projection: Projection, of: Event): unknown {
  const states: unknown[] = [undefined]
  for (const step of stepsOf(projection, of)) step.fold(states, { emit: () => {}, log: () => {} })
  return states[0]
}

describe('a definition', () => {
  test('of a name and apply alone folds the whole log, by stream, from an empty object', () => {
    const projection = epochProjection({ name: 'n', apply })
    expect(projection.from).toEqual(EVERYTHING)
    expect(stepsOf(projection, event)).toMatchObject([{ cells: ['order-1'] }])
    expect(folded(projection, event)).toEqual({})
    expect(projection.columns).toEqual([])
  })

  test('with `on` asks only for the types it handles', () => {
    const on = { A: apply, B: apply }
    expect(epochProjection({ name: 'n', from: { category: 'c' }, on }).from).toEqual({
      category: 'c',
      types: ['A', 'B'],
    })
    expect(epochProjection({ name: 'n', from: { types: ['B', 'C'] }, on }).from).toEqual({ types: ['B'] })
  })

  test('may say in the filter language which events it folds', () => {
    const from = 'category:order data.cents>0'
    expect(epochProjection({ name: 'n', from, apply }).from).toEqual({ where: from })
    expect(epochProjection({ name: 'n', from, on: { A: apply } }).from).toEqual({ where: from, types: ['A'] })
    expect(() => epochProjection({ name: 'n', from: 'a )', apply })).toThrow(
      expect.objectContaining({ details: { member: 'from', column: 3 } }),
    )
  })

  test('may handle a type named like something that every object has', () => {
    const projection = epochProjection({ name: 'n', on: { constructor: () => 1 } })
    expect(projection.stepsFor(eventAt(1, { type: 'toString' }))).toBe('unhandled')
    expect(folded(projection, eventAt(1, { type: 'constructor' }))).toBe(1)
  })

  test('takes its keys as a text, as texts, each once, or as none', () => {
    const keysFor = (keys: unknown): readonly string[] =>
      stepsOf(epochProjection({ name: 'n', key: () => keys, apply }), event).flatMap(({ cells }) => cells)
    expect(keysFor('a')).toEqual(['a'])
    expect(keysFor(['a', 'b', 'a'])).toEqual(['a', 'b'])
    for (const none of [undefined, null, []])
      expect(epochProjection({ name: 'n', key: () => none, apply }).stepsFor(event)).toBe('no-partition')
    expect(() => keysFor(17)).toThrow('key gave 17 (a number); a text, a list of texts, or undefined belongs there')
    expect(() => keysFor(['a', null])).toThrow(TypeError)
    const withHole: unknown[] = []
    withHole[1] = 'a'
    expect(() => keysFor(withHole)).toThrow('key gave a list;')
  })

  test.each([
    ['.seen is a Set', () => ({ seen: new Set() })],
    ['.cents is NaN', () => ({ cents: Number.NaN })],
    ['.add is a function', () => ({ add() {} })],
    ['[1] is undefined', () => [1, undefined]],
  ])('says at its first event that its init gives what is no JSON: %s', (loss, init) => {
    const projection = epochProjection({ name: 'n', init, apply })
    expect(() => folded(projection, event)).toThrow(
      new TypeError(`init gives state${loss}; a read model keeps JSON only`),
    )
  })

  test('has its columns in the order they were written', () => {
    const { columns } = epochProjection({ name: 'n', apply, columns: { b: (s: { b: number }) => s.b, a: () => 1 } })
    expect(columns.map((column) => [column.name, column.valueOf({ b: 2 })])).toEqual([
      ['b', 2],
      ['a', 1],
    ])
  })
})

test.each([
  [undefined, 'the default export must be an object with name, key, init and on, and is missing'],
  [[], 'the default export must be an object with name, key, init and on, and is a list'],
  [{ apply }, 'name must be a text that is not empty, and is missing'],
  [{ name: ' ', apply }, 'name must be a text that is not empty, and is " "'],
  [{ name: 'n' }, 'on must be an object with one function per event type (or give apply instead), and is missing'],
  [{ name: 'n', on: {} }, 'on must be an object with at least one event type, and is an object'],
  [{ name: 'n', on: { A: 1 } }, 'on.A must be a function, and is 1 (a number)'],
  [{ name: 'n', on: { '\n': apply } }, 'on.\n is no event type'],
  [{ name: 'n', on: { A: apply }, apply }, 'on and apply cannot both be there; keep one of them'],
  [{ name: 'n', apply: {} }, 'apply must be a function, and is an object'],
  [{ name: 'n', apply, key: 'id' }, 'key must be a function, and is "id"'],
  [{ name: 'n', apply, init: null }, 'init must be a function, and is null'],
  [{ name: 'n', apply, columns: [] }, 'columns must be an object with one function per column, and is a list'],
  [{ name: 'n', apply, columns: { a: true } }, 'columns.a must be a function, and is true (a boolean)'],
  [{ name: 'n', apply, version: 1 }, 'version is reserved for a later Epoch; take it out'],
  [{ name: 'n', apply, upcast: apply }, 'upcast is reserved for a later Epoch; take it out'],
  [{ name: 'n', on: { A: apply }, otherwise: apply }, 'otherwise is reserved for a later Epoch; take it out'],
  [
    { name: 'n', apply, keys: apply },
    'a projection has no member keys; its members are name, from, key, init, on, apply, columns',
  ],
  [{ name: 'n', apply, from: 'type:A or' }, 'from: filter, column 10: expected a term, the filter ends'],
  [
    { name: 'n', apply, from: [] },
    'from must be a filter text, or an object with category, types or streams, and is a list',
  ],
  [{ name: 'n', apply, from: { type: 'A' } }, 'from has no member type; its members are category, types, streams'],
  [{ name: 'n', apply, from: { category: '' } }, 'from.category must be a text that is not empty, and is ""'],
  [{ name: 'n', apply, from: { types: 'A' } }, 'from.types must be a list of at least one text, and is "A"'],
  [{ name: 'n', apply, from: { types: [] } }, 'from.types must be a list of at least one text, and is a list'],
  [{ name: 'n', apply, from: { streams: [1] } }, 'from.streams[0] must be a text, and is 1 (a number)'],
  [{ name: 'n', apply, from: { streams: [''] } }, 'from.streams[0]: "" is no stream name: it is empty'],
  [
    { name: 'n', on: { A: apply }, from: { types: ['B'] } },
    'on handles none of the types in from.types; no event would ever be folded',
  ],
])('%o is refused', (definition, message) => {
  expect(() => epochProjection(definition)).toThrow(expect.objectContaining({ code: 'projection-invalid', message }))
})
