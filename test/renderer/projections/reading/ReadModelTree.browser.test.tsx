import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position } from '../../../../src/core/event.ts'
import { readingOrders } from './read-model-tests.tsx'

async function tree() {
  const all = await readingOrders()
  all.explorer.getState().openCell(all.id, 'order-1')
  const state = all.model.getByRole('tree', { name: 'State of order-1' })
  return { ...all, leaf: (name: string | RegExp) => state.getByRole('treeitem', { name }), state }
}

test('each leaf says which event last set it; a click goes there, a double click moves the playhead', async () => {
  const { explorer, leaf } = await tree()
  await expect.element(leaf('note: "gift" #1')).toBeVisible()
  await leaf('cents: 300 #2').getByRole('button').click()
  expect(explorer.getState()).toMatchObject({ selected: 2, playhead: 7 })
  await leaf('note: "gift" #1').getByRole('button').dblClick()
  expect(explorer.getState()).toMatchObject({ selected: 1, playhead: 1 })
  await expect.element(leaf('cents: 0 #1')).toBeVisible()
})

test('pointed at, the link says of which type the event is', async () => {
  const { leaf } = await tree()
  const link = leaf('cents: 300 #2').getByRole('button')
  await link.hover()
  await expect.element(link).toHaveAttribute('title', expect.stringMatching(/^LineAdded in order-1/))
})

test('Enter on a leaf moves the playhead to the event that set it', async () => {
  const { explorer, state, leaf } = await tree()
  await expect.element(leaf('cents: 300 #2')).toBeVisible()
  state.element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(explorer.getState()).toMatchObject({ selected: 2, playhead: 2 })
})

test('what can be done with a value is in its menu', async () => {
  const { explorer, id, leaf, model } = await tree()
  await leaf('cents: 300 #2').click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'What to do with this value' })
  await menu.getByRole('menuitem', { name: 'Watch this path' }).click()
  await expect.element(menu).not.toBeInTheDocument()
  expect(explorer.getState().watches).toMatchObject([{ tab: id, key: 'order-1', path: ['cents'] }])
  await leaf('cents: 300 #2').click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Sort the table by it' }).click()
  await expect.element(model.getByRole('columnheader', { name: 'cents' })).toBeVisible()
  expect(explorer.getState().readings[id]?.table.sort).toEqual({ field: { path: ['cents'] }, descending: false })
})

test('the menu opens by keys, and Escape gives the focus back', async () => {
  const { state, leaf } = await tree()
  await expect.element(leaf('cents: 300 #2')).toBeVisible()
  state.element().focus()
  await userEvent.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}')
  const menu = page.getByRole('menu', { name: 'What to do with this value' })
  await expect.element(menu.getByRole('menuitem', { name: 'Show it in the chart' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(menu).not.toBeInTheDocument()
  expect(document.activeElement).toBe(state.element())
})

test('a cell that does not live at the playhead is said not to', async () => {
  const { explorer, id, model } = await tree()
  explorer.getState().openCell(id, 'order-3')
  explorer.getState().scrubTo(position(2))
  await expect.element(model.getByText('There is no state of order-3 at position 2.')).toBeVisible()
})

test('what a projection gives out in place of a state is shown beside it', async () => {
  const { explorer, id, model } = await readingOrders(`
    fromAll().foreachStream().when({
      $init: () => ({ lines: 0 }),
      LineAdded(state) { state.lines++; return state },
    }).transformBy((state) => ({ many: state.lines > 0 })).outputState()`)
  explorer.getState().setEngineVersion(id, 1)
  explorer.getState().openCell(id, 'order-1')
  const state = model.getByRole('tree', { name: 'State of order-1' })
  await expect.element(state.getByRole('treeitem', { name: /^lines: 1/ })).toBeVisible()
  await model.getByRole('button', { name: 'Result' }).click()
  const result = model.getByRole('tree', { name: 'Result of order-1' })
  await expect.element(result.getByRole('treeitem', { name: 'many: true' })).toBeVisible()
})
