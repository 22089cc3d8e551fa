import { expect, test } from 'vitest'
import { type Position, position } from '../../../src/core/event.ts'
import { HandClock } from '../hand-clock.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

test('a store opens at its head and follows it', async () => {
  const { explorer } = await openedExplorer(shop(3))
  expect(explorer.getState()).toMatchObject({ playhead: 6, head: 6, following: true })
  expect(explorer.getState().playheadEvent).toMatchObject({ position: 6, row: 6, type: 'PaymentTaken' })
})

test('an event appended by another process carries a following playhead along', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  await host.append(orderEvents(4)[0])
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ playhead: 7, head: 7, following: true, logTotal: 7 })
})

test('a scrubbed playhead stays put when events arrive', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().scrubTo(position(2))
  await host.append(...orderEvents(4))
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ playhead: 2, head: 8, following: false })
})

test('scrubbing past the head ends at it and follows again', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().scrubTo(position(2))
  explorer.getState().scrubTo(position(1000))
  expect(explorer.getState()).toMatchObject({ playhead: 6, following: true })
})

test('selecting an event leaves the playhead where it is', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().scrubTo(position(4))
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ playhead: 4, selected: 1, selectedRow: 1 })
})

test.each([
  { from: 4, steps: [-1], to: 3 },
  { from: 4, steps: [1], to: 5 },
  { from: 4, steps: [-1, -1, -1], to: 1 },
  { from: 1, steps: [-1], to: 0 },
  { from: 1, steps: [-100], to: 0 },
  { from: 0, steps: [1], to: 1 },
  { from: 5, steps: [100], to: 6 },
])('stepping by $steps from position $from comes to $to', async ({ from, steps, to }) => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().scrubTo(from as Position)
  for (const events of steps) explorer.getState().step(events)
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(to)
})

test('a step that is overtaken by a scrub does not come', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().scrubTo(position(4))
  explorer.getState().step(-1)
  explorer.getState().scrubTo(position(2))
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(2)
})

test('playing goes on by as many events a second as asked for, and stops at the head', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(20), { clock })
  explorer.getState().scrubTo(position(10))
  explorer.getState().setSpeed(10)
  explorer.getState().play()
  await clock.frameAt(0)
  await clock.frameAt(500)
  expect(explorer.getState()).toMatchObject({ playing: true, playhead: 15 })
  await clock.frameAt(1000)
  expect(explorer.getState().playhead).toBe(20)
  await clock.frameAt(60_000)
  expect(explorer.getState()).toMatchObject({ playing: false, playhead: 40, following: true })
})

test('playing from the head starts at the beginning', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(20), { clock })
  explorer.getState().play()
  expect(explorer.getState()).toMatchObject({ playing: true, playhead: 0, following: false })
})

test('a scrub while playing is where it goes on from', async () => {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(20), { clock })
  explorer.getState().setSpeed(10)
  explorer.getState().play()
  await clock.frameAt(0)
  await clock.frameAt(300)
  explorer.getState().scrubTo(position(20))
  await clock.frameAt(1000)
  await clock.frameAt(1200)
  expect(explorer.getState()).toMatchObject({ playing: true, playhead: 22 })
})

test('an event that was on its way is none of the start', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().scrubTo(position(5))
  explorer.getState().scrubTo(position(0))
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ playhead: 0, playheadEvent: undefined })
})
