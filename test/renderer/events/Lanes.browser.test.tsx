import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position, streamName } from '../../../src/core/event.ts'
import { shop } from '../shop-events.ts'
import { heads, shownLog } from './shown-log.tsx'

test('streams are put side by side by their names, and each event stands under its stream', async () => {
  const { rest, explorer } = await shownLog(shop(20))
  await userEvent.click(page.getByRole('tab', { name: 'Lanes' }))
  const field = page.getByRole('combobox', { name: 'Add a stream' })
  for (const name of ['order-7', 'order-3']) {
    await field.fill(name)
    await userEvent.keyboard('{Enter}')
    await rest()
  }
  expect(heads()).toEqual(['Position and time', 'order-7', 'order-3'])
  const cell = page.getByRole('row', { name: /^5 / }).getByRole('gridcell').last()
  await expect.element(cell).toHaveAttribute('aria-colindex', '3')
  const lane = page.getByRole('columnheader', { name: 'order-3' }).element().getBoundingClientRect()
  expect(cell.element().getBoundingClientRect().left).toBeCloseTo(lane.left, 0)
  await userEvent.click(page.getByRole('button', { name: 'Remove order-7' }))
  await rest()
  expect(explorer.getState().laneStreams).toEqual(['order-3'])
  await expect.element(page.getByRole('grid', { name: 'Streams side by side' })).toHaveFocus()
  await userEvent.click(page.getByRole('button', { name: 'Remove order-3' }))
  await expect.element(field).toHaveFocus()
})

test('keys go along the events of all lanes, and Enter brings the playhead there', async () => {
  const { rest, explorer } = await shownLog(shop(20))
  explorer.getState().openLanes([streamName('order-3'), streamName('order-7')])
  await rest()
  const grid = page.getByRole('grid', { name: 'Streams side by side' })
  grid.element().focus()
  await userEvent.keyboard('{Home}{ArrowDown}{ArrowDown}')
  await rest()
  expect(explorer.getState().selected).toBe(13)
  await userEvent.keyboard('{ArrowUp}{Enter}')
  await rest()
  expect(explorer.getState()).toMatchObject({ selected: 6, playhead: 6 })
  const active = document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? '')
  expect(active?.ariaRowIndex).toBe('2')
})

test('lanes without streams say what they are for and begin with the selected event’s', async () => {
  const { rest, explorer } = await shownLog(shop(20))
  explorer.getState().selectEvent(position(9))
  await userEvent.click(page.getByRole('tab', { name: 'Lanes' }))
  await userEvent.click(page.getByRole('button', { name: 'Begin with order-5' }))
  await rest()
  await expect.element(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '1')
})

test('an event in a lane has a menu, by the mouse and by keys', async () => {
  const { rest, explorer } = await shownLog(shop(20))
  explorer.getState().openLanes([streamName('order-3'), streamName('order-7')])
  await rest()
  await userEvent.click(page.getByRole('row', { name: /^13 / }), { button: 'right' })
  expect(explorer.getState().selected).toBe(13)
  await userEvent.click(page.getByRole('menuitem', { name: 'Compare others with it' }))
  expect(explorer.getState().pinnedEvent).toBe(13)
  const grid = page.getByRole('grid', { name: 'Streams side by side' })
  await expect.element(grid).toHaveFocus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await userEvent.click(page.getByRole('menuitem', { name: 'Remove its lane' }))
  await rest()
  expect(explorer.getState().laneStreams).toEqual(['order-3'])
})
