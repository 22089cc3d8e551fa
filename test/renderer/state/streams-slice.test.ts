import { expect, test } from 'vitest'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { streamIn } from '../../../src/renderer/state/stream-groups.ts'
import { HandClock } from '../hand-clock.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('categories are counted', async () => {
  const { explorer } = await openedExplorer(shop(3))
  expect(explorer.getState().categories).toEqual([{ name: 'order', streams: 3, events: 6 }])
})

test('an opened category brings its first streams, and those that come into sight', async () => {
  const { explorer } = await openedExplorer(shop(250))
  explorer.getState().expandCategory('order')
  await idle(explorer.getState().activity)
  const group = () => explorer.getState().streamGroups.get('order')
  expect(group()?.total).toBe(250)
  expect(streamIn(group(), 0)?.name).toBe('order-1')
  expect(streamIn(group(), 210)).toBeUndefined()
  explorer.getState().showStreams('order', 195, 215)
  await idle(explorer.getState().activity)
  expect(streamIn(group(), 210)?.category).toBe('order')
})

test('a stream that grows is counted again where it is in sight', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().expandCategory('order')
  await idle(explorer.getState().activity)
  await host.append(new EventBuilder().stream('order-1').type('OrderCancelled').build())
  await idle(explorer.getState().activity)
  const group = explorer.getState().streamGroups.get('order')
  expect(streamIn(group, 0)).toMatchObject({ name: 'order-1', version: 3 })
})

test('what is written is looked for once somebody stops typing, the best first', async () => {
  const clock = new HandClock()
  const { explorer, host } = await openedExplorer(shop(12), { clock })
  host.asked.length = 0
  explorer.getState().setStreamsText('R')
  explorer.getState().setStreamsText('R1')
  expect(host.asked).toEqual([])
  await clock.runOut()
  expect(host.asked.filter((name) => name === 'streams.find')).toHaveLength(1)
  const { streamHits } = explorer.getState()
  expect(streamHits?.streams.map(({ name }) => name)).toEqual(['order-1', 'order-10', 'order-11', 'order-12'])
  expect(streamHits).toMatchObject({ text: 'R1', total: 4 })
})

test('taking a hit before any has come narrows the log to the best one that comes', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(12), { clock })
  explorer.getState().setStreamsText('order-12')
  explorer.getState().takeHit(0)
  expect(explorer.getState().view).toEqual({})
  await clock.runOut()
  expect(explorer.getState().view).toEqual({ streams: ['order-12'] })
})

test('a hit that was to be taken is not, once something else is written', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(12), { clock })
  explorer.getState().setStreamsText('order-12')
  explorer.getState().takeHit(0)
  explorer.getState().setStreamsText('order-1')
  await clock.runOut()
  expect(explorer.getState().streamHits?.total).toBe(4)
  expect(explorer.getState().view).toEqual({})
})

test('who is about to write is at the field, and the names are read meanwhile without anything being found', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().showLeft('types')
  explorer.getState().openStreamFinder()
  expect(explorer.getState()).toMatchObject({ leftSide: 'streams', findingStream: true })
  host.asked.length = 0
  explorer.getState().streamFieldReached()
  await idle(explorer.getState().activity)
  expect(host.asked).toEqual(['streams.find'])
  expect(explorer.getState()).toMatchObject({ findingStream: false, streamHits: undefined })
})

test('an answer that comes after the text has changed is not shown', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(12), { clock })
  explorer.getState().setStreamsText('order-1')
  const answered = clock.runOut()
  explorer.getState().setStreamsText('')
  await answered
  expect(explorer.getState().streamHits).toBeUndefined()
})

test('a stream that comes to be is found without typing again', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().setStreamsText('refund')
  await idle(explorer.getState().activity)
  expect(explorer.getState().streamHits).toMatchObject({ streams: [], total: 0 })
  await host.append(new EventBuilder().stream('refund-1').type('RefundIssued').build())
  await idle(explorer.getState().activity)
  expect(explorer.getState().streamHits).toMatchObject({ streams: [{ name: 'refund-1' }], total: 1 })
})
