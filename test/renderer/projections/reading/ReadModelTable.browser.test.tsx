import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ordersSource, readingOrders } from './read-model-tests.tsx'

const keysIn = (model: { getByRole: (role: 'rowheader') => { elements(): readonly Element[] } }) =>
  model
    .getByRole('rowheader')
    .elements()
    .map(({ textContent }) => textContent)

test('a click on the head of a column sorts by it, the next turns the order, the third takes it away', async () => {
  const { model } = await readingOrders()
  const head = model.getByRole('columnheader', { name: 'cents' })
  await head.getByRole('button').click()
  await expect.element(head).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(() => keysIn(model)).toEqual(['order-2', 'order-3', 'order-1'])
  await head.getByRole('button').click()
  await expect.element(head).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => keysIn(model)).toEqual(['order-1', 'order-3', 'order-2'])
  await head.getByRole('button').click()
  await expect.poll(() => keysIn(model)).toEqual(['order-1', 'order-2', 'order-3'])
})

test('without declared columns what stands in the states can be sorted by', async () => {
  const { model } = await readingOrders(ordersSource({ columns: '{}' }))
  await model.getByRole('columnheader', { name: 'cents' }).getByRole('button').click()
  await expect.poll(() => keysIn(model)).toEqual(['order-2', 'order-3', 'order-1'])
})

test('conditions are added, told as chips and taken away', async () => {
  const { model } = await readingOrders()
  await model.getByRole('button', { name: 'Condition' }).click()
  await model.getByRole('combobox', { name: 'Column or path' }).fill('cents')
  await model.getByRole('combobox', { name: 'Comparison' }).selectOptions('>')
  await model.getByRole('textbox', { name: 'Value' }).fill('100')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => keysIn(model)).toEqual(['order-1', 'order-3'])
  await model.getByRole('button', { name: 'Condition' }).click()
  await model.getByRole('combobox', { name: 'Column or path' }).fill('lines[0]')
  await model.getByRole('textbox', { name: 'Value' }).fill('pot')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => keysIn(model)).toEqual(['order-3'])
  await model.getByRole('button', { name: /^cents > 100/ }).click()
  await model.getByRole('button', { name: /^lines\[0\] = "pot"/ }).click()
  await expect.poll(() => keysIn(model)).toEqual(['order-1', 'order-2', 'order-3'])
})

test('what is no path cannot be a condition', async () => {
  const { model } = await readingOrders()
  await model.getByRole('button', { name: 'Condition' }).click()
  await model.getByRole('combobox', { name: 'Column or path' }).fill('not a path')
  await expect.element(model.getByRole('button', { name: 'Add' })).toBeDisabled()
  await userEvent.keyboard('{Escape}')
  await expect.element(model.getByRole('button', { name: 'Add' })).not.toBeInTheDocument()
})

test('that nothing fits is said', async () => {
  const { explorer, id, model } = await readingOrders()
  explorer.getState().queryTable(id, { where: [{ field: { column: 'cents' }, operator: '>', value: 999 }] })
  await expect.element(model.getByText('No row fits these conditions.')).toBeVisible()
})

test('keys go from row to row, and Enter shows the cell as a tree', async () => {
  const { model } = await readingOrders()
  const grid = model.getByRole('grid')
  await expect.element(grid.getByRole('row', { name: /^order-3/ })).toBeVisible()
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
  await expect.element(grid.getByRole('row', { name: /^order-2/ })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Enter}')
  await expect.element(model.getByRole('tree', { name: 'State of order-2' })).toBeVisible()
  await model.getByRole('button', { name: 'Rows' }).click()
  await expect.element(grid.getByRole('row', { name: /^order-2/ })).toHaveAttribute('aria-selected', 'true')
})

test('a click on a key shows its cell', async () => {
  const { model } = await readingOrders()
  await model.getByRole('button', { name: 'order-3' }).click()
  await expect.element(model.getByRole('tree', { name: 'State of order-3' })).toBeVisible()
})

test('a cell that is opened by a key has the focus, and so has the table when one goes back', async () => {
  const { model, rest } = await readingOrders()
  const grid = model.getByRole('grid')
  await expect.element(model.getByRole('rowheader').nth(2)).toBeVisible()
  grid.element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await rest()
  await expect.element(model.getByRole('tree')).toHaveFocus()
  await model.getByRole('button', { name: 'Rows' }).click()
  await rest()
  await expect.element(grid).toHaveFocus()
})
