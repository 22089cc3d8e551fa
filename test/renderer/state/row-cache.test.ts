import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import {
  missingBlocks,
  noRows,
  ROWS_PER_BLOCK,
  type RowCache,
  rowIn,
  withBlock,
} from '../../../src/renderer/state/row-cache.ts'

function rows(from: number, count: number): readonly EventRow[] {
  return Array.from({ length: count }, (_, index) => ({
    row: from + index,
    position: position(from + index),
    stream: streamName('order-1'),
    version: streamVersion(from + index),
    id: eventId(`event-${from + index}`),
    type: eventType('OrderPlaced'),
    createdAtUs: 0,
    preview: '{}',
  }))
}

function fullBlocks(count: number): RowCache {
  let cache = noRows
  for (let block = 0; block < count; block++)
    cache = withBlock(cache, block, rows(block * ROWS_PER_BLOCK + 1, ROWS_PER_BLOCK))
  return cache
}

test.each([1, 100, 101, 200])('row %i is found in its block', (row) => {
  expect(rowIn(fullBlocks(2), row)?.row).toBe(row)
})

test('a row past the blocks that are here is not found', () => {
  expect(rowIn(fullBlocks(2), 201)).toBeUndefined()
})

test.each([
  { total: 305, missing: [0, 2, 3] },
  { total: 200, missing: [0] },
  { total: 0, missing: [] },
])('of a view of $total rows the blocks $missing are missing', ({ total, missing }) => {
  const cache = withBlock(noRows, 1, rows(101, 100))
  expect(missingBlocks(cache, 95, 305, total)).toEqual(missing)
})

test('the cache keeps the blocks that came last and never grows past a bound', () => {
  const cache = fullBlocks(200)
  expect(cache.size).toBeLessThanOrEqual(64)
  expect(rowIn(cache, 20_000)?.row).toBe(20_000)
  expect(rowIn(cache, 1)).toBeUndefined()
})

test.each([
  { total: 107, missing: [] },
  { total: 108, missing: [1] },
])('a block of 7 rows is missing as soon as the view has grown past it: $total rows', ({ total, missing }) => {
  const cache = withBlock(fullBlocks(1), 1, rows(101, 7))
  expect(missingBlocks(cache, 1, 150, total)).toEqual(missing)
})
