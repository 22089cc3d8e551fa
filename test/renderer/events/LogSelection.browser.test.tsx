import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position } from '../../../src/core/event.ts'
import { orderEvents, shop } from '../shop-events.ts'
import { shownLog } from './shown-log.tsx'

function selectedRows(): readonly number[] {
  return page
    .getByRole('row', { selected: true })
    .elements()
    .map((row) => Number(row.ariaRowIndex))
    .toSorted((one, other) => one - other)
}

const row = (at: number) => page.getByRole('row', { name: new RegExp(`^ ?${at} `) })

test('Shift with arrows and clicks selects ranges, Ctrl single rows, Escape none', async () => {
  const { grid, rest } = await shownLog(shop(10))
  await expect.element(grid).toHaveAttribute('aria-multiselectable', 'true')
  await userEvent.click(row(12))
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  await rest()
  expect(selectedRows()).toEqual([12, 13, 14])
  await userEvent.click(row(10), { modifiers: ['Shift'] })
  await rest()
  expect(selectedRows()).toEqual([10, 11, 12])
  await userEvent.click(row(15), { modifiers: ['Control'] })
  await userEvent.click(row(11), { modifiers: ['Control'] })
  await rest()
  expect(selectedRows()).toEqual([10, 12, 15])
  await userEvent.keyboard('{Control>}{ArrowDown}{ }{/Control}')
  await rest()
  expect(selectedRows()).toEqual([10, 15])
  await expect.element(page.getByText('2 selected')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(selectedRows()).toHaveLength(1)
  await expect.element(page.getByText('2 selected')).not.toBeInTheDocument()
})

test('all in view are selected by Ctrl+A, and two of them can be compared', async () => {
  const { grid, rest, explorer } = await shownLog(shop(10))
  grid.element().focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  await rest()
  await expect.element(page.getByText('20 selected')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Compare' })).toBeDisabled()
  await userEvent.click(row(14))
  await userEvent.click(row(16), { modifiers: ['Control'] })
  await userEvent.click(page.getByRole('button', { name: 'Compare' }))
  expect(explorer.getState()).toMatchObject({ pinnedEvent: 14, selected: 16 })
  const bar = page.getByRole('toolbar', { name: 'Log' })
  await expect.poll(() => bar.element().contains(document.activeElement)).toBe(true)
})

test('arrivals move neither the view nor what is selected, and are one click away', async () => {
  const { rest, explorer, host } = await shownLog(shop(100))
  explorer.getState().showColumn('data.cents')
  explorer.getState().scrubTo(position(50))
  await rest()
  await userEvent.click(row(48))
  await userEvent.click(row(51), { modifiers: ['Shift'] })
  await rest()
  const { top } = row(48).element().getBoundingClientRect()
  await host.append(...orderEvents(101))
  await expect.element(page.getByRole('button', { name: '2 new' })).toBeVisible()
  await rest()
  expect(selectedRows()).toEqual([48, 49, 50, 51])
  expect(row(48).element().getBoundingClientRect().top).toBe(top)
})

test('neighbours of the selected event are gone to by buttons', async () => {
  const { rest, explorer } = await shownLog(shop(10))
  const next = page.getByRole('button', { name: 'Next of the same stream' })
  await expect.element(next).toBeDisabled()
  await userEvent.click(row(17))
  await userEvent.click(next)
  await rest()
  expect(explorer.getState().selected).toBe(18)
  await userEvent.click(page.getByRole('button', { name: 'Previous of the same type' }))
  await rest()
  expect(explorer.getState().selected).toBe(16)
})

test('a log that stays in place is not moved by the playhead until it is to follow again', async () => {
  const { rest, explorer } = await shownLog(shop(100))
  const follow = page.getByRole('switch', { name: 'Follow playhead' })
  await userEvent.click(follow)
  explorer.getState().scrubTo(position(20))
  await rest()
  await expect.element(row(200)).toBeVisible()
  await expect.element(follow).not.toBeChecked()
  await userEvent.click(follow)
  await rest()
  await expect.element(row(20)).toBeVisible()
})
