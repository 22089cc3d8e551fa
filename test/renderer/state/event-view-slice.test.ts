import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

/** Two prices of one stream with something else between them, and one of another stream. */
const prices = ['a-1 Priced', 'b-1 Priced', 'a-1 Renamed', 'a-1 Priced'].map((name) => {
  const [stream = '', type = ''] = name.split(' ')
  return new EventBuilder().stream(stream).type(type).data(name).build()
})

async function differing(at: number) {
  const opened = await openedExplorer(prices)
  opened.explorer.getState().showEventForm('diff')
  opened.explorer.getState().selectEvent(position(at))
  await idle(opened.explorer.getState().activity)
  return opened
}

test('an event is compared with the one before it that is of its type in its stream', async () => {
  const { explorer } = await differing(4)
  expect(explorer.getState().compared?.event?.position).toBe(1)
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  expect(explorer.getState().compared).toEqual({ event: undefined })
})

test('a pinned event is compared with from then on, until it is let go', async () => {
  const { explorer } = await differing(4)
  explorer.getState().pinEvent(position(2))
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({
    comparedWith: 'pinned',
    compared: { event: { position: 2 } },
    pinnedRow: { type: 'Priced', stream: 'b-1' },
  })
  explorer.getState().pinEvent(undefined)
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ comparedWith: 'previous', compared: { event: { position: 1 } } })
})

test('nothing is asked for a difference that nobody looks at', async () => {
  const { explorer, host } = await openedExplorer(prices)
  explorer.getState().pinEvent(position(1))
  explorer.getState().selectEvent(position(4))
  await idle(explorer.getState().activity)
  expect(host.asked.filter((name) => name === 'event.get')).toHaveLength(1)
  expect(explorer.getState().compared).toBeUndefined()
})

test('the pinned event comes back with the store', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(2), { host })
  explorer.getState().pinEvent(position(3))
  await idle(explorer.getState().activity)
  const { explorer: reloaded } = await openedExplorer([], { host })
  expect(reloaded.getState()).toMatchObject({ pinnedEvent: 3, pinnedRow: { type: 'OrderPlaced' } })
})

test('looking for something leaves the difference for the trees', async () => {
  const { explorer } = await differing(4)
  explorer.getState().openEventFind()
  expect(explorer.getState()).toMatchObject({ eventForm: 'tree', eventSought: '' })
})
