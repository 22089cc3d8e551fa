import { expect, test } from 'vitest'
import { position } from '../../../../src/core/event.ts'
import type { ColumnValue } from '../../../../src/projection/state-view.ts'
import { readModelColumns } from '../../../../src/renderer/projections/reading/read-model-columns.ts'

function row(json: string, columns: readonly ColumnValue[] = []) {
  return { key: 'order-1', json, columns, changedAt: position(1) }
}

test('declared columns are shown as declared', () => {
  const columns = readModelColumns(['status', 'cents'], [])
  expect(columns.names).toEqual(['status', 'cents'])
  expect(columns.cellsOf(row('{}', ['paid', 12]))).toEqual([
    { text: 'paid', tone: 'text' },
    { text: '12', tone: 'number' },
  ])
})

test('a column that threw says why', () => {
  const columns = readModelColumns(['status'], [])
  expect(columns.cellsOf(row('{}', [{ error: 'no status' }]))).toEqual([{ text: 'no status', tone: 'failed' }])
})

test('without declared columns the members of the states are', () => {
  const rows = [row('{"a":1}'), row('{"a":2,"b":{"c":true}}')]
  const columns = readModelColumns([], rows)
  expect(columns.names).toEqual(['a', 'b'])
  expect(columns.cellsOf(row('{"a":null}'))).toEqual([
    { text: '–', tone: 'none' },
    { text: '–', tone: 'none' },
  ])
  expect(columns.cellsOf(row('{"b":{"c":true}}'))[1]).toEqual({ text: '{"c":true}', tone: 'text' })
})

test('a state that is no object is one column', () => {
  const columns = readModelColumns([], [row('12')])
  expect(columns.names).toEqual(['state'])
  expect(columns.cellsOf(row('12'))).toEqual([{ text: '12', tone: 'number' }])
})
