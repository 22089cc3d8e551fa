import { expect, test } from 'vitest'
import { position, streamName, streamVersion } from '../../../src/core/event.ts'
import { groupName, type StreamGroups, withPage } from '../../../src/renderer/state/stream-groups.ts'
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
  return new Map([[groupName({ category: 'order' }), withPage(undefined, 0, { streams, total: 3 }, 0)]])
}

const opened = { categories, expanded: new Set(['order']), streamGroups: orders(), streamsText: '' }

test('closed categories are one row each, after that of all events', () => {
  const tree = streamTree({ ...opened, expanded: new Set() })
  expect(Array.from({ length: tree.count }, (_, place) => tree.rowAt(place).kind)).toEqual([
    'all',
    'category',
    'category',
    'category',
  ])
})

test('an open category is followed by its streams', () => {
  const tree = streamTree(opened)
  expect(tree.count).toBe(7)
  expect([2, 3, 4, 5, 6].map((place) => tree.rowAt(place))).toMatchObject([
    { kind: 'category', open: true, category: { name: 'order' } },
    { kind: 'stream', place: 0, stream: { name: 'order-1' } },
    { kind: 'stream', place: 1 },
    { kind: 'stream', place: 2, stream: { name: 'order-3' } },
    { kind: 'category', category: { name: 'stock' } },
  ])
})

test('a stream lies under its category, a category under nothing', () => {
  const tree = streamTree(opened)
  expect([0, 1, 2, 3, 5, 6].map((place) => tree.parentOf(place))).toEqual([-1, -1, -1, 2, 2, -1])
})

test('rows of streams that are not here are there all the same', () => {
  const tree = streamTree({ ...opened, expanded: new Set(['cart']) })
  expect(tree.count).toBe(1004)
  expect(tree.rowAt(900)).toMatchObject({ kind: 'stream', place: 898, stream: undefined })
})

test('which streams are in sight is told by group', () => {
  const tree = streamTree({ ...opened, expanded: new Set(['cart', 'order']) })
  expect(tree.streamsBetween(990, 1004)).toEqual([
    { group: { category: 'cart' }, first: 988, last: 999 },
    { group: { category: 'order' }, first: 0, last: 1 },
  ])
})

test('with a filter there are only the streams that it found', () => {
  const text = 'order-1'
  const found = withPage(undefined, 0, { streams: [], total: 2 }, 0)
  const tree = streamTree({ ...opened, streamsText: text, streamGroups: new Map([[groupName({ text }), found]]) })
  expect(tree.count).toBe(2)
  expect(tree.rowAt(1)).toMatchObject({ kind: 'stream', group: { text }, place: 1 })
})
