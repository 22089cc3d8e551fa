import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test, writeProjection } from './journey.ts'

function prompt(page: Page, name: string) {
  return page.getByRole('region', { name: 'Demo' }).getByRole('listitem').filter({ hasText: name })
}

function readModel(page: Page) {
  return page.getByRole('region', { name: 'Read model' })
}

test.beforeEach(async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  await open(page, await workplace.serve())
  await expect(page.getByRole('region', { name: 'Demo' })).toBeVisible({ timeout: 30_000 })
  await idle(page)
})

test('the demo opens right after the revenue of an order fell below zero, with what to do about it', async ({
  page,
}) => {
  const first = readModel(page).getByRole('row').nth(1)
  await expect(first).toContainText(/^order-\d+#[\d,]+-\d+/)
  await expect(
    page.getByRole('grid', { name: 'Events' }).getByRole('row').filter({ hasText: 'RefundRecorded' }),
  ).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'Demo' })).toContainText('below zero')
  expect(await playhead(page)).toBeLessThan(100_000)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await seriousFindings(page)).toEqual([])
  }
  await picture(page, 'first-minutes')
})

test('why, mended, and what if: by mouse', async ({ page }) => {
  const at = await playhead(page)
  const order = await readModel(page).locator('.key-button').first().textContent()
  await readModel(page).locator('.key-button').first().click()
  await expect(prompt(page, 'Why is this?')).toContainText('once more')
  await prompt(page, 'Why is this?').getByRole('button', { name: 'Show the second refund' }).click()
  await idle(page)
  const event = page.getByRole('region', { name: 'Event', exact: true })
  await expect(event).toContainText('RefundRecorded')
  await expect(event).toContainText(at.toLocaleString('en'))

  await prompt(page, 'Mend the projection').getByRole('button', { name: 'Change the line' }).click()
  await expect(prompt(page, 'Mend the projection')).toContainText('1 order differs', { timeout: 30_000 })
  await idle(page)
  await expect(readModel(page)).toContainText(String(order))
  await picture(page, 'first-minutes-mended')

  await prompt(page, 'What if it had not happened?').getByRole('button', { name: 'Leave it out' }).click()
  await expect(page.getByText('1 order differs', { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(prompt(page, 'What if it had not happened?')).toContainText('the dip is closed')
  const row = page
    .getByRole('grid', { name: 'Rows' })
    .getByRole('row')
    .filter({ hasText: String(order) })
  await expect(row.getByRole('gridcell').nth(1)).toHaveText('0')
  await page.getByRole('group', { name: 'History' }).getByText('Main').click()
  await expect(row.getByRole('gridcell').nth(1)).toHaveText(/^-\d+$/)
  await picture(page, 'first-minutes-done')
})

test('the same by keyboard alone', async ({ page }) => {
  await readModel(page).getByRole('grid', { name: 'Rows' }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(prompt(page, 'Why is this?')).toContainText('once more')
  await pressButton(page, 'Show the second refund')
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('RefundRecorded')
  await pressButton(page, 'Change the line')
  await expect(prompt(page, 'Mend the projection')).toContainText('1 order differs', { timeout: 30_000 })
  await pressButton(page, 'Leave it out')
  await expect(prompt(page, 'What if it had not happened?')).toContainText('the dip is closed', { timeout: 30_000 })
  await expect(page.getByText('Found, mended and undone')).toBeVisible()
})

test('whoever mends it in their own words has mended it, and what is done stays so over a visit', async ({ page }) => {
  const source = await page
    .getByRole('textbox', { name: 'Projection source' })
    .evaluate((editor) => [...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'))
  await writeProjection(
    page,
    source.replace('order.refunded += e.data.cents', 'order.refunded = Math.max(order.refunded, e.data.cents)'),
  )
  await expect(prompt(page, 'Mend the projection')).toContainText('1 order differs', { timeout: 30_000 })
  await idle(page)
  await page.reload()
  await expect(prompt(page, 'Mend the projection')).toContainText('done', { timeout: 30_000 })
  await page.getByRole('button', { name: "Dismiss the demo's prompts" }).click()
  await expect(page.getByRole('region', { name: 'Demo' })).not.toBeVisible()
  await idle(page)
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible({ timeout: 30_000 })
  await idle(page)
  await expect(page.getByRole('region', { name: 'Demo' })).not.toBeVisible()
})

/** Goes along with Tab until the button has the focus, and presses it. */
async function pressButton(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await expect(button).toBeVisible()
  for (let step = 0; step < 200; step++) {
    if (await button.evaluate((element) => element === element.ownerDocument.activeElement)) {
      await page.keyboard.press('Enter')
      return
    }
    // In the editor Tab indents; Escape before it leads on.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${name}`)
}
