import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import { formatFilter } from '../../../src/core/filter/format-filter.ts'
import { cellFilter } from '../../../src/renderer/events/cell-filter.ts'
import { gridColumns } from '../../../src/renderer/events/grid-columns.ts'

const event = {
  row: 1,
  position: position(7),
  stream: streamName('order-1'),
  version: streamVersion(2),
  id: eventId('e 7'),
  type: eventType('OrderPlaced'),
  createdAtUs: Date.UTC(2026, 2, 1) * 1000,
  preview: '{}',
}

test.each([
  { name: 'position', value: undefined, says: 'position:7' },
  { name: 'version', value: undefined, says: 'version:2' },
  { name: 'type', value: undefined, says: 'type:OrderPlaced' },
  { name: 'stream', value: undefined, says: 'stream:order-1' },
  { name: 'id', value: undefined, says: 'id:"e 7"' },
  { name: 'correlation', value: '"c-1"', says: 'correlation:c-1' },
  { name: 'data.total', value: '12.50', says: 'data.total=12.50' },
  { name: 'data.note', value: '"a \\"b\\""', says: 'data.note="a \\"b\\""' },
  { name: 'data.note', value: '"12"', says: 'data.note="12"' },
  { name: 'data.paid', value: 'false', says: 'data.paid=false' },
  { name: 'data.paid', value: 'null', says: 'data.paid=null' },
  { name: 'data', value: undefined, says: undefined },
  { name: 'data.lines', value: '[1,2]', says: undefined },
  { name: 'data.note', value: '"cut…', says: undefined },
  { name: 'data.note', value: '"***"', says: undefined },
  { name: 'data.note', value: null, says: undefined },
])('a cell of $name with $value is filtered by as $says', ({ name, value, says }) => {
  const [column] = gridColumns([{ name, shown: true }], 'known')
  const term = column && cellFilter(column, event, value)
  expect(term && formatFilter(term)).toBe(says)
})
