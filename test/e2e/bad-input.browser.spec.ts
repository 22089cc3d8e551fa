import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, idle, open, picture, test } from './journey.ts'

test('a file that is no store is said in plain words, with a way on', async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '100', '--seed', '1')
  writeFileSync(join(workplace.folder, 'notes.db'), 'these are notes\n'.repeat(100))
  await open(page, await workplace.serve(store))
  await page.getByRole('button', { name: 'Open…' }).click()
  await idle(page)
  await picture(page, 'open-dialog')
  await page
    .getByRole('dialog', { name: /open/i })
    .getByRole('button', { name: /notes\.db/ })
    .click()
  await expect(page.getByRole('alert', { name: 'This could not be opened' })).toContainText('import-unrecognised')
  await expect(page.locator('body')).not.toContainText(/\bat .*\.js:\d+/)
  await picture(page, 'not-a-store')
})

test('an .ndjson file with broken lines opens with its good ones and reports the others by line and column', async ({
  page,
  workplace,
  complaints,
}) => {
  expect(complaints).toEqual([])
  const file = join(workplace.folder, 'history.ndjson')
  const line = (i: number): string =>
    JSON.stringify({ id: `e-${i}`, stream: 'order-1', type: 'OrderPlaced', time: '2026-03-01T10:00:00Z', data: { i } })
  writeFileSync(file, [line(1), '{"id":"e-2",', line(3), '{"id":"e-4","stream":"order-1"}', line(5)].join('\n'))
  await page.goto(await workplace.serve(file))
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '3')
  await page.getByRole('button', { name: 'Show report' }).click()
  const report = page.getByRole('dialog')
  await expect(report).toContainText('import-bad-json')
  await expect(report).toContainText('import-bad-event')
  await expect(report).toContainText('2:')
  await picture(page, 'broken-lines')
})
