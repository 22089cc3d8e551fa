import { expect, test } from 'vitest'
import { position, type StreamName, streamName, streamVersion } from '../../../src/core/event.ts'
import { type StreamGroups, withPage } from '../../../src/renderer/state/stream-groups.ts'
import type { StreamShelf } from '../../../src/renderer/state/streams-slice.ts'
import { streamTree } from '../../../src/renderer/streams/stream-tree.ts'

const categories = [
  { name: 'cart', streams: 1000, events: 5000 },
  { name: 'order', streams: 3, events: 9 },
  { name: 'stock', streams: 1, events: 2 },
]

function orders(): StreamGroups {
  const streams = [1, 2, 3].map((n) => ({
    name: streamName(`order-${n}`),
    category: 'order',
    version: streamVersion(3),
    lastPosition: position(n * 3),
  }))
  return new Map([['order', withPage(undefined, 0, { streams, total: 3 }, 0)]])
}

const nothing: readonly StreamName[] = []

const opened = {
  pinnedStreams: nothing,
  recentStreams: nothing,
  openShelves: new Set<StreamShelf>(['pinned']),
  categories,
  expanded: new Set(['order']),
  streamGroups: orders(),
}

test('closed categories are one row each, after those of all events and of recent streams', () => {
  const tree = streamTree({ ...opened, expanded: new Set() })
  expect(Array.from({ length: tree.count }, (_, place) => tree.rowAt(place).kind)).toEqual([
    'all',
    'shelf',
    'category',
    'category',
    'category',
  ])
})

test('an open category is followed by its streams', () => {
  const tree = streamTree(opened)
  expect(tree.count).toBe(8)
  expect([3, 4, 5, 6, 7].map((place) => tree.rowAt(place))).toMatchObject([
    { kind: 'category', open: true, category: { name: 'order' } },
    { kind: 'stream', place: 0, stream: { name: 'order-1' } },
    { kind: 'stream', place: 1 },
    { kind: 'stream', place: 2, stream: { name: 'order-3' } },
    { kind: 'category', category: { name: 'stock' } },
  ])
})

test('a stream lies under its category, a category under nothing', () => {
  const tree = streamTree(opened)
  expect([0, 1, 2, 3, 4, 6, 7].map((place) => tree.parentOf(place))).toEqual([-1, -1, -1, -1, 3, 3, -1])
})

test('rows of streams that are not here are there all the same', () => {
  const tree = streamTree({ ...opened, expanded: new Set(['cart']) })
  expect(tree.count).toBe(1005)
  expect(tree.rowAt(900)).toMatchObject({ kind: 'stream', place: 897, stream: undefined })
})

test('which streams are in sight is told by category', () => {
  const tree = streamTree({ ...opened, expanded: new Set(['cart', 'order']) })
  expect(tree.streamsBetween(991, 1005)).toEqual([
    { category: 'cart', first: 988, last: 999 },
    { category: 'order', first: 0, last: 1 },
  ])
})

test('pinned streams stand above recent ones, and those only where their shelf is open', () => {
  const [first, second] = [streamName('order-7'), streamName('cart-1')]
  const shelves = { ...opened, expanded: new Set<string>(), pinnedStreams: [first, second], recentStreams: [second] }
  const tree = streamTree(shelves)
  expect([1, 2, 3, 4, 5].map((place) => tree.rowAt(place))).toMatchObject([
    { kind: 'shelf', shelf: 'pinned', streams: 2, open: true },
    { kind: 'kept', shelf: 'pinned', name: first },
    { kind: 'kept', shelf: 'pinned', name: second },
    { kind: 'shelf', shelf: 'recent', streams: 1, open: false },
    { kind: 'category' },
  ])
  const openRecent = streamTree({ ...shelves, openShelves: new Set(['recent']) })
  expect(openRecent.rowAt(3)).toEqual({ kind: 'kept', shelf: 'recent', name: second })
  expect(openRecent.parentOf(3)).toBe(2)
  expect(openRecent.streamsBetween(0, 10)).toEqual([])
})
