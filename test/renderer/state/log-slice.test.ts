import { expect, test } from 'vitest'
import { position, streamName } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import { rowIn } from '../../../src/renderer/state/row-cache.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

test('rows that come into sight are asked for and arrive', async () => {
  const { explorer } = await openedExplorer(shop(200))
  explorer.getState().showRows(250, 290)
  await idle(explorer.getState().activity)
  const { rowCache, logTotal, logComplete } = explorer.getState()
  expect(rowIn(rowCache, 251)).toMatchObject({ row: 251, position: 251, stream: 'order-126' })
  expect({ logTotal, logComplete }).toEqual({ logTotal: 400, logComplete: true })
})

test('of the places scrolled past only the last is asked for', async () => {
  const { explorer, host } = await openedExplorer(shop(200))
  host.asked.length = 0
  for (let first = 1; first <= 301; first += 50) explorer.getState().showRows(first, first + 20)
  await idle(explorer.getState().activity)
  expect(host.asked.filter((name) => name === 'log.rows').length).toBeLessThanOrEqual(2)
  expect(rowIn(explorer.getState().rowCache, 310)?.position).toBe(310)
})

test('an event that arrives in a row in sight is shown', async () => {
  const { explorer, host } = await openedExplorer(shop(1))
  explorer.getState().showRows(1, 20)
  await idle(explorer.getState().activity)
  await host.append(orderEvents(2)[0])
  await idle(explorer.getState().activity)
  expect(rowIn(explorer.getState().rowCache, 3)).toMatchObject({ type: 'OrderPlaced', stream: 'order-2' })
})

test('a narrowed view counts and numbers its own rows', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().setView({ streams: [streamName('order-3')] })
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ logTotal: 2, playheadRow: 2 })
  expect(rowIn(explorer.getState().rowCache, 1)).toMatchObject({ row: 1, position: 5 })
})

test('narrowing the view keeps the selection and finds its row there', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().selectEvent(position(6))
  await idle(explorer.getState().activity)
  explorer.getState().setView({ streams: [streamName('order-3')] })
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ selected: 6, selectedRow: 2 })
})

test('an event that is gone to and is not in the view brings the whole log back', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().setView({ streams: [streamName('order-3')] })
  await idle(explorer.getState().activity)
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ view: EVERYTHING, selected: 1, selectedRow: 1, reveal: { row: 1 } })
})

test('a row that is not here can be selected; its event follows', async () => {
  const { explorer } = await openedExplorer(shop(200))
  explorer.getState().selectRow(399)
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ selected: 399, selectedRow: 399 })
})

test('the playhead row is that of the last event of the view at or before it', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().setView({ streams: [streamName('order-3')] })
  explorer.getState().scrubTo(position(5))
  await idle(explorer.getState().activity)
  expect(explorer.getState().playheadRow).toBe(1)
  explorer.getState().scrubTo(position(4))
  await idle(explorer.getState().activity)
  expect(explorer.getState().playheadRow).toBe(0)
})

test.each([
  { of: 'type', sought: 'next', found: 7 },
  { of: 'type', sought: 'previous', found: 3 },
  { of: 'stream', sought: 'next', found: 6 },
] as const)('the $sought of the same $of is gone to', async ({ of, sought, found }) => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().selectEvent(position(5))
  await idle(explorer.getState().activity)
  explorer.getState().goToNeighbour(of, sought)
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ selected: found, selectedRow: found })
})

test('the next of the same correlation is gone to, whatever lies between', async () => {
  const part = (stream: string, correlationId: string) =>
    new EventBuilder().stream(stream).type('Part').data({}).metadata({ correlationId }).build()
  const { explorer } = await openedExplorer([part('a-1', 'one'), part('a-2', 'two'), part('b-1', 'one')])
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  explorer.getState().goToNeighbour('correlation', 'next')
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ selected: 3, view: EVERYTHING })
})

test('where there is no neighbour in what the log shows, that is said and nothing moves', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().setView({ streams: [streamName('order-3')] })
  explorer.getState().selectEvent(position(5))
  await idle(explorer.getState().activity)
  explorer.getState().goToNeighbour('type', 'next')
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ selected: 5, view: { streams: ['order-3'] } })
  expect(explorer.getState().notices.map(({ text }) => text)).toEqual([
    'No later event of this type in what the log shows',
  ])
})

test('previews do not show what is masked, and are asked for again when that changes', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().showRows(1, 10)
  explorer.getState().maskPath('data.cents')
  await idle(explorer.getState().activity)
  expect(rowIn(explorer.getState().rowCache, 1)?.preview).toContain('"cents":"***"')
  explorer.getState().revealMasked()
  await idle(explorer.getState().activity)
  expect(rowIn(explorer.getState().rowCache, 1)?.preview).toContain('"cents":100')
})
