import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ExplorerState } from '../../../src/renderer/state/explorer-store.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

async function shown(): Promise<() => ExplorerState> {
  const { explorer } = await openedExplorer(shop(20))
  await showWindow(explorer)
  return () => explorer.getState()
}

const field = page.getByRole('combobox', { name: 'Filter', exact: true })
const suggestions = page.getByRole('listbox', { name: 'What may stand here' })
const terms = page.getByRole('list', { name: 'Terms of the filter' })
const grid = page.getByRole('grid', { name: 'Events' })

function button(name: string) {
  return page.getByRole('button', { name, exact: true })
}

describe('writing a filter', () => {
  test('/ goes there, Escape goes back to the log', async () => {
    await shown()
    document.querySelector<HTMLElement>('[role=grid]')?.focus()
    await userEvent.keyboard('/')
    await expect.element(field).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(grid).toHaveFocus()
  })

  test('what is offered is put in with Tab and Enter, and narrows the log', async () => {
    const state = await shown()
    await field.click()
    await userEvent.keyboard('ty')
    await expect.element(suggestions.getByRole('option', { name: /^type:/ })).toBeVisible()
    await userEvent.keyboard('{Tab}')
    await expect.element(field).toHaveValue('type:')
    await expect.element(suggestions.getByRole('option', { name: /^PaymentTaken.*20$/ })).toBeVisible()
    await userEvent.keyboard('Pay{ArrowDown}')
    await expect
      .element(suggestions.getByRole('option', { name: /^PaymentTaken/ }))
      .toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('type:PaymentTaken')
    await expect.element(suggestions).not.toBeInTheDocument()
    await expect.element(page.getByText('20 of 40', { exact: true })).toBeVisible()
    expect(state().view).toEqual({ types: ['PaymentTaken'] })
  })

  test('Escape closes what is offered first', async () => {
    await shown()
    await field.click()
    await userEvent.keyboard('cat')
    await expect.element(suggestions).toBeVisible()
    await expect.element(field).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{Escape}')
    await expect.element(suggestions).not.toBeInTheDocument()
    await expect.element(field).toHaveFocus()
  })

  test('a suggestion is taken by mouse, with the focus where it was', async () => {
    await shown()
    await field.click()
    await userEvent.keyboard('data.')
    await suggestions.getByRole('option', { name: /^data.cents number/ }).click()
    await expect.element(field).toHaveValue('data.cents')
    await expect.element(field).toHaveFocus()
    await suggestions.getByRole('option', { name: /^data.cents> / }).click()
    await expect.element(field).toHaveValue('data.cents>')
  })

  test('what is no filter is said with its column marked, and the log stays as it was', async () => {
    const state = await shown()
    await field.fill('type:OrderPlaced tpye:x')
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveAttribute('aria-invalid', 'true')
    await expect.element(page.getByText(/did you mean type/)).toBeVisible()
    expect(document.querySelector('.filter-wrong')?.textContent).toBe('tpye:x')
    expect(state().view).toEqual({})
    await field.fill('type:OrderPlaced')
    await expect.element(field).toHaveAttribute('aria-invalid', 'false')
    await expect.poll(() => state().view).toEqual({ types: ['OrderPlaced'] })
  })

  test('in an empty field ArrowUp brings back what was applied before', async () => {
    const state = await shown()
    state().applyFilter('data.cents>100')
    state().applyFilter('type:OrderPlaced')
    state().applyFilter('')
    await field.click()
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(field).toHaveValue('type:OrderPlaced')
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(field).toHaveValue('data.cents>100')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(field).toHaveValue('')
  })
})

