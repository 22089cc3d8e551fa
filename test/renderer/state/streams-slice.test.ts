import { expect, test } from 'vitest'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { groupName, streamIn } from '../../../src/renderer/state/stream-groups.ts'
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
  const group = () => explorer.getState().streamGroups.get(groupName({ category: 'order' }))
  expect(group()?.total).toBe(250)
  expect(streamIn(group(), 0)?.name).toBe('order-1')
  expect(streamIn(group(), 210)).toBeUndefined()
  explorer.getState().showStreams({ category: 'order' }, 195, 215)
  await idle(explorer.getState().activity)
  expect(streamIn(group(), 210)?.category).toBe('order')
})

test('a stream that grows is counted again where it is in sight', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().expandCategory('order')
  await idle(explorer.getState().activity)
  await host.append(new EventBuilder().stream('order-1').type('OrderCancelled').build())
  await idle(explorer.getState().activity)
  const group = explorer.getState().streamGroups.get(groupName({ category: 'order' }))
  expect(streamIn(group, 0)).toMatchObject({ name: 'order-1', version: 3 })
})

test('the filter asks the host once somebody stops typing', async () => {
  const clock = new HandClock()
  const { explorer, host } = await openedExplorer(shop(12), { clock })
  host.asked.length = 0
  explorer.getState().setStreamsText('R-1')
  explorer.getState().setStreamsText('R-12')
  expect(host.asked).toEqual([])
  await clock.runOut()
  expect(host.asked.filter((name) => name === 'streams.list')).toHaveLength(1)
  const group = explorer.getState().streamGroups.get(groupName({ text: 'R-12' }))
  expect(streamIn(group, 0)?.name).toBe('order-12')
  expect(group?.total).toBe(1)
})
