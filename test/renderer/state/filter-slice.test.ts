import { describe, expect, test } from 'vitest'
import { eventType, streamName } from '../../../src/core/event.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { HandClock } from '../hand-clock.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function opened() {
  const clock = new HandClock()
  const { explorer, host } = await openedExplorer(shop(3), { clock })
  const settle = async (): Promise<void> => {
    await clock.runOut()
  }
  return { explorer, host, clock, settle, state: () => explorer.getState() }
}

describe('what is written in the filter bar', () => {
  test('becomes the view once it has rested', async () => {
    const { state, settle } = await opened()
    state().setFilterText('type:OrderPlaced data.cents>1')
    expect(state().view).toEqual({})
    await settle()
    expect(state().view).toEqual({ types: ['OrderPlaced'], where: 'data.cents>1' })
  })

  test('becomes the view at once where it is to be applied', async () => {
    const { state } = await opened()
    state().setFilterText('category:order')
    state().applyFilter()
    expect(state().view).toEqual({ category: 'order' })
  })

  test('leaves the view as it was where it is no filter, and tells the column', async () => {
    const { state, settle } = await opened()
    state().applyFilter('type:OrderPlaced')
    state().setFilterText('type:OrderPlaced tpye:B')
    await settle()
    expect(state().view).toEqual({ types: ['OrderPlaced'] })
    expect(state().filterFailure?.column).toBe(18)
    expect(state().filterFailure?.message).toContain('did you mean type?')
  })

  test('asks nothing anew where it says the same in other words', async () => {
    const { state, settle, host } = await opened()
    state().applyFilter('type:OrderPlaced')
    await settle()
    const asked = host.asked.length
    state().setFilterText('TYPE = OrderPlaced')
    await settle()
    expect(state().filterText).toBe('TYPE = OrderPlaced')
    expect(host.asked.length).toBe(asked)
  })
})

test('a view that is set elsewhere is what the bar says', async () => {
  const { state } = await opened()
  state().applyFilter('data.cents>1')
  state().setView({ streams: [streamName('order-1')], types: [eventType('Order Placed')] })
  expect(state().filterText).toBe('type:"Order Placed" stream:order-1')
  expect(state().filterTree.kind).toBe('and')
})

test('a text that was being written gives way to a view that is set elsewhere', async () => {
  const { state, settle } = await opened()
  state().setFilterText('type:Never')
  state().setView({ category: 'order' })
  await settle()
  expect(state().view).toEqual({ category: 'order' })
  expect(state().filterText).toBe('category:order')
})

test('narrowing adds a term to what the bar says', async () => {
  const { state } = await opened()
  state().applyFilter('category:order')
  state().filterBy(parseFilter('data.cents=1'), 'only')
  state().filterBy(parseFilter('type:PaymentTaken'), 'exclude')
  expect(state().filterText).toBe('category:order data.cents=1 -type:PaymentTaken')
})

test('a term is replaced, added and taken out by its place', async () => {
  const { state } = await opened()
  state().applyFilter('category:order data.cents=1')
  state().replaceFilterTerm(1, [parseFilter('data.cents=2')])
  expect(state().filterText).toBe('category:order data.cents=2')
  state().replaceFilterTerm(2, [parseFilter('pen')])
  state().replaceFilterTerm(0, [])
  expect(state().filterText).toBe('data.cents=2 pen')
})
