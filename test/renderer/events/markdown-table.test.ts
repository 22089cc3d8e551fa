import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import { gridColumns } from '../../../src/renderer/events/grid-columns.ts'
import { markdownTable } from '../../../src/renderer/events/markdown-table.ts'
import type { SelectedEvent } from '../../../src/renderer/state/selected-events.ts'

const telling = { zone: 'utc', firstVersion: 0 } as const

function eventWith(values: Readonly<Record<string, string>>, preview = '{}'): SelectedEvent {
  const row = {
    row: 1,
    position: position(7),
    stream: streamName('order|1'),
    version: streamVersion(2),
    id: eventId('e'),
    type: eventType('Order_Placed'),
    createdAtUs: Date.UTC(2026, 2, 1) * 1000 + 5,
    preview,
  }
  return { row, values: new Map(Object.entries(values)) }
}

const columnsOf = (...names: readonly string[]) =>
  gridColumns(
    names.map((name) => ({ name, shown: true })),
    'known',
  )

test('a table has the columns as they are shown, and what could end a cell in it does not', () => {
  const table = markdownTable(
    columnsOf('position', 'time', 'type', 'stream', 'version', 'data.note'),
    [eventWith({ 'data.note': '"a | b\\nc"' }), eventWith({})],
    telling,
  )
  expect(table.split('\n')).toEqual([
    '| Position | Time (UTC) | Type | Stream @ version | Version | data.note |',
    '| ---: | --- | --- | --- | ---: | --- |',
    '| 7 | 2026-03-01 00:00:00.000005 | Order\\_Placed | order\\|1 | 1 | a \\| b c |',
    '| 7 | 2026-03-01 00:00:00.000005 | Order\\_Placed | order\\|1 | 1 |  |',
    '',
  ])
})

test('whatever a value is, its row has as many cells as the table and reads back as the value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (note) => {
      const table = markdownTable(
        columnsOf('position', 'data.note'),
        [eventWith({ 'data.note': JSON.stringify(note) })],
        telling,
      )
      const lines = table.split('\n')
      expect(lines).toHaveLength(4)
      const cells = lines[2]?.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/) ?? []
      expect(cells).toHaveLength(4)
      const read = cells[2]?.slice(1, -1).replaceAll(/\\([\\|`*_[\]<>&])/g, '$1')
      expect(read).toBe(note.replaceAll(/\s*[\r\n]+\s*/g, ' '))
    }),
  )
})
