import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactCopy, isJsonChanged, NO_COPY, smallCopy } from '../../src/projection/small-copy.ts'

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withObjectString: true,
  withBoxedValues: true,
  maxDepth: 3,
})

/** Everything that tells two pieces of data apart: order of members, prototypes, what may be changed. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : value
  const members = Reflect.ownKeys(value).map((key) => {
    const { value: member, ...descriptor } = Object.getOwnPropertyDescriptor(value, key) ?? {}
    return [key, descriptor, shapeOf(member)]
  })
  return [Object.getPrototypeOf(value) === Array.prototype, Object.isExtensible(value), members]
}

describe('an exact copy', () => {
  test('is the same as the JSON text read anew', () => {
    let copied = 0
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (state) => {
        const copy = exactCopy(state)
        if (copy === NO_COPY) return
        copied++
        expect(shapeOf(copy)).toEqual(shapeOf(JSON.parse(JSON.stringify(state))))
        expect(Object.getPrototypeOf(Object(copy))).toBe(
          Object.getPrototypeOf(Object(JSON.parse(JSON.stringify(state)))),
        )
      }),
      { numRuns: 3000, seed: 128 },
    )
    expect(copied).toBeGreaterThan(1000)
  })

  const inner = { n: 1 }
  test.each([
    ['frozen', Object.freeze({ a: Object.freeze([1, 2]) }), true],
    [
      'made of getters',
      {
        get a() {
          return 1
        },
      },
      true,
    ],
    ['one object in two places', { a: inner, b: inner }, true],
    ['of a member called __proto__', JSON.parse('{"__proto__":{"a":[1]}}'), true],
    ['half a surrogate pair', { a: '\ud800' }, true],
    ['of members that are undefined', { a: undefined }, false],
    ['of a negative zero', { a: -0 }, false],
    ['of no number', [Number.NaN], false],
    ['of a hole', Object.assign([1], { length: 2 }), false],
    ['of a symbol’s member', { [Symbol('s')]: 1 }, false],
    ['of a toJSON', { toJSON: () => 1 }, false],
    ['a list of another kind', Object.setPrototypeOf([1], { __proto__: Array.prototype }), false],
    ['large', { a: Array.from({ length: 100 }, () => 1) }, false],
  ])('of what is %s', (_, state, isCopied) => {
    const copy = exactCopy(state)
    expect(copy !== NO_COPY).toBe(isCopied)
    if (isCopied) expect(shapeOf(copy)).toEqual(shapeOf(JSON.parse(JSON.stringify(state))))
  })
})

test('a copy to come back to keeps what JSON does not', () => {
  const state = { a: undefined, b: -0, c: [Number.NaN, undefined], d: { e: 1n } }
  const copy = smallCopy(state)
  expect(copy).toStrictEqual(state)
  expect(copy).not.toBe(state)
})

test('it shows whether JSON is still what it was', () => {
  expect(isJsonChanged()).toBe(false)
  for (const [prototype, name] of [
    [Object.prototype, 'toJSON'],
    [Array.prototype, 'toJSON'],
    [Number.prototype, 'toJSON'],
    [String.prototype, 'toJSON'],
    [Boolean.prototype, 'toJSON'],
    [Object.prototype, 'anything'],
  ] as const) {
    Object.defineProperty(prototype, name, { value: {}, configurable: true, enumerable: name === 'anything' })
    const isChanged = isJsonChanged()
    Reflect.deleteProperty(prototype, name)
    expect(isChanged).toBe(true)
  }
})
