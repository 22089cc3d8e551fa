import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatePath } from '../../../src/projection/ask/questions.ts'
import { isSameJson, leafPaths, textAt, valueAt } from '../../../src/projection/ask/state-path.ts'

const name = fc.oneof(
  fc.constantFrom('', '.', 'a.b', '__proto__', 'constructor', 'length', '0', '[0]', 'ключ'),
  fc.string(),
)

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false, 0, 1, '', 'x', [], {}),
    fc.string(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(name, tie('json')), { maxLength: 4, selector: ([key]) => key })
      .map((members): unknown =>
        JSON.parse(`{${members.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`),
      ),
  ),
}))

/** Makes a value of leaves alone. */
function rebuilt(leaves: readonly { path: StatePath; value: unknown }[]): unknown {
  const [first] = leaves
  if (first === undefined) throw new RangeError('no leaves')
  if (first.path.length === 0) return first.value
  const groups = new Map<string | number, { path: StatePath; value: unknown }[]>()
  for (const {
    path: [step = '', ...path],
    value,
  } of leaves) {
    const group = groups.get(step) ?? []
    groups.set(step, group)
    group.push({ path, value })
  }
  const entries = [...groups].map(([step, group]) => [step, rebuilt(group)] as const)
  return typeof first.path[0] === 'number'
    ? entries.map(([, value]) => value)
    : JSON.parse(`{${entries.map(([step, value]) => `${JSON.stringify(step)}:${JSON.stringify(value)}`).join(',')}}`)
}

test('a value is the same made of its leaves, whatever its names are', () => {
  fc.assert(
    fc.property(json, (value) => {
      const leaves = [...leafPaths(value)].map((path) => ({ path, value: valueAt(value, path) }))
      expect(JSON.stringify(rebuilt(leaves))).toBe(JSON.stringify(value))
    }),
    { numRuns: 500, seed: 128 },
  )
})

test.each<{ path: StatePath; what: string }>([
  { path: ['missing'], what: 'a name that is not there' },
  { path: ['toString'], what: 'what objects inherit' },
  { path: ['list', 'length'], what: 'the length of a list' },
  { path: ['list', '0'], what: 'an item by a name' },
  { path: ['list', 2], what: 'an item past the end' },
  { path: ['object', 0], what: 'a member by a number' },
  { path: ['text', 0], what: 'a character' },
  { path: ['nothing', 'x'], what: 'a member of null' },
])('at $path, $what, is nothing', ({ path }) => {
  const state = { list: [1, 2], object: { 0: 'zero' }, text: 'abc', nothing: null }
  expect(valueAt(state, path)).toBeUndefined()
  expect(textAt(JSON.stringify(state), path)).toBeUndefined()
})

test('values are the same exactly where their members are, in any order', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(isSameJson(one, other)).toBe(sorted(one) === sorted(other))
      expect(isSameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true)
    }),
    { numRuns: 500, seed: 128 },
  )
})

function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sorted(member)}`).join()}}`
}
