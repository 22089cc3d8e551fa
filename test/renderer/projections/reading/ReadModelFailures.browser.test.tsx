import { expect, test } from 'vitest'
import { readingOrders } from './read-model-tests.tsx'

async function failures() {
  const all = await readingOrders()
  await all.model.getByRole('button', { name: 'Failures 1' }).click()
  return all
}

test('an event that could not be folded is listed with its key, why, and the state before it', async () => {
  const { explorer, model } = await failures()
  await expect.element(model.getByText('1 event could not be folded')).toBeVisible()
  await expect.element(model.getByText('Error: broken on purpose')).toBeVisible()
  await model.getByRole('button', { name: 'state before' }).click()
  const tree = model.getByRole('tree', { name: 'State of order-2 before event 5' })
  await expect.element(tree.getByRole('treeitem', { name: 'cents: 100' })).toBeVisible()
  await model.getByRole('button', { name: '#5' }).click()
  expect(explorer.getState().selected).toBe(5)
})

test('whether it comes to the same again is checked when asked', async () => {
  const { model } = await failures()
  await model.getByRole('button', { name: 'Check determinism' }).click()
  await expect.element(model.getByText('Folded twice, it came to the same.')).toBeVisible()
})

test('what becomes of the run at a failure is a choice', async () => {
  const { explorer, model } = await failures()
  await model.getByRole('button', { name: 'Stop', exact: true }).click()
  expect(explorer.getState().projections[0]?.onFailure).toBe('stop')
  await model.getByRole('button', { name: 'As written' }).click()
  expect(explorer.getState().projections[0]?.onFailure).toBeUndefined()
})
