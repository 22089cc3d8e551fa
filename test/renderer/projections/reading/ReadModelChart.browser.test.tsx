import { expect, test } from 'vitest'
import { readingOrders } from './read-model-tests.tsx'

async function chart() {
  const all = await readingOrders()
  all.explorer.getState().setReadForm(all.id, 'chart')
  return all
}

test('the first number is a line with its value at the playhead, and a click moves the playhead', async () => {
  const { explorer, model } = await chart()
  await expect
    .element(model.getByRole('button', { name: /^order-1 cents/ }))
    .toHaveTextContent('order-1 cents300: take this line away')
  const lines = model.getByRole('img', { name: 'order-1 cents through the history' })
  await expect.element(lines).toBeVisible()
  const { width, height } = lines.element().getBoundingClientRect()
  await lines.click({ position: { x: 52 + (width - 62) * (1 / 7), y: height / 2 } })
  expect(explorer.getState().playhead).toBe(1)
  await expect
    .element(model.getByRole('button', { name: /^order-1 cents/ }))
    .toHaveTextContent('order-1 cents0: take this line away')
})

test('lines are added and taken away', async () => {
  const { model } = await chart()
  await model.getByRole('button', { name: 'Add a line' }).click()
  await model.getByRole('combobox', { name: 'Key' }).fill('order-3')
  await model.getByRole('button', { name: 'Add' }).click()
  await expect
    .element(model.getByRole('button', { name: /^order-3 cents/ }))
    .toHaveTextContent('order-3 cents200: take this line away')
  await model.getByRole('button', { name: /^order-1 cents/ }).click()
  await expect.element(model.getByRole('img', { name: 'order-3 cents through the history' })).toBeVisible()
})

test('the same is there in numbers', async () => {
  const { model } = await chart()
  await model.getByRole('button', { name: 'Show numbers' }).click()
  await expect.element(model.getByRole('row', { name: '#2 order-1 cents 300' })).toBeVisible()
})
