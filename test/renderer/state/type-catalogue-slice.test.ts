import { expect, test } from 'vitest'
import { EpochError } from '../../../src/core/errors.ts'
import { eventType } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const placed = eventType('OrderPlaced')

test('types are counted, and counted again when the store grows', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  const { types } = explorer.getState()
  expect(explorer.getState().typeSummaries).toEqual([
    { name: 'OrderPlaced', events: 3 },
    { name: 'PaymentTaken', events: 3 },
  ])
  await host.append(new EventBuilder().stream('order-1').type('PaymentTaken').build())
  await idle(explorer.getState().activity)
  expect(explorer.getState().typeSummaries[1]).toEqual({ name: 'PaymentTaken', events: 4 })
  expect(explorer.getState().types).toBe(types)
})

test('an opened type is shown with its first and last event, samples, its shape and its fields over time', async () => {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().openType(placed)
  expect(explorer.getState().side).toBe('type')
  await idle(explorer.getState().activity)
  const { shownType, eventShapes } = explorer.getState()
  expect(shownType).toMatchObject({ type: placed, first: { position: 1 }, last: { position: 39 } })
  expect(shownType?.samples?.map(({ position }) => position)).toEqual([1, 9, 19, 29, 39])
  expect(eventShapes.get(placed)?.sampled).toBe(20)
  expect(shownType?.reading).toMatchObject({
    phase: 'read',
    fields: { events: 20, fields: [{ path: 'data.cents' }, {}] },
  })
})

test('an opened type keeps up with its last event', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().openType(placed)
  await idle(explorer.getState().activity)
  await host.append(new EventBuilder().stream('order-9').type('OrderPlaced').build())
  await expect.poll(() => explorer.getState().shownType?.last?.position).toBe(7)
})

test('what comes of a type that is no longer shown is not shown with another', async () => {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().openType(placed)
  explorer.getState().openType(eventType('PaymentTaken'))
  await idle(explorer.getState().activity)
  const { shownType } = explorer.getState()
  expect(shownType).toMatchObject({ type: 'PaymentTaken', first: { position: 2 }, last: { position: 40 } })
  expect(shownType?.reading).toMatchObject({ fields: { type: 'PaymentTaken' } })
})

test('reading the fields can be stopped and begun again', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const { openType, readFields, stopReadingFields, activity } = explorer.getState()
  openType(placed)
  stopReadingFields()
  await idle(activity)
  expect(explorer.getState().shownType?.reading).toEqual({ phase: 'unread' })
  readFields()
  await idle(activity)
  expect(explorer.getState().shownType?.reading).toMatchObject({ phase: 'read' })
})

test('a reading that fails says why, in the place of what it was to tell', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(3), { host })
  host.store.readAll = () => {
    throw new EpochError('store-corrupt', 'a page of it is damaged')
  }
  explorer.getState().openType(placed)
  await idle(explorer.getState().activity)
  expect(explorer.getState().shownType?.reading).toMatchObject({
    phase: 'failed',
    failure: { code: 'store-corrupt', message: 'a page of it is damaged' },
  })
})

test('another store is entered without a type shown', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().openType(placed)
  await idle(explorer.getState().activity)
  await explorer.getState().openStore()
  expect(explorer.getState().shownType).toBeUndefined()
})
