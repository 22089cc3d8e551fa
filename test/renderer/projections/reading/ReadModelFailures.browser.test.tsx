import { expect, test } from 'vitest'
import { EventBuilder } from '../../../../src/core/event-builder.ts'
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

test('where the fold ends at a failure that is said, and one may go on', async () => {
  const { model } = await failures()
  await model.getByRole('button', { name: 'Stop', exact: true }).click()
  const ended = model.getByRole('alert')
  await expect.element(ended.getByText(/^The fold ended at/)).toBeVisible()
  await ended.getByRole('button', { name: 'Go on past failures' }).click()
  await expect.element(ended).not.toBeInTheDocument()
  await expect.element(model.getByRole('button', { name: 'Go on' })).toHaveAttribute('aria-pressed', 'true')
})

test('what a projection emits, links and logs is shown', async () => {
  const { explorer, model } = await readingOrders(`
    fromAll().when({
      LineAdded(state, event) {
        emit('notes', 'Noted', { sku: event.data.sku })
        linkTo('lines', event)
        log('line ' + event.data.sku)
        return state
      },
    })`)
  await model.getByRole('button', { name: 'Failures' }).click()
  await expect.element(model.getByText('6 events emitted')).toBeVisible()
  await expect.element(model.getByText('Noted {"sku":"cup"}')).toBeVisible()
  await expect.element(model.getByText('link to 1@order-1')).toBeVisible()
  await expect.element(model.getByText('3 lines logged.')).toBeVisible()
  await model.getByRole('listitem').filter({ hasText: 'line tea' }).getByRole('button', { name: '#4' }).click()
  expect(explorer.getState().selected).toBe(4)
})

test('states that are large are told of, and lead to their cells', async () => {
  const { host, model } = await readingOrders(`
    export default { name: 'Large', key: () => 'all', apply: (state) => { state.text = 'x'.repeat(70000) } }`)
  // A state is recorded, and found to be large, with the whole 256 events among which it changed.
  for (let more = 0; more < 256; more++)
    await host.append(new EventBuilder().stream('order-4').type('LineAdded').data({ sku: 'jar', cents: more }).build())
  await expect.element(model.getByText('large states')).toBeVisible()
  await model.getByRole('button', { name: 'Failures' }).click()
  await expect.element(model.getByText('1 large cell.')).toBeVisible()
  await model.getByRole('button', { name: 'all', exact: true }).click()
  await expect.element(model.getByRole('tree', { name: 'State of all' })).toBeVisible()
})

test('failures are in the order of their events, whenever they were noticed', async () => {
  const { explorer, model } = await readingOrders(`
    import { projection } from 'epoch/projection'
    export default projection({ name: 'Odd', on: { LineAdded: () => { throw new Error('no lines') } } })`)
  await model.getByRole('button', { name: /^Failures/ }).click()
  const { projections } = explorer.getState()
  explorer.setState({
    projections: projections.map((tab) => {
      if (!('failures' in tab.status)) return tab
      const { count, first } = tab.status.failures
      return { ...tab, status: { ...tab.status, failures: { count, first: first.toReversed() } } }
    }),
  })
  await expect.element(model.getByRole('listitem').nth(2)).toBeVisible()
  const positions = model
    .getByRole('listitem')
    .elements()
    .map(({ textContent }) => Number.parseInt(textContent.slice(1), 10))
  expect(positions).toEqual(positions.toSorted((one, other) => one - other))
})
