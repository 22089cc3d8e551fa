import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidFilter } from '../../../src/core/errors.ts'
import {
  firstColumns,
  type LogColumn,
  MAX_COLUMN_PX,
  MAX_PATH_COLUMNS,
  MIN_COLUMN_PX,
  pathOf,
  shownPaths,
  standardColumns,
  withColumn,
  withColumnBefore,
  withoutColumn,
  withWidth,
} from '../../../src/renderer/state/log-columns.ts'

const namesOf = (columns: readonly LogColumn[]): readonly string[] => columns.map(({ name }) => name)

test('a path becomes a column before the preview of the data, written as Epoch writes paths', () => {
  const columns = withColumn(firstColumns, 'DATA["total"]')
  expect(namesOf(columns).slice(-2)).toEqual(['data.total', 'data'])
  expect(shownPaths(columns)).toEqual(['data.total'])
})

test('a column that is there already is shown where it is', () => {
  const columns = withColumn(withoutColumn(firstColumns, 'time'), 'time')
  expect(columns).toEqual(firstColumns)
  expect(withColumn(withColumn(firstColumns, 'data.a'), 'data.a')).toHaveLength(firstColumns.length + 1)
})

test('what is no payload path makes no column', () => {
  expect(() => withColumn(firstColumns, 'total')).toThrow(InvalidFilter)
})

test('the correlation is what the metadata names', () => {
  expect(standardColumns.map(pathOf).filter((path) => path !== undefined)).toEqual(['meta.correlationId'])
})

test('a standard column is hidden, one of a path goes', () => {
  expect(withoutColumn(firstColumns, 'type').find(({ name }) => name === 'type')?.shown).toBe(false)
  expect(namesOf(withoutColumn(withColumn(firstColumns, 'data.a'), 'data.a'))).toEqual([...standardColumns])
})

test('the last column that is shown stays', () => {
  let columns = firstColumns
  for (const name of standardColumns) columns = withoutColumn(columns, name)
  expect(columns.filter(({ shown }) => shown).map(({ name }) => name)).toEqual(['data'])
})

test('there are no more columns of paths than can be asked for', () => {
  let columns = firstColumns
  for (let n = 0; n < MAX_PATH_COLUMNS + 5; n++) columns = withColumn(columns, `data.n${n}`)
  expect(columns).toHaveLength(standardColumns.length + MAX_PATH_COLUMNS)
})

test('a moved column stands right before the other one or last, and the rest keep their order', () => {
  const name = fc.constantFrom(...standardColumns)
  fc.assert(
    fc.property(name, fc.option(name, { nil: undefined }), (moved, before) => {
      const columns = namesOf(withColumnBefore(firstColumns, moved, before))
      expect([...columns].toSorted()).toEqual([...standardColumns].toSorted())
      expect(columns.filter((one) => one !== moved)).toEqual(standardColumns.filter((one) => one !== moved))
      if (before === undefined) expect(columns.at(-1)).toBe(moved)
      else if (before !== moved) expect(columns[columns.indexOf(moved) + 1]).toBe(before)
    }),
  )
})

test.each([
  { wanted: 0, widthPx: MIN_COLUMN_PX },
  { wanted: 120.4, widthPx: 120 },
  { wanted: 99_999, widthPx: MAX_COLUMN_PX },
  { wanted: undefined, widthPx: undefined },
])('a width of $wanted becomes $widthPx', ({ wanted, widthPx }) => {
  const columns = withWidth(withWidth(firstColumns, 'type', 300), 'type', wanted)
  expect(columns.find(({ name }) => name === 'type')?.widthPx).toBe(widthPx)
})
