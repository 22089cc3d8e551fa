import { expect, test } from 'vitest'
import { position, streamName } from '../../../src/core/event.ts'
import { rowIn } from '../../../src/renderer/state/row-cache.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

const order = (n: number) => streamName(`order-${n}`)

async function laneShop() {
  const opened = await openedExplorer(shop(20))
  const state = opened.explorer.getState
  state().openLanes([order(3), order(7)])
  await idle(state().activity)
  return { ...opened, state, rest: () => idle(state().activity) }
}

test('lanes have the events of their streams in the order of the store, whatever the log shows', async () => {
  const { state } = await laneShop()
  const { laneRows, middle, view } = state()
  expect([1, 2, 3, 4].map((row) => rowIn(laneRows.rowCache, row)?.position)).toEqual([5, 6, 13, 14])
  expect(laneRows).toMatchObject({ logTotal: 4, logComplete: true, playheadRow: 4 })
  expect({ middle, view }).toEqual({ middle: 'lanes', view: {} })
})

test('a stream is put beside the others once, by its name or by what fits it best', async () => {
  const { state, rest } = await laneShop()
  state().addLane(order(3))
  state().addLaneNamed('order-12')
  await rest()
  expect(state().laneStreams).toEqual([order(3), order(7), order(12)])
  state().addLaneNamed('nothing like it')
  await rest()
  expect(state().laneStreams).toHaveLength(3)
  expect(state().notices.at(-1)?.text).toBe('No stream is named like nothing like it')
})

test('a lane that is taken away takes its events along', async () => {
  const { state, rest } = await laneShop()
  state().removeLane(order(3))
  await rest()
  expect(state().laneRows.logTotal).toBe(2)
})

test('a row that is selected in the lanes is the selected event, and the log’s view stays', async () => {
  const { state, rest } = await laneShop()
  state().setView({ streams: [order(1)] })
  state().selectLaneRow(3)
  await rest()
  expect(state()).toMatchObject({ selected: 13, laneRows: { selectedRow: 3 }, view: { streams: [order(1)] } })
})

test('an event that is selected elsewhere is found in the lanes', async () => {
  const { state, rest } = await laneShop()
  state().selectEvent(position(6))
  await rest()
  expect(state().laneRows).toMatchObject({ selectedRow: 2, reveal: { row: 2 } })
})

test('the lanes share the playhead and grow with the store', async () => {
  const { state, rest, host } = await laneShop()
  state().scrubTo(position(10))
  await rest()
  expect(state().laneRows.playheadRow).toBe(2)
  state().openLanes([order(3), order(21)])
  await host.append(...orderEvents(21))
  await rest()
  expect(state().laneRows.logTotal).toBe(4)
})

test('lanes come back with the store', async () => {
  const { state, rest, host } = await laneShop()
  state().flushWorkspace()
  await rest()
  const { explorer } = await openedExplorer([], { host })
  await idle(explorer.getState().activity)
  expect(explorer.getState().laneStreams).toEqual([order(3), order(7)])
  expect(explorer.getState().laneRows.logTotal).toBe(4)
})
