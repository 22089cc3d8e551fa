import fc from 'fast-check'
import ts from 'typescript-editor'
import { expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { inferShape } from '../../../src/core/event-shape/event-shape.ts'
import { leafFields } from '../../../src/core/event-shape/leaf-fields.ts'
import { typeText } from '../../../src/core/event-shape/type-text.ts'
import type { JsonText } from '../../../src/core/json.ts'

/** Events with these as data, at positions 10, 20, 30 … */
function samples(values: readonly unknown[]) {
  return values.map((value, at) => ({
    position: ((at + 1) * 10) as Position,
    data: (typeof value === 'string' && value.startsWith('raw:') ? value.slice(4) : JSON.stringify(value)) as JsonText,
  }))
}

const typeOf = (values: readonly unknown[]): string => typeText(inferShape(samples(values)))

/** Without its comments, on one line. */
const bare = (values: readonly unknown[]): string =>
  typeOf(values)
    .replace(/\/\*\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim()

test('a field of every event is needed, one of some is optional, and kinds are united', () => {
  expect(
    bare([
      { cents: 1, note: 'a' },
      { cents: '2', note: null },
      { cents: 3, paid: true },
    ]),
  ).toBe('{ cents: string | number note?: string | null paid?: boolean }')
})

test('objects and lists are told to their leaves', () => {
  expect(bare([{ lines: [{ sku: 'a', count: 1 }, { sku: 'b' }], tags: [], at: { x: 1, 'y-z': [1, 'b'] } }])).toBe(
    '{ lines: { sku: string count?: number }[] tags: unknown[] at: { x: number "y-z": (string | number)[] } }',
  )
})

test('data need not be an object', () => {
  expect(bare([1, 'a', null, [true]])).toBe('boolean[] | string | number | null')
  expect(bare([])).toBe('unknown')
})

test('what is no JSON is passed over', () => {
  expect(bare(['raw:{oops', { cents: 1 }])).toBe('{ cents: number }')
})

test('a comment says the last values, how often a field was there and since when', () => {
  const text = typeOf([{ id: 1 }, { id: 2, cents: 5 }, { id: 3, cents: 7 }, { id: 3, cents: 7 }])
  expect(text).toContain('/** Last: `3`, `2`, `1`. */\n    id: number')
  expect(text).toContain('/** Last: `7`, `5`. In 3 of 4. Seen from position 20 on. */\n    cents?: number')
})

test('a field that comes and goes has no time since when', () => {
  expect(typeOf([{}, { cents: 5 }, {}, { cents: 7 }])).toContain('/** Last: `7`, `5`. In 2 of 4. */')
})

test('a comment cannot be ended by a value', () => {
  expect(typeOf([{ text: '*/ evil: `x` /*' }])).not.toMatch(/\*\/ evil/)
})

test('where fields gave way to others, each period has its own type, and may be asked for the fields of the other', () => {
  const old = { id: 1, amount: 2 }
  const now = { id: 1, cents: 200 }
  expect(bare([old, old, now, now])).toBe(
    '{ id: number amount: number cents?: undefined } | { id: number cents: number amount?: undefined }',
  )
  expect(typeOf([old, old, now, now])).toContain('/** Last: `200`. Only from position 30 to 40. */\n    cents: number')
  expect(typeOf([old, old, now, now])).toContain('/** Last: `1`. From position 10 to 20. */\n    id: number')
})

test('one odd event at an edge makes no period', () => {
  expect(bare([{ amount: 2 }, { cents: 1 }, { cents: 2 }])).toBe('{ amount?: number cents?: number }')
})

test('an object whose names are ids is a table', () => {
  const prices = (from: number) => Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`sku-${from + at}`, at]))
  expect(bare([{ prices: prices(0) }, { prices: prices(40) }, { prices: prices(80) }])).toBe(
    '{ prices: { [key: string]: number } }',
  )
})

test('an object of many names that are always the same is none', () => {
  const wide = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`field${at}`, at]))
  expect(bare([wide, wide])).toContain('field79: number')
})

test('leaf fields say where they are, of one kind only, and whether every event has them', () => {
  const shape = inferShape(
    samples([
      { id: 'a', total: { cents: 1, currency: 'EUR' }, lines: [1], mixed: 1, note: null },
      { id: 'b', total: { cents: 2 }, lines: [], mixed: 'x', note: 'y' },
    ]),
  )
  expect(leafFields(shape)).toEqual([
    { path: ['id'], kind: 'text', always: true },
    { path: ['total', 'cents'], kind: 'number', always: true },
    { path: ['total', 'currency'], kind: 'text', always: false },
    { path: ['note'], kind: 'text', always: false },
  ])
})

test('the type takes every event it was made of', () => {
  expect(errorsIn('const text: string = 1')).toHaveLength(1)
  const names = fc.constantFrom('a', 'b', 'c', 'long name', 'x-y', 'ü', '1', 'constructor', 'toString')
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  }))
  const objects = fc.dictionary(names, value, { maxKeys: 5 })
  const period = fc.array(fc.record({ a: value, b: fc.integer() }, { requiredKeys: ['b'] }), { minLength: 2 })
  const histories = fc.oneof(
    fc.array(value, { maxLength: 12 }),
    fc.array(objects, { maxLength: 12 }),
    fc
      .tuple(period, fc.array(fc.record({ c: value }), { minLength: 2 }))
      .map(([before, after]) => [...before, ...after]),
  )
  fc.assert(
    fc.property(fc.array(histories, { minLength: 8, maxLength: 8 }), (types) => {
      const source = types
        .flatMap((values, type) => [
          `type T${type} = ${typeOf(values)}`,
          ...values.map((each, at) => `const t${type}v${at}: T${type} = ${JSON.stringify(each)}`),
        ])
        .join('\n')
      expect(errorsIn(source)).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)

const LIBRARY = 'lib.d.ts'
const library = ts.createSourceFile(
  LIBRARY,
  `interface Array<T> { length: number; [at: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}`,
  ts.ScriptTarget.ES2022,
)

function errorsIn(source: string): readonly string[] {
  const file = ts.createSourceFile('events.ts', source, ts.ScriptTarget.ES2022)
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === 'events.ts' ? file : name === LIBRARY ? library : undefined),
    getDefaultLibFileName: () => LIBRARY,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === 'events.ts' || name === LIBRARY,
    readFile: () => undefined,
    writeFile: () => {},
  }
  const program = ts.createProgram(['events.ts'], { strict: true, target: ts.ScriptTarget.ES2022, types: [] }, host)
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
