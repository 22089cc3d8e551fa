import { expect, test } from 'vitest'
import { type EventType, eventType, position } from '../../../src/core/event.ts'
import { type EventShape, inferShape } from '../../../src/core/event-shape/event-shape.ts'
import { shapePaths } from '../../../src/core/event-shape/shape-paths.ts'
import { type JsonObject, jsonTextOf } from '../../../src/core/json.ts'

function shapes(of: Readonly<Record<string, readonly JsonObject[]>>): ReadonlyMap<EventType, EventShape | undefined> {
  return new Map(
    Object.entries(of).map(([type, all]) => [
      eventType(type),
      inferShape(all.map((data, place) => ({ position: position(place + 1), data: jsonTextOf(data) }))),
    ]),
  )
}

test('every place of the data is told, with what is there, those of most types first', () => {
  const found = shapePaths(
    shapes({
      Placed: [{ lines: [{ sku: 'pen' }], 'odd name': 1, total: 1 }],
      Paid: [{ total: 'many' }, { total: null }],
    }),
  )
  expect(found.map(({ text, kinds, types }) => [text, kinds, types])).toEqual([
    ['data.total', ['null', 'number', 'text'], ['Placed', 'Paid']],
    ['data.lines', ['list'], ['Placed']],
    ['data.lines[0]', ['object'], ['Placed']],
    ['data.lines[0].sku', ['text'], ['Placed']],
    ['data["odd name"]', ['number'], ['Placed']],
  ])
})

test('types that were not looked at have no places', () => {
  expect(shapePaths(new Map([[eventType('Paid'), undefined]]))).toEqual([])
})
