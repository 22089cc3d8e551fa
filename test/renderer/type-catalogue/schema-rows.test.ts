import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { ShapeBuilder } from '../../../src/core/event-shape/value-shape.ts'
import { schemaRows } from '../../../src/renderer/type-catalogue/schema-rows.ts'

function rowsOf(values: readonly unknown[], closed: readonly string[] = []) {
  const builder = new ShapeBuilder()
  for (const [place, value] of values.entries()) builder.add(value, position(place + 1))
  return schemaRows(builder.shape, new Set(closed))
}

test('fields are told with their kinds, and which are not always there', () => {
  expect(
    rowsOf([{ id: 1, note: null }, { id: 'x' }]).map(({ name, kinds, optional }) => [name, kinds, optional]),
  ).toEqual([
    ['id', 'text or number', false],
    ['note', 'null', true],
  ])
})

test('members lie under their object and items under their list, until that is closed', () => {
  const value = { lines: [{ sku: 'a' }], tags: ['x'], total: { cents: 1 } }
  const rows = rowsOf([value])
  expect(rows.map(({ name, kinds, level, parent }) => [name, kinds, level, parent])).toEqual([
    ['lines', 'list of object', 1, -1],
    ['each item', 'object', 2, 0],
    ['sku', 'text', 3, 1],
    ['tags', 'list of text', 1, -1],
    ['total', 'object', 1, -1],
    ['cents', 'number', 2, 4],
  ])
  const [lines] = rows
  const closed = rowsOf([value], [lines?.id ?? ''])
  expect(closed.map(({ name, state }) => [name, state])).toEqual([
    ['lines', 'closed'],
    ['tags', 'leaf'],
    ['total', 'open'],
    ['cents', 'leaf'],
  ])
})

test('data that is no object is one row, and no two rows have the same id', () => {
  expect(rowsOf(['text', 7]).map(({ name, kinds }) => [name, kinds])).toEqual([['data', 'text or number']])
  const hostile = rowsOf([{ '': 1, '.': { '"': 2 }, '."': 3, '[]': [[{ a: 1 }]], '{}': 4 }])
  expect(new Set(hostile.map(({ id }) => id)).size).toBe(hostile.length)
})
