import { expect, test } from 'vitest'
import { eventType, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { leafFields } from '../../../src/core/event-shape/leaf-fields.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

const placed = eventType('OrderPlaced')
const taken = eventType('PaymentTaken')

test('no type is looked at before somebody wants types', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  expect(explorer.getState().eventShapes.size).toBe(0)
  expect(host.asked).not.toContain('types.samples')
})

test('every type is looked at once somebody does, and one that comes later too', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().wantEventShapes()
  await idle(explorer.getState().activity)
  const { eventShapes } = explorer.getState()
  expect([...eventShapes].map(([type, shape]) => [type, shape?.sampled])).toEqual([
    [placed, 3],
    [taken, 3],
  ])
  await host.append(new EventBuilder().stream('order-1').type('OrderShipped').data({ by: 'ship' }).build())
  await expect.poll(() => explorer.getState().eventShapes.get(eventType('OrderShipped'))?.sampled).toBe(1)
  expect(explorer.getState().eventShapes.get(placed)).toBe(eventShapes.get(placed))
})

test('every type is looked at again once the store has grown a good deal', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().wantEventShapes()
  await idle(explorer.getState().activity)
  await host.append(...Array.from({ length: 20 }, () => orderEvents(9)[1]))
  await expect.poll(() => explorer.getState().eventShapes.get(taken)?.sampled).toBe(23)
})

test('one type can be looked at alone, and is looked at once', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  const shape = await explorer.getState().eventShape(taken)
  expect(leafFields(shape)).toEqual([{ path: ['cents'], kind: 'number', always: true }])
  expect(await explorer.getState().eventShape(taken)).toBe(shape)
  expect(host.asked.filter((name) => name === 'types.samples')).toHaveLength(1)
  expect(explorer.getState().eventShapes.get(placed)).toBeUndefined()
})

test('what a person may begin with follows the inspected event, or what they choose', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const { selectEvent, chooseNewProjection, setStarterType, endChoosing, activity } = explorer.getState()
  chooseNewProjection()
  await idle(activity)
  expect(explorer.getState()).toMatchObject({ choosingProjection: true, starterType: placed })
  endChoosing()
  selectEvent(position(2))
  await idle(activity)
  chooseNewProjection()
  await idle(activity)
  expect(explorer.getState().starterType).toBe(taken)
  expect(explorer.getState().starterFields?.map(({ path }) => path)).toEqual([['cents']])
  setStarterType(placed)
  await idle(activity)
  expect(explorer.getState().starterFields?.map(({ path }) => path)).toEqual([['cents'], ['big']])
})
