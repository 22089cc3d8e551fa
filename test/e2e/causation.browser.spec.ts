import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

for (const { scheme, size } of [
  { scheme: 'light', size: { width: 1440, height: 900 } },
  { scheme: 'dark', size: { width: 1024, height: 700 } },
] as const)
  test(`an order's correlation is a tree across streams, with times; clicks go there (${scheme})`, async ({
    page,
    workplace,
    complaints,
  }) => {
    expect(complaints).toEqual([])
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize(size)
    const store = join(workplace.folder, 'shop.db')
    await workplace.epoch('demo', store, '--events', '3000', '--seed', '7')
    await open(page, await workplace.serve(store))
    await page.getByRole('tab', { name: 'Correlation' }).click()
    await expect(page.getByText('Select an event in the log first.')).toBeVisible()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.getByRole('combobox', { name: 'Filter' }).fill('type:OrderPlaced')
    await page.keyboard.press('Enter')
    await idle(page)
    await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(2).click()
    await page.keyboard.press('c')
    await idle(page)
    const tree = page.getByRole('tree', { name: 'Events by cause' })
    const placed = tree.getByRole('treeitem', { name: /^OrderPlaced order-/ })
    await expect(placed).toHaveAttribute('aria-selected', 'true')
    await expect(placed).toHaveAttribute('aria-level', '3')
    await expect(placed).toContainText(/\+\d/)
    await expect(page.getByText(/events in \d+ streams/)).toBeVisible()
    await picture(page, `correlation-${scheme}`)
    expect(await seriousFindings(page)).toEqual([])
    const root = tree.getByRole('treeitem').first()
    await root.click()
    await idle(page)
    await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('CartOpened')
    await page.keyboard.press('Enter')
    await idle(page)
    const event = await page.getByRole('region', { name: 'Event', exact: true }).textContent()
    expect(event).toContain(`Position${(await playhead(page)).toLocaleString('en-US')}`)
    await page.keyboard.press('ArrowLeft')
    await expect(tree.getByRole('treeitem')).toHaveCount(1)
    await expect(root).toContainText(/events folded/)
  })

test('ten thousand events in one correlation are read with what is in sight in the document', async ({
  page,
  workplace,
}) => {
  const lines = Array.from({ length: 10_000 }, (_, at) => {
    const metadata = { correlationId: 'big', ...(at > 0 && { causationId: `e${(at - 1) >> 1}` }) }
    return JSON.stringify({ stream: `s-${at % 40}`, type: `T${at % 5}`, id: `e${at}`, data: { at }, metadata })
  })
  const history = join(workplace.folder, 'big.ndjson')
  writeFileSync(history, `${lines.join('\n')}\n`)
  const store = join(workplace.folder, 'big.db')
  await workplace.epoch('import', store, history)
  await open(page, await workplace.serve(store))
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(2).click()
  await page.keyboard.press('c')
  await expect(page.getByText('10,000 events in 40 streams')).toBeVisible()
  await expect(page.getByText('4,999 forks')).toBeVisible()
  const tree = page.getByRole('tree', { name: 'Events by cause' })
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(80)
  await tree.focus()
  await page.keyboard.press('End')
  await idle(page)
  await expect(tree.getByRole('treeitem', { name: /s-\d+@\d+/ }).last()).toBeVisible()
})

test('commits, which cause commits and share no correlation, are shown as far as causes lead', async ({
  page,
  workplace,
}) => {
  const store = join(workplace.folder, 'git.db')
  await workplace.epoch('import', store, '--git', repository)
  await open(page, await workplace.serve(store))
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(2).click()
  await page.keyboard.press('c')
  await idle(page)
  const tree = page.getByRole('tree', { name: 'Events by cause' })
  await expect(tree.getByRole('treeitem', { name: /cause elsewhere/ })).toHaveCount(1)
  await picture(page, 'correlation-git')
})
