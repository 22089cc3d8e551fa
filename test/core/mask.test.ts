import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { PayloadPath } from '../../src/core/filter/payload-path.ts'
import type { JsonText } from '../../src/core/json.ts'
import { isMasked, maskedEvent, maskFor, maskJson, readMask } from '../../src/core/mask.ts'

type Steps = PayloadPath['steps']

function masked(text: string, ...paths: readonly string[]): string {
  return maskJson(
    text as JsonText,
    paths.map((path) => readMask(path).steps),
  )
}

describe('a masked text', () => {
  test.each([
    ['a member', '{ "email" : "a@b.c" ,\n"n":1e400}', ['data.email'], '{ "email" : "***" ,\n"n":1e400}'],
    ['a whole object', '{"who":{"name":"Ada","tel":[1,2]},"n":1}', ['data.who'], '{"who":"***","n":1}'],
    ['a number of any length', `{"n":${'9'.repeat(400)}}`, ['data.n'], '{"n":"***"}'],
    [
      'null, true and an empty array',
      '{"a":null,"b":true,"c":[]}',
      ['data.a', 'data.b', 'data.c'],
      '{"a":"***","b":"***","c":"***"}',
    ],
    ['one item of an array', '[1, 2 ,3]', ['data[1]'], '[1, "***" ,3]'],
    [
      'a member in each item',
      '{"l":[{"s":1},{"s":2,"t":3},4]}',
      ['data.l.s'],
      '{"l":[{"s":"***"},{"s":"***","t":3},4]}',
    ],
    ['a member in items of items', '[[{"s":1}],[[{"s":2}]]]', ['data.s'], '[[{"s":"***"}],[[{"s":"***"}]]]'],
    ['a member of one item', '{"l":[{"s":1},{"s":2}]}', ['data.l[1].s'], '{"l":[{"s":1},{"s":"***"}]}'],
    ['each of a member that is there twice', '{"a":1,"b":2,"a":{"c":3}}', ['data.a'], '{"a":"***","b":2,"a":"***"}'],
    [
      'a member inside one that is there twice',
      '{"a":{"b":1},"a":{"b":2}}',
      ['data.a.b'],
      '{"a":{"b":"***"},"a":{"b":"***"}}',
    ],
    [
      'a name that is written with escapes',
      '{"\\u0065mail":"x","e\\"":1}',
      ['data.email'],
      '{"\\u0065mail":"***","e\\"":1}',
    ],
    [
      'a name with quotes and backslashes',
      '{"a\\\\\\"b":1,"c":"\\\\"}',
      ['data["a\\\\\\"b"]'],
      '{"a\\\\\\"b":"***","c":"\\\\"}',
    ],
    [
      'a member named like a prototype',
      '{"__proto__":{"x":1},"constructor":2}',
      ['data.__proto__.x', 'data.constructor'],
      '{"__proto__":{"x":"***"},"constructor":"***"}',
    ],
    ['paths of which one is the beginning of another', '{"a":{"b":1}}', ['data.a.b', 'data.a'], '{"a":"***"}'],
    ['everything', '{"a":1}', ['data'], '"***"'],
  ])('has %s replaced and all else as it was', (_, text, paths, wanted) => {
    expect(masked(text, ...paths)).toBe(wanted)
  })

  test.each([
    ['an absent member', '{"a":{"b":1}}', 'data.b'],
    ['a member of text', '{"a":"{\\"b\\":1}"}', 'data.a.b'],
    ['a place in an object', '{"0":1}', 'data[0]'],
    ['a place past the end', '[1]', 'data[1]'],
    ['the text of a value', '{"a":"email"}', 'data.email'],
  ])('is the very same where the path leads to %s', (_, text, path) => {
    expect(masked(text, path)).toBe(text)
  })

  test.each([
    '{"name":"a@b.c"',
    '{"a":1,"name":',
    '[[[ "name"',
    '"name',
    '{"$unreadable":"not JSON","bytes":9,"text":"{email:a@b"}',
    '{"$text":"email=a@b.c"}',
    '{"$hex":"61406263"}',
  ])('is all masked where it was no JSON in its store, or is damaged: %s', (text) => {
    expect(masked(text, 'data.name')).toBe('"***"')
  })

  test('of the deepest nesting there is has its innermost member masked', () => {
    const text = `${'['.repeat(510)}{"s":1}${']'.repeat(510)}`
    expect(masked(text, 'data.s')).toBe(text.replace('1', '"***"'))
  })
})

test('an event is masked in its data and its metadata, and is otherwise the same', () => {
  const builder = new EventBuilder().stream('s').type('T').dataText('{"a":1,"b":2}')
  const event = { ...builder.metadataText('{"a":1,"ip":"::1"}').build(), more: 'x' }
  const at = (...paths: readonly string[]) => maskedEvent(event, paths.map(readMask))
  expect(at('data.a', 'meta.ip')).toEqual({ ...event, data: '{"a":"***","b":2}', metadata: '{"a":1,"ip":"***"}' })
  expect(at('metadata')).toEqual({ ...event, metadata: '{}' })
  expect(at()).toBe(event)
  expect(maskedEvent({ ...event, metadata: '' as JsonText }, [readMask('meta.ip')]).metadata).toBe('')
})

