import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

test.beforeEach(async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '2000', '--seed', '7')
  await open(page, await workplace.serve(store))
})

async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Saves the workspace with the events that the radio button names. @returns where the file lies */
async function save(page: Page, events: RegExp, path: string): Promise<string> {
  await chooseInMenu(page, 'Save the workspace as a file…')
  const dialog = page.getByRole('dialog', { name: 'Save the workspace as a file' })
  await dialog.getByRole('radio', { name: events }).check()
  expect(await seriousFindings(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('shop.db.epoch-workspace')
  await download.saveAs(path)
  return path
}

async function offer(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await chooseInMenu(page, 'Open a workspace file…')
  await (await chooser).setFiles(path)
}

test('a workspace goes into a file and comes back, and says first what it brings', async ({ page, workplace }) => {
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 4; step++) await page.keyboard.press('PageUp')
  await idle(page)
  const file = await save(page, /^None/, join(workplace.folder, 'a.epoch-workspace'))
  await page.getByRole('button', { name: 'Back to live' }).click()
  await offer(page, file)
  const dialog = page.getByRole('dialog', { name: 'Open a workspace file' })
  await expect(dialog).toContainText('2 projections')
  await picture(page, 'workspace-file')
  expect(await seriousFindings(page)).toEqual([])
  expect(await playhead(page)).toBe(2000)
  await dialog.getByRole('button', { name: 'Open and run its projections' }).click()
  await idle(page)
  expect(await playhead(page)).toBe(400)
  const again = await save(page, /^None/, join(workplace.folder, 'b.epoch-workspace'))
  expect(await readFile(again, 'utf8')).toBe(await readFile(file, 'utf8'))
})

test('a repro: some events go along, and open as a copy in a tab of their own', async ({ page, workplace }) => {
  const file = await save(page, /^Of the whole log/, join(workplace.folder, 'repro.epoch-workspace'))
  const { events } = JSON.parse(await readFile(file, 'utf8'))
  expect(events.count).toBeGreaterThan(200)
  await offer(page, file)
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('tablist', { name: 'Stores' }).getByRole('tab')).toHaveCount(2, { timeout: 30_000 })
  await idle(page)
  await expect(page.getByText('Copy', { exact: true })).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuemax', String(events.count))
})

test('a file that is none says so and changes nothing', async ({ page, workplace }) => {
  const path = join(workplace.folder, 'none.epoch-workspace')
  await writeFile(path, '{"format":"epoch-workspace","version":1,"store":"x","workspace":[')
  await offer(page, path)
  await expect(page.getByText(/this is no workspace file that can be opened/)).toBeVisible()
  await expect(page.getByRole('dialog')).not.toBeVisible()
})
