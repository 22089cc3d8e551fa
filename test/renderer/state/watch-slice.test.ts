import { expect, test } from 'vitest'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { pathText, stateExpression } from '../../../src/renderer/state/path-text.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function watching() {
  const opened = await openedExplorer(shop(3), { startProjection: folding() })
  const { explorer } = opened
  const tab = explorer.getState().projections[0]?.id ?? 0
  explorer.getState().watchPath(tab, 'order-2', ['status'])
  await idle(explorer.getState().activity)
  return { ...opened, tab }
}

test('a watched path has a tick at every change of its value', async () => {
  const { explorer } = await watching()
  expect(explorer.getState().watches).toMatchObject([
    {
      key: 'order-2',
      projection: 'Orders',
      upTo: 6,
      complete: true,
      changes: [
        { position: 3, value: '"placed"' },
        { position: 4, value: '"paid"' },
      ],
    },
  ])
  expect(explorer.getState().tracks).toEqual([
    { id: 'watch-1', label: 'order-2 · status', tone: 'watch', positions: [3, 4] },
  ])
})

test('a watched path that is a number is a line too', async () => {
  const { explorer, host, tab } = await watching()
  explorer.getState().watchPath(tab, 'order-2', ['cents'])
  await host.append(new EventBuilder().stream('order-2').type('OrderPlaced').data({ cents: 7 }).build())
  await idle(explorer.getState().activity)
  const [status, cents] = explorer.getState().tracks
  expect(status?.line).toBeUndefined()
  expect(cents?.line).toEqual({
    points: [
      { position: 3, value: 200 },
      { position: 7, value: 7 },
    ],
    least: 7,
    most: 200,
    events: 2,
  })
})

test('changes that come later are added', async () => {
  const { explorer, host } = await watching()
  await host.append(new EventBuilder().stream('order-2').type('OrderPlaced').data({ cents: 7 }).build())
  await idle(explorer.getState().activity)
  expect(explorer.getState().tracks[0]?.positions).toEqual([3, 4, 7])
  expect(explorer.getState().watches[0]?.upTo).toBe(7)
})

test('another source is asked from the start', async () => {
  const { explorer, tab } = await watching()
  const before = explorer.getState().watches[0]?.changes
  explorer.getState().editProjection(tab, 'another')
  await idle(explorer.getState().activity)
  const after = explorer.getState().watches[0]?.changes
  expect(after).toEqual(before)
  expect(after).not.toBe(before)
})

test('the same path is watched once', async () => {
  const { explorer, tab } = await watching()
  explorer.getState().watchPath(tab, 'order-1', ['cents'])
  explorer.getState().watchPath(tab, 'order-2', ['status'])
  expect(explorer.getState()).toMatchObject({ watches: [{}, {}], focusedTrack: 'watch-1' })
})

test('a watch ends with its tab, or when one ends it', async () => {
  const { explorer, tab } = await watching()
  explorer.getState().watchPath(tab, 'order-1', [])
  explorer.getState().endWatch(1)
  expect(explorer.getState().tracks.map(({ label }) => label)).toEqual(['order-1'])
  explorer.getState().closeProjection(tab)
  expect(explorer.getState()).toMatchObject({ watches: [], tracks: [] })
})

test.each([
  { path: [], text: '', expression: 'state' },
  { path: ['a', 'b'], text: 'a.b', expression: 'state.a.b' },
  { path: ['lines', 0, 'odd name'], text: 'lines[0]["odd name"]', expression: 'state.lines[0]["odd name"]' },
  { path: ['', '__proto__'], text: '[""].__proto__', expression: 'state[""].__proto__' },
])('a path is written as one would write it: $expression', ({ path, text, expression }) => {
  expect([pathText(path), stateExpression(path)]).toEqual([text, expression])
})
