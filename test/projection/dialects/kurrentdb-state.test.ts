import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedState, storedValue } from '../../../src/projection/dialects/kurrentdb-state.ts'

const plainValue = fc.letrec((value) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(undefined, null, true, '', 'ü', -0, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY),
    fc.double(),
    fc.string(),
    fc.array(value('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1')), value('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value

test('what is stored of plain values is what JSON gives back of them', () => {
  fc.assert(
    fc.property(plainValue, (value) => {
      fc.pre(value !== undefined)
      expect(storedValue(value)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(JSON.stringify(storedValue(value))).toBe(JSON.stringify(value))
    }),
  )
})

test('what is stored shares nothing with what it is of', () => {
  fc.assert(
    fc.property(plainValue, (value) => {
      const parts = new Set<unknown>()
      const collect = (part: unknown): void => {
        if (typeof part !== 'object' || part === null) return
        parts.add(part)
        for (const inner of Object.values(part)) collect(inner)
      }
      collect(value)
      const check = (part: unknown): void => {
        if (typeof part !== 'object' || part === null) return
        expect(parts.has(part)).toBe(false)
        for (const inner of Object.values(part)) check(inner)
      }
      check(storedValue(value))
    }),
  )
})

test.each([
  ['undefined', undefined, null],
  ['a BigInt', 10n, '10'],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  [
    'an instance, by its own members',
    new (class Point {
      x = 1
      get y() {
        return 2
      }
    })(),
    { x: 1 },
  ],
  ['a method', { a() {} }, { a: { length: 0, name: 'a' } }],
  ['a list with a hole', Object.assign([1], { 2: 3 }), [1, null, 3]],
  ['what is there twice', ((o) => [o, o])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
])('stored is %s', (_, value, stored) => {
  expect(storedValue(value)).toEqual(stored)
})

test.each([
  ['a class', class {}],
  ['a symbol', Symbol('s')],
  [
    'a circle',
    ((o: { o?: unknown }) => {
      o.o = o
      return o
    })({}),
  ],
])('%s cannot be stored', (_, value) => {
  expect(() => storedValue({ value })).toThrow(expect.objectContaining({ code: 'state-serialization-error' }))
})

test('what would be written over and over without end is refused', () => {
  let value: unknown = {}
  for (let level = 0; level < 60; level++) value = { a: value, b: value }
  expect(() => storedValue(value)).toThrow(expect.objectContaining({ code: 'state-serialization-error' }))
})

test.each([
  ['{"a":1}', { a: 1 }],
  [' [1] ', [1]],
  ['"x"', 'x'],
  ['5', 5],
  ['true', true],
  ['nothing', 'nothing'],
  ['{a:1}', '{a:1}'],
  ['', ''],
])('a state that is the text %s is %j when it is read again', (text, state) => {
  expect(storedState(text)).toEqual(state)
})