describe('the terms of a filter', () => {
  test('stand by themselves while nobody writes, and are taken out one by one', async () => {
    const state = await shown()
    state().applyFilter('type:OrderPlaced -data.cents=100')
    await expect.element(button('Edit type:OrderPlaced')).toBeVisible()
    await expect.element(button('Edit not data.cents=100')).toBeVisible()
    await button('Remove type:OrderPlaced').click()
    expect(state().filterText).toBe('-data.cents=100')
    await field.click()
    await expect.element(terms).not.toBeInTheDocument()
    await expect.element(field).toHaveValue('-data.cents=100')
  })

  test('are edited by mouse: names ticked, turned round', async () => {
    const state = await shown()
    state().applyFilter('type:OrderPlaced data.cents>100')
    await button('Edit type:OrderPlaced').click()
    const form = page.getByRole('dialog', { name: 'Edit type:OrderPlaced' })
    await form.getByRole('checkbox', { name: /^PaymentTaken/ }).click()
    await form.getByRole('checkbox', { name: /^OrderPlaced/ }).click()
    await form.getByRole('switch').click()
    await form.getByRole('button', { name: 'Apply' }).click()
    expect(state().filterText).toBe('-type:PaymentTaken data.cents>100')
    await expect.element(button('Edit not type:PaymentTaken')).toHaveFocus()
  })

  test('keep their places while they are ticked', async () => {
    await shown()
    await button('Add a term').click()
    const boxes = page.getByRole('dialog', { name: 'Add a term' }).getByRole('checkbox')
    const names = () => boxes.elements().map((box) => box.closest('label')?.textContent)
    await expect.poll(() => names().length).toBeGreaterThan(1)
    const before = names()
    await boxes.nth(1).click()
    await expect.element(boxes.nth(1)).toBeChecked()
    expect(names()).toEqual(before)
    await expect.element(boxes.nth(1)).toHaveFocus()
  })

  test('with a value that is none are refused in words', async () => {
    const state = await shown()
    state().applyFilter('data.cents>100')
    await button('Edit data.cents>100').click()
    const form = page.getByRole('dialog', { name: 'Edit data.cents>100' })
    await form.getByRole('combobox', { name: 'Operator' }).selectOptions('<=')
    await form.getByLabelText('Value').fill('')
    await form.getByRole('button', { name: 'Apply' }).click()
    await expect.element(form.getByText(/Expected a number/)).toBeVisible()
    await form.getByLabelText('Value').fill('300')
    await userEvent.keyboard('{Enter}')
    expect(state().filterText).toBe('data.cents<=300')
  })

  test('are added by what they are about', async () => {
    const state = await shown()
    await button('Add a term').click()
    const form = page.getByRole('dialog', { name: 'Add a term' })
    await form.getByRole('combobox', { name: 'Only events with this' }).selectOptions('Position')
    await form.getByLabelText('Position from').fill('3')
    await form.getByLabelText('up to, included').fill('7')
    await form.getByRole('button', { name: 'Apply' }).click()
    expect(state().filterText).toBe('position:3..7')
    await button('Add a term').click()
    await form.getByRole('combobox', { name: 'Only events with this' }).selectOptions('Stream')
    await form.getByRole('searchbox', { name: 'Find streams' }).fill('order-*')
    await userEvent.keyboard('{Enter}')
    await form.getByRole('button', { name: 'Apply' }).click()
    expect(state().filterText).toBe('position:3..7 stream:order-*')
  })
})

test('a filter is saved by a name, renamed, applied and deleted', async () => {
  const state = await shown()
  state().applyFilter('data.cents>100')
  await button('Filters before this').click()
  await page.getByRole('menuitem', { name: 'Save this filter…' }).click()
  const saved = page.getByRole('region', { name: 'Saved filters' })
  await expect.element(saved.getByLabelText('Name for the filter')).toHaveFocus()
  await userEvent.keyboard('big{Enter}')
  await saved.getByRole('button', { name: 'Rename big' }).click()
  await userEvent.keyboard('large{Enter}')
  state().applyFilter('')
  await saved.getByRole('button', { name: /^large/ }).click()
  expect(state().filterText).toBe('data.cents>100')
  await saved.getByRole('button', { name: 'Delete large' }).click()
  await expect.element(saved.getByText(/^Filters that you save/)).toBeVisible()
})

test('a click on a stream is a term of the filter', async () => {
  const state = await shown()
  await page.getByRole('treeitem', { name: /^order/ }).click()
  await idle(state().activity)
  await expect.element(button('Edit category:order')).toBeVisible()
  await page.getByRole('search').getByRole('button', { name: 'Clear the filter' }).click()
  await expect.element(button('Edit category:order')).not.toBeInTheDocument()
  await expect.element(field).toHaveFocus()
  expect(state().view).toEqual({})
})
