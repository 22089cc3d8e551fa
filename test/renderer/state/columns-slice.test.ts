import { expect, test } from 'vitest'
import { streamName } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { firstColumns, MAX_PATH_COLUMNS } from '../../../src/renderer/state/log-columns.ts'
import { valueIn } from '../../../src/renderer/state/value-cache.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

async function withCents(orders = 200) {
  const opened = await openedExplorer(shop(orders))
  const { explorer } = opened
  explorer.getState().showRows(1, 40)
  explorer.getState().showColumn('data.cents')
  await idle(explorer.getState().activity)
  return opened
}

test('a column of a path has the values of the rows in sight, exact as they are stored', async () => {
  const { explorer } = await withCents()
  explorer.getState().showColumn('data.big')
  await idle(explorer.getState().activity)
  const { valueCache } = explorer.getState()
  expect(valueIn(valueCache, 3, 'data.cents')).toBe('200')
  expect(valueIn(valueCache, 3, 'data.big')).toBe('12345678901234567890')
  expect(valueIn(valueCache, 4, 'data.big')).toBeNull()
  expect(valueIn(valueCache, 301, 'data.cents')).toBeUndefined()
})

test('values of rows that come into sight are asked for, and nothing is asked twice', async () => {
  const { explorer, host } = await withCents()
  explorer.getState().showRows(301, 340)
  await idle(explorer.getState().activity)
  expect(valueIn(explorer.getState().valueCache, 301, 'data.cents')).toBe('15100')
  host.asked.length = 0
  explorer.getState().showRows(1, 40)
  await idle(explorer.getState().activity)
  expect(host.asked).not.toContain('log.values')
})

test('without columns of paths no values are asked for', async () => {
  const { explorer, host } = await openedExplorer(shop(20))
  explorer.getState().showRows(1, 40)
  await idle(explorer.getState().activity)
  expect(host.asked).not.toContain('log.values')
})

test('another view has values of its own', async () => {
  const { explorer } = await withCents()
  explorer.getState().setView({ streams: [streamName('order-7')] })
  explorer.getState().showRows(1, 2)
  await idle(explorer.getState().activity)
  expect(valueIn(explorer.getState().valueCache, 1, 'data.cents')).toBe('700')
})

test('an event that arrives in a row in sight has its values too', async () => {
  const { explorer, host } = await withCents(1)
  await host.append(orderEvents(2)[0])
  await idle(explorer.getState().activity)
  expect(valueIn(explorer.getState().valueCache, 3, 'data.cents')).toBe('200')
})

test('columns come back with the store, in their order and with their widths', async () => {
  const { explorer, host } = await withCents()
  explorer.getState().moveColumn('data.cents', 'position')
  explorer.getState().resizeColumn('type', 222)
  explorer.getState().hideColumn('stream')
  const { columns } = explorer.getState()
  explorer.getState().flushWorkspace()
  await idle(explorer.getState().activity)
  const { explorer: next } = await openedExplorer([], { host })
  expect(next.getState().columns).toEqual(columns)
})

test('of kept columns only those are read that can be columns', async () => {
  const host = new MemoryHost()
  host.workspace = {
    columns: [
      { name: 'data.a', shown: true, widthPx: 1e9 },
      { name: 'no path' },
      { name: 'data.a' },
      7,
      { name: 'type' },
    ],
  }
  const { explorer } = await openedExplorer([new EventBuilder().stream('s').type('T').data({ a: 1 }).build()], { host })
  const { columns } = explorer.getState()
  expect(columns[0]).toEqual({ name: 'data.a', shown: true, widthPx: 1200 })
  expect(columns.filter(({ shown }) => shown)).toHaveLength(1)
  expect(columns).toHaveLength(firstColumns.length + 1)
})

test('as many columns as there can be come back with the store, and one more is refused with a word', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(1), { host })
  for (let n = 1; n <= MAX_PATH_COLUMNS; n++) explorer.getState().showColumn(`data.n${n}`)
  await idle(explorer.getState().activity)
  const { columns } = explorer.getState()
  const { explorer: reloaded } = await openedExplorer([], { host })
  expect(reloaded.getState().columns).toEqual(columns)
  reloaded.getState().showColumn('data.more')
  expect(reloaded.getState().columns).toEqual(columns)
  expect(reloaded.getState().notices.map(({ text }) => text)).toEqual([
    'No more than 40 columns are made of payload paths',
  ])
})
