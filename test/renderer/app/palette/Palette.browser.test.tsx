import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ExplorerStore } from '../../../../src/renderer/state/explorer-store.ts'
import { openedExplorer } from '../../opened-explorer.ts'
import { shop } from '../../shop-events.ts'
import { showWindow } from '../../window.tsx'

async function palette(text: string): Promise<ExplorerStore> {
  const { explorer } = await openedExplorer(shop(20))
  await showWindow(explorer)
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard(text)
  return explorer
}

const field = () => page.getByRole('combobox', { name: 'Find anything' })

test('Ctrl+K lists what can be done with its keys, and Enter does the chosen one', async () => {
  const explorer = await palette('audit')
  await expect.element(page.getByRole('option', { name: 'Audit…' })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog', { name: 'Audit' })).toBeVisible()
  expect(explorer.getState().paletteText).toBeUndefined()
})

test('arrows move the choice, and what cannot be done says why', async () => {
  const explorer = await palette('forward again')
  await expect
    .element(page.getByRole('option', { name: 'Forward again you have not gone back from anywhere Alt+→' }))
    .toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('Forward again: you have not gone back from anywhere')).toBeVisible()
  expect(explorer.getState().paletteText).toBeUndefined()
})

test('a stream that is found narrows the log', async () => {
  const explorer = await palette('order-17')
  await page
    .getByRole('group', { name: 'Streams' })
    .getByRole('option', { name: /^order-17 / })
    .click()
  expect(explorer.getState().view).toEqual({ streams: ['order-17'] })
})

test('Escape closes it and gives the focus back; so does Ctrl+K', async () => {
  const { explorer } = await openedExplorer(shop(5))
  await showWindow(explorer)
  const grid = page.getByRole('grid', { name: 'Events' })
  grid.element().focus()
  for (const keys of ['{Escape}', '{Control>}k{/Control}']) {
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard(keys)
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(grid).toHaveFocus()
  }
})

test('> opens it too, unless somebody writes', async () => {
  const { explorer } = await openedExplorer(shop(5))
  await showWindow(explorer)
  page.getByRole('grid', { name: 'Events' }).element().focus()
  await userEvent.keyboard('>')
  await expect.element(field()).toBeVisible()
  await userEvent.keyboard('>')
  await expect.element(field()).toHaveValue('>')
})

test('a text that nothing fits says so', async () => {
  await palette('qqxzqqxz')
  await expect.element(page.getByText('Nothing has that name.')).toBeVisible()
})
