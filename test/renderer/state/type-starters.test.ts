import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/core/event.ts'
import { eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { type EventShape, inferShape } from '../../../src/core/event-shape/event-shape.ts'
import { type LeafField, leafFields } from '../../../src/core/event-shape/leaf-fields.ts'
import { PlainFold } from '../../../src/projection/plain-fold.ts'
import { eventDeclarations } from '../../../src/renderer/projections/editor/event-declarations.ts'
import { typeLibrary } from '../../../src/renderer/projections/editor/type-library.ts'
import { TypeService } from '../../../src/renderer/projections/editor/type-service.ts'
import { newKurrentdbProjection, newProjection } from '../../../src/renderer/state/starter-projections.ts'
import {
  countByStream,
  fieldText,
  latestValue,
  summable,
  sumPerDay,
  tellable,
} from '../../../src/renderer/state/type-starters.ts'
import { projectionIn } from '../load-source.ts'

const DAY_US = 86_400_000_000

/** Events of one type, the first two on one day and stream, and so on. */
function eventsOf(type: string, data: readonly unknown[]): readonly Event[] {
  return data.map((each, at) => ({
    ...new EventBuilder()
      .stream(streamName(`s-${Math.floor(at / 2)}`))
      .type(eventType(type))
      .dataText(JSON.stringify(each))
      .createdAtUs(Math.floor(at / 2) * DAY_US)
      .build(),
    position: position(at + 1),
    version: streamVersion((at % 2) + 1),
  }))
}

function statesOf(source: string, events: readonly Event[]): Readonly<Record<string, unknown>> {
  const fold = new PlainFold(projectionIn({ source }))
  expect(fold.fold(events)).toEqual([])
  return Object.fromEntries([...fold.cells()].map(([key, json]) => [key, JSON.parse(json) as unknown]))
}

const service = new TypeService(typeLibrary)

function problemsIn(source: string, type: string, shape: EventShape): readonly string[] {
  service.surround({ files: {}, events: eventDeclarations(new Map([[type, shape]])) })
  return service.diagnose('starter.ts', source).map(({ message }) => message)
}

const orders = eventsOf('OrderPlaced', [
  { orderId: 'a', total: { cents: 5 }, status: 'new', version: 1 },
  { orderId: 'a', total: { cents: 7 }, status: 'paid', version: 2 },
  { orderId: 'b', total: { cents: 1 }, status: 'new', version: 1 },
])
const orderFields = leafFields(inferShape(orders))

function first(fields: readonly LeafField[]): LeafField {
  const [field] = fields
  if (field === undefined) throw new Error('there is no field')
  return field
}

test('the fields that look most like it come first', () => {
  expect(summable(orderFields).map(fieldText)).toEqual(['total.cents', 'version'])
  expect(tellable(orderFields).map(fieldText)).toEqual(['status', 'version', 'total.cents', 'orderId'])
})

describe('what is made from a type', () => {
  test('counts by stream', () => {
    expect(statesOf(countByStream('OrderPlaced'), orders)).toEqual({ 's-0': { events: 2 }, 's-1': { events: 1 } })
  })

  test('tells the latest value of a field', () => {
    expect(statesOf(latestValue('OrderPlaced', first(tellable(orderFields))), orders)).toEqual({
      's-0': { status: 'paid', at: '1970-01-01T00:00:00.000Z' },
      's-1': { status: 'new', at: '1970-01-02T00:00:00.000Z' },
    })
  })

  test('sums a field up by day', () => {
    expect(statesOf(sumPerDay('OrderPlaced', first(summable(orderFields))), orders)).toEqual({
      '1970-01-01': { cents: 12, events: 2 },
      '1970-01-02': { cents: 1, events: 1 },
    })
  })

  test('reads as somebody would have written it', () => {
    expect(sumPerDay('OrderPlaced', { path: ['total', 'cents'], kind: 'number', always: false })).toBe(
      `import { projection } from 'epoch/projection'

type Day = { cents: number; events: number }

export default projection<Day>({
  name: 'OrderPlacedCentsPerDay',
  key: (e) => e.createdAt.slice(0, 10),
  init: () => ({ cents: 0, events: 0 }),
  on: {
    OrderPlaced: (day, e) => {
      day.cents += e.data.total?.cents ?? 0
      day.events++
    },
  },
  columns: { cents: (s) => s.cents, events: (s) => s.events },
})
`,
    )
  })

  test('is sound whatever types and fields are called, and wherever fields are missing', () => {
    const name = fc.oneof(
      fc.constantFrom(
        'at',
        'events',
        'constructor',
        "it's",
        'a"b',
        'x-y',
        '1',
        'ünï',
        '\\',
        '$' + '{x}',
        '`',
        'line\nbreak',
      ),
      fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__'),
    )
    const type = fc.oneof(fc.constant('__proto__'), name).filter((text) => isType(text))
    const inner = fc.dictionary(name, fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)), {
      maxKeys: 3,
    })
    const data = fc.dictionary(name, fc.oneof(fc.integer(), fc.string(), inner), { maxKeys: 4 })
    const sparse = fc
      .tuple(data, fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }))
      .map(([whole, cuts]) => [whole, ...cuts.map((cut) => Object.fromEntries(Object.entries(whole).slice(cut)))])
    fc.assert(
      fc.property(type, sparse, (called, values) => {
        const events = eventsOf(called, values)
        const shape = inferShape(events)
        const fields = leafFields(shape)
        const sources = [
          countByStream(called),
          ...tellable(fields).map((field) => latestValue(called, field)),
          ...summable(fields).map((field) => sumPerDay(called, field)),
        ]
        for (const source of sources) {
          expect(Object.keys(statesOf(source, events)).length).toBeGreaterThan(0)
          expect(problemsIn(source, called, shape)).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})

test('what a new tab begins with runs, in either dialect, to the same states', () => {
  expect(statesOf(newProjection, orders)).toEqual(statesOf(newKurrentdbProjection, orders))
  expect(problemsIn(newProjection, 'OrderPlaced', inferShape(orders))).toEqual([])
  expect(problemsIn(newKurrentdbProjection, 'OrderPlaced', inferShape(orders))).toEqual([])
})

function isType(text: string): boolean {
  try {
    eventType(text)
    return true
  } catch {
    return false
  }
}
