import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { emmettTables } from '../backends/emmett-tables.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

/** A store of Emmett's, with one consumer that is three messages behind. */
function makeEmmettStore(path: string, messages: number): void {
  const database = new Database(path)
  database.exec(emmettTables.join(';'))
  database.pragma('journal_mode = WAL')
  const add = database.prepare(`INSERT INTO emt_messages(stream_id, stream_position, message_data, message_metadata,
    message_schema_version, message_type, message_id, created) VALUES (?, ?, ?, '{}', '1', ?, ?, '2024-05-01 12:00:00')`)
  for (let i = 1; i <= messages; i++)
    add.run(
      `cart-${i % 3}`,
      Math.ceil(i / 3),
      `{"email":"ada@example.org","n":${i}}`,
      i % 2 ? 'ItemAdded' : 'ItemRemoved',
      `id-${i}`,
    )
  database
    .prepare(
      `INSERT INTO emt_processors(processor_id, last_processed_checkpoint, status) VALUES ('billing', ?, 'running')`,
    )
    .run(String(messages - 3).padStart(19, '0'))
  database.close()
}

async function drop(page: Page, name: string, text: string): Promise<void> {
  // As text: the page's names are not this program's.
  const transfer = await page.evaluateHandle(`(() => {
    const files = new DataTransfer()
    files.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
    return files
  })()`)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText(/Open the file/)).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

test("another application's store says what it is and why, shows where its consumers are, and goes out masked", async ({
  page,
  workplace,
  complaints,
}) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'carts.db')
  makeEmmettStore(store, 30)
  await open(page, await workplace.serve(store))
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '30')
  await picture(page, 'emmett')
  await page.keyboard.press('Control+i')
  const about = page.getByRole('dialog', { name: 'About this store' })
  await expect(about).toContainText('Emmett (SQLite)')
  await expect(about).toContainText('emt_messages')
  await picture(page, 'about-emmett')
  await about.getByRole('button', { name: /billing/ }).click()
  await expect.poll(() => playhead(page)).toBe(27)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: /CSV/ }).check()
  await dialog.getByRole('button', { name: 'Masks…' }).click()
  const masks = page.getByRole('dialog', { name: 'Masks' })
  await masks.getByRole('textbox', { name: 'Path' }).fill('data.email')
  await masks.getByRole('button', { name: 'Mask', exact: true }).click()
  await masks.getByRole('button', { name: 'Close' }).click()
  await picture(page, 'export')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toBe('carts.csv')
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(rows).toHaveLength(31)
  expect(rows.join()).not.toContain('example.org')
})

test('a table of nobody known is mapped column by column, and opened', async ({ page, workplace, complaints }) => {
  const path = join(workplace.folder, 'legacy.db')
  const database = new Database(path)
  database.exec(`CREATE TABLE journal (seq INTEGER PRIMARY KEY, thing TEXT, what TEXT, body BLOB, at INTEGER);
    INSERT INTO journal(thing, what, body, at) VALUES ('cart-1', 'CartOpened', '{"a":1}', 1700000000),
      ('cart-1', 'CartClosed', 'bye', 1700000060), ('cart-2', 'CartOpened', x'ff00', 1700000120);`)
  database.close()
  await page.goto(await workplace.serve(path))
  await expect(page.getByRole('alert', { name: 'This could not be opened' })).toContainText('store-unknown-schema')
  await page.getByRole('button', { name: 'Say which column is which' }).click()
  await page.getByRole('combobox', { name: 'Stream', exact: true }).selectOption('thing')
  await page.getByRole('combobox', { name: 'Type', exact: true }).selectOption('what')
  await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('body')
  await page.getByRole('combobox', { name: 'Time', exact: true }).selectOption('at')
  await expect(page.getByRole('region', { name: 'First events' })).toContainText('CartClosed')
  await picture(page, 'mapper')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '3')
  await picture(page, 'mapped')
  // What the browser itself notes of an answer that failed is no complaint of the page.
  expect(complaints).toEqual([])
})

test('a file is dropped on the window: opened as a copy, or added to the store with a report that can be saved', async ({
  page,
  workplace,
  complaints,
}) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '100', '--seed', '1')
  await open(page, await workplace.serve(store))
  const cloudEvent = {
    specversion: '1.0',
    id: '1',
    source: '/carts',
    type: 'CartOpened',
    subject: 'cart-77',
    data: { n: 1 },
  }
  await drop(page, 'carts.json', JSON.stringify([cloudEvent]))
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '1')
  await expect(page.getByText('Copy', { exact: true })).toBeVisible()
  await picture(page, 'dropped-copy')

  await open(page, await workplace.serve(store))
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await drop(page, 'more.ndjson', `${JSON.stringify({ stream: 'cart-78', type: 'CartOpened' })}\n{"stream":\n`)
  await page.getByRole('button', { name: 'Import into shop.db' }).click()
  const report = page.getByRole('dialog', { name: /Import/ })
  await expect(report).toContainText('import-bad-json')
  await picture(page, 'import-report')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    report.getByRole('button', { name: 'Save report' }).click(),
  ])
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ line: 2, code: 'import-bad-json' })
  await page.keyboard.press('Escape')
  await idle(page)
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '101')
})

test('a compressed file of another format is imported by its content', async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  const { gzipSync } = await import('node:zlib')
  const file = join(workplace.folder, 'no-ending')
  const entry = {
    eventId: '0190b6e2-0000-7000-8000-000000000001',
    eventType: 'OrderPlaced',
    eventNumber: 0,
    streamId: 'order-1',
  }
  const feed = {
    title: 'order-1',
    entries: [{ ...entry, isJson: true, data: '{"cents":5}', updated: '2026-03-01T10:00:00Z' }],
  }
  writeFileSync(file, gzipSync(JSON.stringify(feed, null, 2)))
  await page.goto(await workplace.serve(file))
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', '1')
  await expect(page.locator('body')).toContainText('order-1')
})
