import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import { rowWhen } from '../../../src/renderer/events/row-when.ts'
import { noRows, withBlock } from '../../../src/renderer/state/row-cache.ts'

/** Rows 1 to 3 at positions 10, 20 and 30. */
const cache = withBlock(noRows, 0, [1, 2, 3].map(rowAt))

function rowAt(row: number): EventRow {
  return {
    row,
    position: position(row * 10),
    stream: streamName('order-1'),
    version: streamVersion(row),
    id: eventId(`event-${row}`),
    type: eventType('OrderPlaced'),
    createdAtUs: row,
    preview: '',
  }
}

test.each([
  { playhead: 0, whens: ['next', 'later', 'later'] },
  { playhead: 15, whens: ['past', 'next', 'later'] },
  { playhead: 20, whens: ['past', 'past', 'next'] },
  { playhead: 30, whens: ['past', 'past', 'past'] },
])('with the playhead at $playhead the rows are $whens', ({ playhead, whens }) => {
  expect([1, 2, 3].map((row) => rowWhen(cache, row, position(playhead)))).toEqual(whens)
})

test('a row on its way is not dimmed', () => {
  expect(rowWhen(cache, 4, position(0))).toBe('past')
})