test.each(['email', 'data.', 'data.a = 1', 'data.*'])('%j is no mask', (text) => {
  expect(() => readMask(text)).toThrow(expect.objectContaining({ code: 'invalid-filter' }))
})

/** A JSON text in pieces, so that what masking makes of it can be said without reading it. */
type Pieces =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly (readonly [space: string, item: Pieces])[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: Key, space: string, value: Pieces])[] }

interface Key {
  readonly name: string
  readonly written: string
}

const space = fc.constantFrom('', '', ' ', '\n', '\r\n\t')
const keys: readonly Key[] = [
  { name: 'a', written: '"a"' },
  { name: 'b', written: '"b"' },
  { name: 'mail', written: '"mail"' },
  { name: 'mail', written: '"\\u006dail"' },
  { name: '__proto__', written: '"__proto__"' },
  { name: 'q"\\', written: '"q\\"\\\\"' },
]
const { pieces } = fc.letrec<{ pieces: Pieces }>((tie) => ({
  pieces: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({
      kind: fc.constant('scalar' as const),
      text: fc.constantFrom(
        '1',
        'null',
        'true',
        '-0.0e-7',
        '123456789012345678901',
        '""',
        '"a"',
        '"\\\\"',
        '"\\"mail\\":{"',
        '"]},"',
      ),
    }),
    fc.record({
      kind: fc.constant('array' as const),
      items: fc.array(fc.tuple(space, tie('pieces')), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('object' as const),
      members: fc.array(fc.tuple(fc.constantFrom(...keys), space, tie('pieces')), { maxLength: 4 }),
    }),
  ),
}))
const steps: fc.Arbitrary<Steps> = fc.array(fc.oneof(fc.constantFrom(...keys.map(({ name }) => name)), fc.nat(2)), {
  minLength: 1,
  maxLength: 3,
})

function written(node: Pieces, paths: readonly Steps[]): string {
  if (paths.some((path) => path.length === 0)) return '"***"'
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'array') {
    const items = node.items.map(([before, item], i) => before + written(item, intoItem(paths, i)) + before)
    return `[${items.join(',')}]`
  }
  const members = node.members.map(
    ([key, before, value]) =>
      `${before}${key.written}${before}:${before}${written(value, intoMember(paths, key.name))}${before}`,
  )
  return `{${members.join(',')}}`
}

function replaced(value: unknown, paths: readonly Steps[]): unknown {
  if (paths.some((path) => path.length === 0)) return '***'
  if (Array.isArray(value)) return value.map((item, i) => replaced(item, intoItem(paths, i)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaced(member, intoMember(paths, name))]),
  )
}

function intoMember(paths: readonly Steps[], name: string): readonly Steps[] {
  return paths.filter((path) => path[0] === name).map((path) => path.slice(1))
}

function intoItem(paths: readonly Steps[], place: number): readonly Steps[] {
  return paths.flatMap((path) => (typeof path[0] === 'string' ? [path] : path[0] === place ? [path.slice(1)] : []))
}

test('masking changes the values at its paths and not a byte besides, and is what replacing them after parsing is (seed 6)', () => {
  fc.assert(
    fc.property(pieces, fc.array(steps, { maxLength: 4 }), (tree, paths) => {
      const text = written(tree, []) as JsonText
      const result = maskJson(text, paths)
      expect(result).toBe(written(tree, paths))
      expect(JSON.parse(result)).toEqual(replaced(JSON.parse(text), paths))
    }),
    { seed: 6, numRuns: 2000 },
  )
})

describe('whether a path is masked', () => {
  const key = fc.constantFrom('a', 'b', 'c')
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  })).value
  const steps = fc.array(fc.oneof(key, fc.nat({ max: 2 })), { maxLength: 4 })

  test('is told of every value as the masked text has it', () => {
    fc.assert(
      fc.property(json, fc.array(steps, { maxLength: 3 }), (value, paths) => {
        const masks = paths.map((path): PayloadPath => ({ of: 'data', steps: path }))
        const after: unknown = JSON.parse(maskJson(JSON.stringify(value) as JsonText, paths))
        for (const path of pathsIn(value))
          expect(isMasked({ of: 'data', steps: path }, masks)).toBe(isHidden(after, path))
      }),
    )
  })

  test('does not depend on what is masked in the other payload', () => {
    expect(isMasked(readMask('meta.ip'), [readMask('data.ip')])).toBe(false)
  })

  test('of one item is a mask for all items', () => {
    expect(maskFor(readMask('data.lines[3].name'))).toEqual(readMask('data.lines.name'))
    expect(isMasked(readMask('data.lines[7].name.first'), [maskFor(readMask('data.lines[3].name'))])).toBe(true)
  })
})

function pathsIn(value: unknown): readonly Steps[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const members = Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value)
  return [[], ...members.flatMap(([step, inside]) => pathsIn(inside).map((path) => [step, ...path]))]
}

function isHidden(masked: unknown, path: Steps): boolean {
  let at = masked
  for (const step of path) {
    if (at === '***') return true
    at = (at as Record<string | number, unknown>)[step]
  }
  return at === '***'
}
