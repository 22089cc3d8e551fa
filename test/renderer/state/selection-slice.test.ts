import { expect, test } from 'vitest'
import type { ExportChoice } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { eventType, position, streamName } from '../../../src/core/event.ts'
import type { ExplorerState } from '../../../src/renderer/state/explorer-store.ts'
import type { SelectedEvent } from '../../../src/renderer/state/selected-events.ts'
import { MAX_SELECTED, selectedPositions } from '../../../src/renderer/state/selection-slice.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function shownShop(orders = 200) {
  const opened = await openedExplorer(shop(orders))
  const state = opened.explorer.getState
  state().showRows(1, 40)
  await idle(state().activity)
  return { ...opened, state, rest: () => idle(state().activity) }
}

function selectedEvents({ readSelected }: ExplorerState): Promise<readonly SelectedEvent[]> {
  return new Promise((resolve) => readSelected(resolve))
}

test('a range goes from where it began to each row in turn, either way', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(10)
  state().extendSelection(13)
  await rest()
  expect(selectedPositions(state())).toEqual([10, 11, 12, 13])
  state().extendSelection(8)
  await rest()
  expect(selectedPositions(state())).toEqual([8, 9, 10])
  expect(state()).toMatchObject({ selectedRow: 8, selected: 8, reveal: { row: 8 } })
})

test('a range reaches rows that are not here', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(30)
  state().extendSelection(350)
  await rest()
  expect(state().selection.size).toBe(321)
  expect(state().selected).toBe(350)
})

test('events are taken in and out one by one, beginning with the one that was selected', async () => {
  const { state } = await shownShop()
  state().selectRow(5)
  state().turnInSelection(9)
  expect(selectedPositions(state())).toEqual([5, 9])
  state().turnInSelection(5)
  expect(selectedPositions(state())).toEqual([9])
  expect(state().selected).toBe(5)
})

test('rows that are not here are taken in one by one, none is lost, and a plain choice calls them off', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(5)
  state().selectRow(310)
  state().turnInSelection(350)
  state().turnInSelection(330)
  await rest()
  expect(selectedPositions(state())).toEqual([310, 330, 350])
  expect(state().selected).toBe(330)
  state().turnInSelection(210)
  state().selectRow(9)
  await rest()
  expect(selectedPositions(state())).toEqual([9])
})

test('a plain choice of a row selects that one alone, and so does an event gone to from elsewhere', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(5)
  state().extendSelection(7)
  await rest()
  state().selectRow(6)
  expect(selectedPositions(state())).toEqual([6])
  state().extendSelection(9)
  await rest()
  state().selectEvent(position(1))
  expect(selectedPositions(state())).toEqual([1])
})

test('all in view are selected, up to a bound that is said', async () => {
  const { state, rest } = await shownShop(MAX_SELECTED / 2 + 50)
  state().selectAllInView()
  await rest()
  expect(state().selection.size).toBe(MAX_SELECTED)
  expect(state().notices.map(({ text }) => text)).toEqual(['The first 10,000 events of 10,100 are selected'])
})

test('another view forgets what is selected together', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(5)
  state().extendSelection(9)
  await rest()
  state().setView({ streams: [streamName('order-3')] })
  await rest()
  expect(state().selection.size).toBe(0)
})

test('arrivals leave the selection as it is', async () => {
  const { state, rest, host } = await shownShop(3)
  state().selectRow(2)
  state().extendSelection(4)
  await rest()
  await host.append(...shop(5).slice(6))
  await rest()
  expect(selectedPositions(state())).toEqual([2, 3, 4])
})

test('two events are compared: the first is pinned, the second shown', async () => {
  const { state, rest } = await shownShop()
  state().selectRow(7)
  state().turnInSelection(3)
  state().compareSelected()
  await rest()
  expect(state()).toMatchObject({ pinnedEvent: 3, selected: 7, side: 'event' })
})

test('a what-if without the selected events skips just those', async () => {
  const { state, rest } = await shownShop(5)
  state().selectRow(3)
  state().extendSelection(4)
  await rest()
  state().whatIfWithoutSelected()
  await rest()
  expect(state().whatIfs).toMatchObject([{ name: 'What if', skip: [3, 4], edit: [], insert: [] }])
  expect(state().activeWhatIf).toBe('What if')
})

test('a fixture is the selected events as NDJSON, with the masks of the store', async () => {
  const host = new MemoryHost()
  const choices: ExportChoice[] = []
  host.exporting = async function* (choice) {
    choices.push(choice)
    yield { kind: 'exported', fileName: 'shop.ndjson', mediaType: 'application/x-ndjson', events: 2, leftOut: 0 }
  }
  const { explorer } = await openedExplorer(shop(5), { host, saveFile: () => {} })
  const { getState: state } = explorer
  state().showRows(1, 10)
  state().maskPath('data.cents')
  await idle(state().activity)
  state().selectRow(3)
  state().turnInSelection(6)
  state().saveSelectedFixture()
  await idle(state().activity)
  expect(choices).toMatchObject([{ format: 'ndjson', positions: [3, 6], masks: ['data.cents'] }])
  expect(state().exporting).toMatchObject({ kind: 'done', events: 2 })
})

test('selected events are read with the values of the shown columns, masked even while masks are revealed', async () => {
  const { state, rest } = await shownShop()
  state().showColumn('data.cents')
  state().showColumn('data.big')
  state().maskPath('data.cents')
  state().revealMasked()
  await rest()
  state().selectRow(3)
  await rest()
  state().turnInSelection(301)
  await rest()
  const events = await selectedEvents(state())
  expect(events.map(({ row }) => row.position)).toEqual([3, 301])
  expect(events[0]?.values.get('data.cents')).toBe('"***"')
  expect(events[0]?.values.get('data.big')).toBe('12345678901234567890')
  expect(events[0]?.row.preview).toContain('"***"')
})

test('selected events are read wherever they lie, more than one page of them and between those that are not', async () => {
  const { state, rest } = await shownShop(1500)
  state().setView({ types: [eventType('PaymentTaken')] })
  await rest()
  state().selectAllInView()
  await rest()
  state().turnInSelection(2)
  await rest()
  const positions = (await selectedEvents(state())).map(({ row }) => row.position)
  expect(positions).toHaveLength(1499)
  expect(positions.slice(0, 3)).toEqual([2, 6, 8])
  expect(positions.at(-1)).toBe(3000)
})

test('that selected events could not be read is told', async () => {
  const { state, rest, host } = await shownShop(5)
  state().selectRow(3)
  host.request = () => Promise.reject(new EpochError('store-corrupt', 'the disk is damaged'))
  state().readSelected(() => {})
  await rest()
  expect(state().notices.map(({ text }) => text)).toEqual([expect.stringContaining('the disk is damaged')])
})
