import { expect, test } from 'vitest'
import { position, streamName } from '../../../src/core/event.ts'
import { MAX_RECENT } from '../../../src/renderer/state/stream-finder-slice.ts'
import { streamsKept } from '../../../src/renderer/state/streams-kept.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('streams that the log was narrowed to, or whose events were inspected, are recent, the last to come first', async () => {
  const { explorer } = await openedExplorer(shop(20))
  const { setView, selectEvent, activity } = explorer.getState()
  setView({ streams: [streamName('order-1')] })
  setView({ category: 'order' })
  selectEvent(position(9))
  await idle(activity)
  expect(explorer.getState().recentStreams).toEqual(['order-5', 'order-1'])
  setView({ streams: [streamName('order-1')] })
  expect(explorer.getState().recentStreams).toEqual(['order-5', 'order-1'])
})

test('a recent stream stays where it is, and gives way only when all others were looked at since', async () => {
  const { explorer } = await openedExplorer(shop(20))
  const show = (n: number) => explorer.getState().setView({ streams: [streamName(`order-${n}`)] })
  for (let n = 1; n <= MAX_RECENT; n++) show(n)
  const full = explorer.getState().recentStreams
  show(1)
  expect(explorer.getState().recentStreams).toEqual(full)
  show(11)
  expect(explorer.getState().recentStreams).toEqual(['order-11', ...full.filter((name) => name !== 'order-2')])
})

test('a view of several streams makes none recent, and there are never more than a few', async () => {
  const { explorer } = await openedExplorer(shop(20))
  const { setView } = explorer.getState()
  setView({ streams: [streamName('order-1'), streamName('order-2')] })
  expect(explorer.getState().recentStreams).toEqual([])
  for (let n = 1; n <= MAX_RECENT + 3; n++) setView({ streams: [streamName(`order-${n}`)] })
  expect(explorer.getState().recentStreams).toHaveLength(MAX_RECENT)
  expect(explorer.getState().recentStreams[0]).toBe(`order-${MAX_RECENT + 3}`)
})

test('a pinned stream is pinned once, in the order of pinning, until it is unpinned', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const { pinStream, unpinStream } = explorer.getState()
  for (const n of [2, 1, 2]) pinStream(streamName(`order-${n}`))
  expect(explorer.getState().pinnedStreams).toEqual(['order-2', 'order-1'])
  unpinStream(streamName('order-2'))
  expect(explorer.getState().pinnedStreams).toEqual(['order-1'])
})

test('pinned and recent streams are there at the next visit', async () => {
  const host = new MemoryHost()
  const first = await openedExplorer(shop(3), { host })
  first.explorer.getState().pinStream(streamName('order-2'))
  first.explorer.getState().setView({ streams: [streamName('order-3')] })
  first.explorer.getState().turnShelf('recent', 'open')
  await idle(first.explorer.getState().activity)
  const second = await openedExplorer([], { host })
  expect(second.explorer.getState()).toMatchObject({
    pinnedStreams: ['order-2'],
    recentStreams: ['order-3'],
    openShelves: new Set(['pinned', 'recent']),
  })
})

test('of what was kept only names of streams and of shelves are taken, each once', () => {
  const kept = {
    pinnedStreams: ['a', 7, '', 'a', 'b\n', { name: 'c' }, 'd'],
    recentStreams: 'order-1',
    openShelves: ['recent', 7],
  }
  expect(streamsKept.read(kept)).toEqual({
    pinnedStreams: ['a', 'd'],
    recentStreams: [],
    openShelves: new Set(['recent']),
  })
  expect(streamsKept.read({})).toEqual({ pinnedStreams: [], recentStreams: [] })
})

test('finding streams gives what fits best and how many fit', async () => {
  const { explorer } = await openedExplorer(shop(30))
  const { streams, total } = await explorer.getState().findStreams('order-*2', 2)
  expect(streams.map(({ name }) => name)).toEqual(['order-2', 'order-12'])
  expect(total).toBe(3)
})
