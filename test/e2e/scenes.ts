import type { Page } from '@playwright/test'
import { expect, idle } from './journey.ts'

/** A view of the window over a shop's history, as a person comes to see it. */
interface Scene {
  readonly name: string
  show(page: Page): Promise<void>
}

/** Does what a command of the palette does. @param text so much of its name that it comes first */
export async function command(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(`>${text}`)
  await page.getByRole('dialog', { name: 'Find anything' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await idle(page)
}

/** Every view, each reached from the log with an event of a correlation selected. */
export const scenes: readonly Scene[] = [
  { name: 'log', show: async () => {} },
  { name: 'selection', show: selectThree },
  { name: 'lanes', show: showLanes },
  { name: 'correlation', show: (page) => command(page, 'Show what the selected event belongs to') },
  { name: 'filter', show: filterLog },
  { name: 'types', show: showType },
  { name: 'saved', show: saveThings },
  { name: 'event-raw', show: (page) => eventForm(page, 'Raw') },
  { name: 'event-diff', show: (page) => eventForm(page, 'Diff') },
  { name: 'masks', show: (page) => command(page, 'Masks…') },
  { name: 'history', show: (page) => page.getByRole('tab', { name: 'History', exact: true }).click() },
  { name: 'what-if', show: (page) => command(page, 'What if the selected event had not happened') },
  ...['Tree', 'Chart', 'Diff', 'Failures'].map((form) => ({
    name: `read-model-${form.toLowerCase()}`,
    show: async (page: Page) => {
      await page.getByRole('region', { name: 'Read model' }).getByText(form, { exact: true }).click()
    },
  })),
  { name: 'compose', show: (page) => command(page, 'Append an event like the selected one') },
  { name: 'palette', show: (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', show: (page) => command(page, 'Keyboard shortcuts') },
  { name: 'export', show: (page) => page.keyboard.press('Control+e') },
  { name: 'about', show: (page) => page.keyboard.press('Control+i') },
  { name: 'audit', show: (page) => command(page, 'Audit…') },
  { name: 'workspace-file', show: (page) => command(page, 'Save workspace as file') },
  { name: 'welcome', show: (page) => command(page, 'New tab') },
]

/** The log at its head and everything as at first, with an event selected that others of its correlation go before. */
export async function firstScene(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.reload()
  await expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
  await idle(page)
  for (const tab of ['Log', 'Streams', 'Event']) await page.getByRole('tab', { name: tab, exact: true }).click()
  await command(page, 'Back to what happened')
  await command(page, 'Clear the filter')
  const readModel = page.getByRole('region', { name: 'Read model' })
  await readModel.getByText('Table', { exact: true }).click()
  await command(page, 'Follow new events')
  await command(page, 'Dismiss all notices')
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(4).click()
  await idle(page)
}

async function selectThree(page: Page): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Events' }).getByRole('row')
  await rows.nth(6).click({ modifiers: ['Shift'] })
}

async function showLanes(page: Page): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Events' }).getByRole('row')
  for (const row of [4, 5, 6, 7]) {
    await rows.nth(row).click()
    await command(page, 'Put the selected event’s stream beside others')
    await page.getByRole('tab', { name: 'Log', exact: true }).click()
  }
  await page.getByRole('tab', { name: 'Lanes', exact: true }).click()
}

async function filterLog(page: Page): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Filter' })
  await field.click()
  await field.pressSequentially('type:Pay* data.cents>2000 typ')
}

async function showType(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Types', exact: true }).click()
  await idle(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).fill('OrderPlaced')
  await page.getByRole('group', { name: 'Types of events' }).getByRole('option').first().click()
}

async function saveThings(page: Page): Promise<void> {
  await command(page, 'Bookmark the place of the playhead')
  await page.getByRole('tab', { name: 'Saved', exact: true }).click()
}

async function eventForm(page: Page, form: 'Raw' | 'Diff'): Promise<void> {
  await page.getByRole('region', { name: 'Event', exact: true }).getByText(form, { exact: true }).click()
}
