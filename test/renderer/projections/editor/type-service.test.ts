import { beforeEach, expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import { inferShape } from '../../../../src/core/event-shape/event-shape.ts'
import type { JsonText } from '../../../../src/core/json.ts'
import { kurrentdbGlobals } from '../../../../src/core/kurrentdb-globals.ts'
import { eventDeclarations } from '../../../../src/renderer/projections/editor/event-declarations.ts'
import { typeLibrary } from '../../../../src/renderer/projections/editor/type-library.ts'
import { TypeService } from '../../../../src/renderer/projections/editor/type-service.ts'

function shape(...data: readonly object[]) {
  return inferShape(
    data.map((each, at) => ({ position: (at + 1) as Position, data: JSON.stringify(each) as JsonText })),
  )
}

const events = eventDeclarations(
  new Map([
    [
      'OrderPlaced',
      shape(
        { cents: 4200, customerId: 'c-1', lines: [{ sku: 'a' }] },
        { cents: 990, customerId: 'c-2', lines: [], note: 'x' },
      ),
    ],
    ['PaymentTaken', shape({ cents: 4200, method: 'card' })],
  ]),
)

const service = new TypeService(typeLibrary)
const money = 'export const euros = (cents: number): number => cents / 100\n'
beforeEach(() => service.surround({ files: { 'money.ts': money }, events }))

const epoch = (body: string): string =>
  `import { projection } from 'epoch/projection'\nimport { euros } from './money.ts'\nexport default projection<{ cents: number; by: string }>({\n  name: 'P',\n  init: () => ({ cents: 0, by: '' }),\n${body}\n})\n`

/** The text with `|` taken out, and where it was. */
function marked(text: string): [text: string, at: number] {
  const at = text.indexOf('|')
  return [text.slice(0, at) + text.slice(at + 1), at]
}

const wrong = (text: string, file = 'p.ts') => service.diagnose(file, text).map(({ message }) => message)
const labels = (text: string, file = 'p.ts') =>
  service.complete(file, ...marked(text)).options.map(({ label }) => label)

test('a handler is typed by the events of the store', () => {
  expect(
    wrong(epoch("on: { OrderPlaced: (s, e) => { s.cents += e.data.cents; s.by = e.data.lines[0]?.sku ?? '' } }")),
  ).toEqual([])
  expect(wrong(epoch('on: { OrderPlaced: (s, e) => { s.cents = e.data.customerId } }'))).toEqual([
    "Type 'string' is not assignable to type 'number'.",
  ])
  expect(wrong(epoch('on: { OrderPlaced: (s, e) => { s.by = e.data.note } }'))).toEqual([
    "Type 'string | undefined' is not assignable to type 'string'.\n  Type 'undefined' is not assignable to type 'string'.",
  ])
  expect(wrong(epoch('on: { OrderPlaced: (s, e) => { s.cents = e.data.cent } }'))[0]).toMatch(/Did you mean 'cents'/)
})

test('data of a type that was not looked at is of any kind', () => {
  const more = eventDeclarations(new Map([['Never looked at', undefined]]))
  service.surround({ files: { 'money.ts': money }, events: more })
  expect(wrong(epoch("on: { 'Never looked at': (s, e) => { s.cents = e.data.whatever.there.is } }"))).toEqual([])
})

test('a type of which the store has no event is a warning', () => {
  const source = epoch('on: { OrderPlacd: (s, e) => { s.cents = 1 } }')
  const [found] = service.diagnose('p.ts', source)
  expect(found).toMatchObject({ severity: 'warning', from: source.indexOf('OrderPlacd') })
  expect(found?.message).toMatch(/OrderPlaced/)
})

test('the key is made of any field of any type', () => {
  expect(wrong(epoch('key: (e) => e.data.customerId ?? e.streamId, on: { PaymentTaken: () => null }'))).toEqual([])
  expect(wrong(epoch('key: (e) => e.data.nobody, on: { PaymentTaken: () => null }'))).toHaveLength(1)
})

test('apply tells the types apart', () => {
  const body =
    "apply: (s, e) => { if (e.type === 'PaymentTaken') s.by = e.data.method; else if (e.type === 'OrderPlaced') s.by = e.data.customerId }"
  expect(wrong(epoch(body))).toEqual([])
})

test('an import of a file of the folder is known, of another is said to be missing', () => {
  expect(
    wrong(
      epoch('columns: { euros: (s) => euros(s.cents), wrong: (s) => euros(s.by) }, on: { PaymentTaken: () => null }'),
    ),
  ).toEqual(["Argument of type 'string' is not assignable to parameter of type 'number'."])
  expect(wrong("import { x } from './gone.ts'\nimport y from 'lodash'\nx(y)\n")).toHaveLength(2)
})

test('an imported file that changes is known as it is now', () => {
  const text = epoch('columns: { euros: (s) => euros(s.cents).toFixed(2) }, on: { PaymentTaken: () => null }')
  expect(wrong(text)).toEqual([])
  service.surround({ files: { 'money.ts': 'export const euros = (cents: number): string => String(cents)\n' }, events })
  expect(wrong(text)).toEqual(["Property 'toFixed' does not exist on type 'string'. Did you mean 'fixed'?"])
})

test('there is no window, no Node and no KurrentDB in a projection of Epoch', () => {
  expect(wrong("document.title = process.env['HOME']; fetch('x'); fromAll()\nexport {}")).toHaveLength(4)
})

test('syntax is told before types', () => {
  expect(wrong('const a: number = "x"\nconst b = [\n')).toEqual(["']' expected."])
})

test('types of events are completed in on, with a handler to fill in', () => {
  const { options } = service.complete('p.ts', ...marked(epoch('on: { Or| }')))
  const placed = options.filter(({ label }) => label.startsWith('OrderPlaced'))
  expect(placed).toMatchObject([
    { label: 'OrderPlaced', isSnippet: false },
    { label: 'OrderPlaced(state, event)', isSnippet: true, apply: 'OrderPlaced(state, event) \\{\n  #{}\n\\},' },
  ])
  expect(labels(epoch('on: { | }'))).toContain('PaymentTaken')
})

test('fields of data are completed, and members of an event', () => {
  expect(labels(epoch('on: { OrderPlaced: (s, e) => { e.data.| } }'))).toEqual(['cents', 'customerId', 'lines', 'note'])
  expect(labels(epoch('on: { OrderPlaced: (s, e) => { e.| } }'))).toEqual(
    expect.arrayContaining(['data', 'metadata', 'streamId', 'createdAt', 'position']),
  )
})

test('types are completed where from names them', () => {
  expect(labels(epoch("from: { types: ['Pay|'] }, on: { PaymentTaken: () => null }"))).toEqual([
    'OrderPlaced',
    'PaymentTaken',
  ])
})

test('completion begins where the word does', () => {
  const [text, at] = marked(epoch('on: { OrderPlaced: (s, e) => { e.data.cu| } }'))
  expect(service.complete('p.ts', text, at).from).toBe(at - 2)
})

test('a field is explained by its type and the last values of it', () => {
  const [text, at] = marked(epoch('on: { OrderPlaced: (s, e) => { s.cents = e.data.ce|nts } }'))
  expect(service.explain('p.ts', text, at)).toEqual({
    from: at - 2,
    to: at + 3,
    code: '(property) cents: number',
    says: 'Last: `990`, `4200`.',
  })
  const [half, there] = marked(epoch('on: { OrderPlaced: (s, e) => { e.data.no| } }'))
  expect(service.explainCompletion('p.ts', half, there, 'note')?.says).toBe(
    'Last: `"x"`. In 1 of 2. Seen from position 2 on.',
  )
})

test('data is explained field by field, and messages call it by its name', () => {
  const [text, at] = marked(epoch('on: { OrderPlaced: (s, e) => { s.cents = e.da|ta.cents } }'))
  expect(service.explain('p.ts', text, at)?.code).toMatch(
    /data: OrderPlacedData\n= \{\n\s+cents: number;\n\s+customerId: string;/,
  )
  expect(wrong(epoch('on: { OrderPlaced: (s, e) => { s.cents = e.data.zzz } }'))).toEqual([
    "Property 'zzz' does not exist on type 'OrderPlacedData'.",
  ])
})

test('data of types whose names come to the same is told apart', () => {
  const alike = eventDeclarations(
    new Map([
      ['a b', shape({ one: 1 })],
      ['a-b', shape({ two: 2 })],
      ['1', shape({ n: 3 })],
    ]),
  )
  service.surround({ files: { 'money.ts': money }, events: alike })
  const on = (type: string, field: string) => wrong(epoch(`on: { ${type}: (s, e) => { s.cents = e.data.${field} } }`))
  expect([on("'a b'", 'one'), on("'a-b'", 'two'), on('1', 'n')]).toEqual([[], [], []])
  expect(on("'a-b'", 'one')).toHaveLength(1)
})

test("every function that KurrentDB's sources find is known", () => {
  const calls = kurrentdbGlobals.filter((name) => name !== 'fromAll').map((name) => `typeof ${name}`)
  expect(wrong(`fromAll().when({})\nexport type All = [${calls.join(', ')}]`, 'k.ts')).toEqual([])
})

test("KurrentDB's words are known to its sources, whose events are the store's", () => {
  const source =
    "fromCategory('order').foreachStream().when({\n  $init() { return { cents: 0 } },\n  OrderPlaced(s, e) { s.cents += e.data.cents; s.more = e.body.note; emit('x', 'y', {}) },\n  $any(s, e) { log(e.eventType) }\n}).outputState()\n"
  expect(wrong(source, 'k.js')).toEqual([])
  expect(wrong(source.replace('e.data.cents', 'e.data.cent'), 'k.js')[0]).toMatch(/Did you mean 'cents'/)
  expect(labels(source.replace('e.body.note', 'e.|'), 'k.js')).toEqual(
    expect.arrayContaining(['sequenceNumber', 'body']),
  )
  expect(wrong(source.replace('function', 'function'), 'k.ts')).toEqual([])
  expect(
    wrong(
      'fromAll().when({ PaymentTaken: function (s, e) { helper(e); return s } })\nfunction helper(x) { return x }',
      'k.js',
    ),
  ).toEqual([])
})
