import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('the event that is pointed at is known soon after, and no longer once nothing is', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().pointAt(position(4))
  await idle(explorer.getState().activity)
  expect(explorer.getState().pointedEvent).toMatchObject({ position: 4, type: 'PaymentTaken', stream: 'order-2' })
  explorer.getState().pointAt(undefined)
  expect(explorer.getState()).toMatchObject({ pointedAt: undefined, pointedEvent: undefined })
})

test('before the first event the first is meant', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().pointAt(position(0))
  await idle(explorer.getState().activity)
  expect(explorer.getState().pointedEvent?.position).toBe(1)
})

test('of places that the pointer passes only the last is asked for, and none once it has left', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(20), { host })
  const before = host.asked.length
  for (let at = 1; at <= 30; at++) explorer.getState().pointAt(position(at))
  await idle(explorer.getState().activity)
  expect(explorer.getState().pointedEvent?.position).toBe(30)
  expect(host.asked.length - before).toBe(4)
  explorer.getState().pointAt(position(3))
  explorer.getState().pointAt(undefined)
  await idle(explorer.getState().activity)
  expect(explorer.getState().pointedEvent).toBeUndefined()
})

test('what is masked is not shown', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().maskPath('data.cents')
  explorer.getState().pointAt(position(2))
  await idle(explorer.getState().activity)
  expect(explorer.getState().pointedEvent?.preview).toBe('{"cents":"***"}')
})
