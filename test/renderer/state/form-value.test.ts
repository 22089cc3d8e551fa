import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { inferShape } from '../../../src/core/event-shape/event-shape.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { checkJson } from '../../../src/core/json-check.ts'
import { formOfJson } from '../../../src/renderer/state/form-of-json.ts'
import { laidOut, newestShape, valueOfShape } from '../../../src/renderer/state/form-of-shape.ts'
import { type DataForm, type FormValue, formFault, formText } from '../../../src/renderer/state/form-value.ts'

const values = fc.jsonValue({ maxDepth: 9 })

function shapeOf(...samples: readonly unknown[]) {
  const events = samples.map((sample, at) => ({
    position: (at + 1) as Position,
    data: JSON.stringify(sample) as JsonText,
  }))
  return newestShape(inferShape(events))
}

function formOf(text: string, shape = shapeOf()): DataForm {
  const form = formOfJson(text, shape)
  if (form === undefined) throw new Error(`no form of ${text}`)
  return form
}

test('a form says what the JSON said that it was made of, whatever other events of the type had', () => {
  fc.assert(
    fc.property(values, fc.array(values, { maxLength: 4 }), (value, samples) => {
      const form = formOf(JSON.stringify(value), shapeOf(...samples))
      expect(formFault(form)).toBeUndefined()
      for (const layout of ['compact', 'lines'] as const)
        expect(JSON.parse(formText(form, layout))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test.each(['12345678901234567890', '1.10', '-0', '1E+2', '{"a":[1.50,{"b":100000000000000000001}]}'])(
  'the digits of %s stay as they are',
  (text) => {
    expect(formText(formOf(text), 'compact')).toBe(text)
  },
)

/** Forms that hold anything that one can write into them, JSON or not. */
const { written } = fc.letrec<{ written: FormValue }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('text' as const), text: fc.string() }),
    fc.record({ kind: fc.constant('number' as const), source: fc.oneof(fc.string(), fc.integer().map(String)) }),
    fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant('null' as const) }),
    fc.record({ kind: fc.constant('json' as const), source: fc.oneof(fc.string(), fc.json()) }),
    fc
      .array(tie('written'))
      .map((items) => ({ kind: 'list' as const, items: items.map((value, key) => ({ key, value })) })),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('written'), fc.constantFrom('in' as const, 'out' as const)), {
        selector: ([name]) => name,
      })
      .map((fields) => ({
        kind: 'object' as const,
        fields: fields.map(([name, value, use]) => ({ name, value, use })),
      })),
  ),
}))

test('what has no fault is JSON in either layout, and the same JSON', () => {
  const others = fc.oneof(
    fc.constant(''),
    fc.string(),
    fc.json(),
    fc.dictionary(fc.string(), fc.jsonValue()).map((some) => JSON.stringify(some)),
  )
  fc.assert(
    fc.property(written, others, (value, more) => {
      const form = { value, others: more }
      fc.pre(formFault(form) === undefined)
      const [compact, lines] = [formText(form, 'compact'), formText(form, 'lines')]
      expect(checkJson(compact)).toBeUndefined()
      expect(checkJson(lines)).toBeUndefined()
      expect(JSON.parse(lines)).toEqual(JSON.parse(compact))
    }),
  )
})

test.each([
  { others: '[1]', message: /^they must be a JSON object/ },
  { others: '{"cents": 2}', message: /^cents has a field of its own$/ },
  { others: '{"a":', message: /^no JSON/ },
])('other fields that are $others are refused', ({ others, message }) => {
  const form = { ...formOf('{"cents":1}'), others }
  expect(formFault(form)).toMatchObject({ path: 'other fields', message: expect.stringMatching(message) })
})

test('a fault is named by the path to it', () => {
  const form = formOf('{"lines":[{"cents":1}]}')
  const spoilt = JSON.parse(JSON.stringify(form).replace('"source":"1"', '"source":"one"')) as DataForm
  expect(formFault(spoilt)).toEqual({ path: 'lines.0.cents', message: 'a number belongs here' })
})

test('a form of a shape has the fields of every event in, and those of some events left out', () => {
  const shape = shapeOf({ cents: 1, note: 'x' }, { cents: 2 }, { cents: 3, to: { city: 'Oslo' } })
  expect(valueOfShape(shape)).toMatchObject({
    fields: [
      { name: 'cents', use: 'in', value: { kind: 'number' } },
      { name: 'note', use: 'out', value: { kind: 'text' } },
      { name: 'to', use: 'out', value: { kind: 'object', fields: [{ name: 'city', use: 'in' }] } },
    ],
  })
})

test('a table by ids, and what is nested too deep for controls, is written as JSON', () => {
  const table = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`id-${at}`, at]))
  expect(formOf(JSON.stringify({ table })).value).toMatchObject({ fields: [{ value: { kind: 'json' } }] })
  const deep = '['.repeat(7) + ']'.repeat(7)
  expect(formText(formOf(deep), 'compact')).toBe(deep)
})

test('another shape keeps what was filled in, under the same name', () => {
  const form = formOf('{"cents":5,"note":""}')
  expect(laidOut(form, shapeOf({ id: 'x', cents: 1 })).value).toMatchObject({
    fields: [
      { name: 'id', value: { text: '' } },
      { name: 'cents', value: { source: '5' } },
    ],
  })
})
