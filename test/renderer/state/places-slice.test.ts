import { expect, test } from 'vitest'
import { position, streamName } from '../../../src/core/event.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import type { ExplorerState } from '../../../src/renderer/state/explorer-store.ts'
import { MAX_PLACES } from '../../../src/renderer/state/places-slice.ts'
import { HandClock } from '../hand-clock.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

interface Visit {
  readonly state: () => ExplorerState
  /** Lets time pass until everything is at rest. */
  readonly rest: () => Promise<void>
}

async function visit(): Promise<Visit> {
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(20), { clock })
  return { state: explorer.getState, rest: () => clock.runOut() }
}

test('back and forward lead through what was selected, shown and played to', async () => {
  const { state, rest } = await visit()
  state().selectEvent(position(5))
  await rest()
  state().scrubTo(position(12))
  await rest()
  state().setView({ streams: [streamName('order-3')] })
  await rest()
  state().showSide('history')
  await rest()

  state().goBack()
  expect(state()).toMatchObject({ side: 'event', view: { streams: ['order-3'] }, playhead: 12 })
  state().goBack()
  expect(state()).toMatchObject({ view: EVERYTHING, playhead: 12, selected: 5 })
  state().goBack()
  expect(state()).toMatchObject({ following: true, playhead: 40, selected: 5 })
  state().goBack()
  expect(state()).toMatchObject({ following: true, selected: undefined })
  expect(state().placesBehind).toEqual([])

  for (let step = 0; step < 4; step++) state().goForward()
  expect(state()).toMatchObject({ side: 'history', view: { streams: ['order-3'] }, playhead: 12, selected: 5 })
  expect(state().placesAhead).toEqual([])
})

test('moves that follow each other without a rest are one', async () => {
  const { state, rest } = await visit()
  for (let at = 1; at < 20; at++) state().scrubTo(position(at))
  await rest()
  expect(state().placesBehind.map(({ playhead }) => playhead)).toEqual(['live'])
})

test('what is not at rest yet is a place too, once one goes back from it', async () => {
  const { state } = await visit()
  state().selectEvent(position(7))
  state().goBack()
  expect(state().selected).toBeUndefined()
  state().goForward()
  expect(state().selected).toBe(7)
})

test('going back is not itself a move, and the next move forgets what lay ahead', async () => {
  const { state, rest } = await visit()
  state().selectEvent(position(3))
  await rest()
  state().goBack()
  await rest()
  expect(state().placesAhead).toHaveLength(1)
  state().selectEvent(position(9))
  await rest()
  expect(state().placesAhead).toEqual([])
  expect(state().placesBehind).toHaveLength(1)
})

test('new events that the playhead follows are no move', async () => {
  const { state, rest } = await visit()
  state().headMovedTo(position(41))
  await rest()
  expect(state().placesBehind).toEqual([])
})

test('while it plays the playhead is under way; where it stops is the next place', async () => {
  const { state, rest } = await visit()
  state().scrubTo(position(3))
  await rest()
  state().play()
  state().scrubTo(position(6))
  await rest()
  await rest()
  expect(state().placesBehind).toHaveLength(1)
  state().pause()
  await rest()
  expect(state().placesBehind.map(({ playhead }) => playhead)).toEqual(['live', 3])
})

test('the oldest places are forgotten', async () => {
  const { state, rest } = await visit()
  for (let move = 0; move < MAX_PLACES + 5; move++) {
    state().selectEvent(position(1 + (move % 2)))
    await rest()
  }
  expect(state().placesBehind).toHaveLength(MAX_PLACES)
})

test('a place is gone to from anywhere, and back from there', async () => {
  const { state, rest } = await visit()
  state().selectEvent(position(3))
  await rest()
  state().selectEvent(position(9))
  await rest()
  const [first] = state().placesBehind
  if (first !== undefined) state().goToPlace(first)
  expect(state().selected).toBeUndefined()
  state().goBack()
  expect(state().selected).toBe(9)
})

test('places belong to their store', async () => {
  const { state, rest } = await visit()
  state().selectEvent(position(3))
  await rest()
  await state().openStore()
  expect(state()).toMatchObject({ placesBehind: [], placesAhead: [] })
})
