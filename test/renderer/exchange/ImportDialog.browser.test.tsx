import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ImportMessage } from '../../../src/contract/host-contract.ts'
import type { ImportFault } from '../../../src/contract/import-report.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { SaidMessages } from '../said-messages.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

const fault: ImportFault = {
  code: 'import-bad-json',
  message: 'found "}" where a value belongs',
  severity: 'error',
  line: 17,
  column: 4,
  byteOffset: 2048,
}

/** The window with an import begun from the menu; `say` gives its next message, the report is its last. */
async function importing() {
  const said = new SaidMessages<ImportMessage>('imported')
  const host = new MemoryHost()
  host.importing = (signal) => said.read(signal)
  const saved: { readonly name: string; readonly file: Blob }[] = []
  const { explorer } = await openedExplorer(shop(5), { host, saveFile: (file, name) => saved.push({ file, name }) })
  await showWindow(explorer)
  await page.getByRole('button', { name: 'Store' }).click()
  await page.getByRole('menuitem', { name: 'Import into this store…' }).click()
  await page.getByRole('button', { name: /^orders.ndjson Events, one a line/ }).click()
  const { say } = said
  return { host, explorer, say, saved, dialog: page.getByRole('dialog', { name: 'Import into shop.db' }) }
}

test('an import says how far it is, and what came of it, with its faults to save', async () => {
  const { host, say, saved, dialog } = await importing()
  say({ kind: 'progress', what: 'Importing records', done: 1_000, total: 4_000 })
  await expect.element(dialog.getByRole('progressbar', { name: 'Importing records…' })).toHaveAttribute('value', '0.25')
  await expect.element(dialog.getByText('1,000 of 4,000 · 25 %')).toBeVisible()
  const faults: readonly ImportFault[] = [
    fault,
    { ...fault, code: 'import-duplicate-key', severity: 'warning', line: 18 },
    ...Array.from({ length: 248 }, (_, i) => ({ ...fault, line: 20 + i })),
  ]
  say({
    kind: 'imported',
    imported: {
      format: 'CloudEvents 1.0, one a line',
      added: 1200,
      known: 3,
      faults,
      faultCount: 300,
      warningCount: 1,
    },
  })
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('Imported 1,200 events; 3 were there already. 300 records could not be read. 1 warning.')
  await expect.element(dialog.getByText('Read as CloudEvents 1.0, one a line.')).toBeVisible()
  await expect.element(dialog.getByRole('row', { name: /^18:4 .* warning import-duplicate-key$/ })).toBeVisible()
  expect(dialog.getByRole('row').elements()).toHaveLength(201)
  await expect.element(dialog.getByText('… and 101 more.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save report' }).click()
  const lines = (await saved[0]?.file.text())?.trimEnd().split('\n') ?? []
  expect(saved[0]?.name).toBe('import-report.ndjson')
  expect(lines).toHaveLength(250)
  expect(JSON.parse(lines[0] ?? '')).toEqual(fault)
  expect(host.imported).toEqual(['ticket-1'])
})

test('an import that is cancelled says that what it had added stays', async () => {
  const { explorer, say, dialog } = await importing()
  say({ kind: 'progress', what: 'Importing records', done: 1_000 })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(dialog.getByText(/^The import was cancelled. What it had added by then stays/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  expect(explorer.getState().importing).toBeUndefined()
})

test('a store that takes no events offers no import', async () => {
  const host = new MemoryHost()
  host.whyNoAppend = 'it is read-only'
  const { explorer } = await openedExplorer(shop(1), { host })
  await showWindow(explorer)
  await page.getByRole('button', { name: 'Store' }).click()
  await expect
    .element(page.getByRole('menuitem', { name: 'Import into this store… read-only' }))
    .toHaveAttribute('aria-disabled', 'true')
})
