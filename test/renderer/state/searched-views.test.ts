import { expect, test } from 'vitest'
import { eventType, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { SearchingHost } from '../searching-host.ts'
import { shop } from '../shop-events.ts'

async function searched(events = shop(40)) {
  const { explorer } = await openedExplorer(events, { host: new SearchingHost() })
  const { getState: state } = explorer
  return { state, rest: () => idle(state().activity) }
}

test('a neighbour is waited for until the search has come to it', async () => {
  const { state, rest } = await searched()
  state().selectEvent(position(61))
  await rest()
  state().goToNeighbour('type', 'next')
  await rest()
  expect(state()).toMatchObject({ selected: 63, notices: [] })
  state().goToNeighbour('type', 'previous')
  await rest()
  expect(state().selected).toBe(61)
})

test('an event is compared with the one right before it, not with the last that was found', async () => {
  const renamed = Array.from({ length: 12 }, (_, at) =>
    new EventBuilder().stream('customer-1').type('Renamed').data({ at }).build(),
  )
  const { state, rest } = await searched(renamed)
  state().selectEvent(position(11))
  state().showEventForm('diff')
  await rest()
  expect(state().compared?.event?.position).toBe(10)
  expect(state().inspection).toMatchObject({
    inspected: { around: { previous: { position: 10 }, next: { position: 12 } } },
  })
})

test('a view that has not been searched as far as an event does not give way to the whole log', async () => {
  const { state, rest } = await searched()
  const view = { types: [eventType('OrderPlaced')] }
  state().setView(view)
  state().selectEvent(position(71))
  await rest()
  expect(state()).toMatchObject({ view, selected: 71, selectedRow: 36 })
})

test('a neighbour that is wished for later is gone to in place of the first', async () => {
  const { state, rest } = await searched()
  state().selectEvent(position(61))
  await rest()
  state().goToNeighbour('type', 'next')
  state().goToNeighbour('stream', 'next')
  await rest()
  expect(state().selected).toBe(62)
})
