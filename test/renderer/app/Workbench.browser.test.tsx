import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position } from '../../../src/core/event.ts'
import { allCommands } from '../../../src/renderer/app/commands/all-commands.ts'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

// The document outlives the window of a test.
afterEach(() => {
  document.documentElement.style.zoom = ''
  delete document.documentElement.dataset['theme']
})

async function workbench(): Promise<ExplorerStore> {
  const { explorer } = await openedExplorer(shop(20))
  await showWindow(explorer)
  return explorer
}

test('a closed panel cannot be reached, and gives its room to the others', async () => {
  await workbench()
  const grid = page.getByRole('grid', { name: 'Events' })
  const before = grid.element().getBoundingClientRect().width
  await page.getByRole('button', { name: 'Side', exact: true }).click()
  await expect.element(page.getByRole('tab', { name: 'History' })).not.toBeInTheDocument()
  expect(grid.element().getBoundingClientRect().width).toBeGreaterThan(before + 100)
  await page.getByRole('button', { name: 'Side', exact: true }).click()
  await expect.element(page.getByRole('tab', { name: 'History' })).toBeVisible()
  expect(grid.element().getBoundingClientRect().width).toBe(before)
})

test('keys close panels too, and the focus of a closed one goes to what is around', async () => {
  await workbench()
  await page.getByRole('tab', { name: 'Streams' }).click()
  await userEvent.keyboard('{Control>}b{/Control}')
  await expect.element(page.getByRole('tab', { name: 'Streams' })).not.toBeInTheDocument()
  await expect.element(page.getByRole('main')).toHaveFocus()
})

test('the timeline closes and opens again', async () => {
  await workbench()
  await page.getByRole('button', { name: 'Timeline', exact: true }).click()
  await expect.element(page.getByRole('slider', { name: 'Position' })).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'Timeline', exact: true }).click()
  await expect.element(page.getByRole('slider', { name: 'Position' })).toBeVisible()
})

test('a panel that was closed at the last visit begins closed', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().closePanel('projection')
  await showWindow(explorer)
  await expect.element(page.getByRole('region', { name: 'Read model' })).not.toBeInTheDocument()
  expect(explorer.getState().closedPanels).toEqual(['projection'])
})

test('Enter on a divider closes the panel beside it, and the button says so', async () => {
  await workbench()
  page.getByRole('separator', { name: 'Resize the lists' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Lists' })).toHaveAttribute('aria-pressed', 'false')
})

test('F6 goes round the parts of the window', async () => {
  await workbench()
  page.getByRole('grid', { name: 'Events' }).element().focus()
  const seen = new Set<string | undefined>()
  for (let step = 0; step < 7; step++) {
    await userEvent.keyboard('{F6}')
    seen.add(document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'])
  }
  expect([...seen].sort()).toEqual(['header', 'left', 'middle', 'places', 'projection', 'side', 'timeline'])
})

test('? tells every key that a command has', async () => {
  await workbench()
  page.getByRole('grid', { name: 'Events' }).element().focus()
  await userEvent.keyboard('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(sheet).toBeVisible()
  const told = [...sheet.element().querySelectorAll('dt')].map(({ textContent }) => textContent)
  const keyed = allCommands.filter(({ keys }) => keys !== undefined)
  const lines = new Set(keyed.map(({ name, sheetName = name }) => sheetName.replace(/…$/, '')))
  expect(told.toSorted()).toEqual([...lines].toSorted())
})

test('the buttons for back and forward lead where one was', async () => {
  const explorer = await workbench()
  await expect.element(page.getByRole('button', { name: 'Back', exact: true })).toBeDisabled()
  explorer.getState().selectEvent(position(5))
  await idle(explorer.getState().activity)
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  expect(explorer.getState().selected).toBeUndefined()
  await page.getByRole('button', { name: 'Forward', exact: true }).click()
  expect(explorer.getState().selected).toBe(5)
})

test('Alt and an arrow go back from a field too, and never leave the page', async () => {
  const explorer = await workbench()
  explorer.getState().selectEvent(position(5))
  await idle(explorer.getState().activity)
  page.getByRole('combobox', { name: 'Find streams' }).element().focus()
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
  expect(explorer.getState().selected).toBeUndefined()
})

test('a letter is text where somebody writes, and a command elsewhere', async () => {
  const explorer = await workbench()
  const field = page.getByRole('combobox', { name: 'Find streams' })
  field.element().focus()
  await userEvent.keyboard('f?')
  await expect.element(field).toHaveValue('f?')
  expect(explorer.getState()).toMatchObject({ side: 'event', shortcutsOpen: false })
  page.getByRole('grid', { name: 'Events' }).element().focus()
  await userEvent.keyboard('f')
  expect(explorer.getState().side).toBe('history')
})

test('the interface grows as a whole, and a click still meets what is under it', async () => {
  const explorer = await workbench()
  const heading = page.getByRole('heading', { name: 'shop.db' })
  const before = heading.element().getBoundingClientRect().height
  await userEvent.keyboard('{Control>}={/Control}{Control>}={/Control}')
  expect(explorer.getState().zoom).toBe(125)
  expect(heading.element().getBoundingClientRect().height / before).toBeCloseTo(1.25, 1)
  await page
    .getByRole('row', { name: /OrderPlaced/ })
    .first()
    .click()
  expect(explorer.getState().selected).toBeGreaterThan(0)
  await userEvent.keyboard('{Control>}0{/Control}')
  expect(document.documentElement.style.zoom).toBe('')
})

test('high contrast has text that differs from its ground by 15 to 1, in light and in dark', async () => {
  const explorer = await workbench()
  explorer.getState().setTheme('contrast')
  await expect.poll(() => document.documentElement.dataset['theme']).toBe('contrast')
  for (const scheme of ['light', 'dark']) {
    document.documentElement.style.colorScheme = scheme
    expect(contrast(getComputedStyle(document.body))).toBeGreaterThan(15)
  }
  document.documentElement.style.colorScheme = ''
})

function contrast({ color, backgroundColor }: CSSStyleDeclaration): number {
  const [light = 0, dark = 0] = [color, backgroundColor].map(luminance).sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** As WCAG has it, of `rgb(r, g, b)`. */
function luminance(rgb: string): number {
  const [r = 0, g = 0, b = 0] = (rgb.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
