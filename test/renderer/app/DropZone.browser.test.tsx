import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import type { TakeDropped } from '../../../src/renderer/state/drop-slice.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

const taken: TakeDropped = async () => 'ticket-7' as Ticket

async function window(takeDropped: TakeDropped | undefined, host = new MemoryHost()) {
  const { explorer } = await openedExplorer(shop(2), { host, ...(takeDropped && { takeDropped }) })
  await showWindow(explorer)
  return { host, explorer }
}

/** As the browser does when a file is held over an element or dropped on it; answers whether its own handling was prevented. */
function drag(type: 'dragover' | 'drop', ...names: readonly string[]): boolean {
  const dataTransfer = new DataTransfer()
  for (const name of names) dataTransfer.items.add(new File(['{}\n'], name))
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
  return !document.querySelector('main')?.dispatchEvent(event)
}

test('a file that is held over the window is welcomed, and goes away without a trace', async () => {
  const { explorer } = await window(taken)
  expect(drag('dragover', 'other.db')).toBe(true)
  await expect.element(page.getByText('Open the file, or import it into shop.db')).toBeVisible()
  document.querySelector('main')?.dispatchEvent(new DragEvent('dragleave', { bubbles: true, relatedTarget: null }))
  await expect.element(page.getByText('Open the file, or import it into shop.db')).not.toBeInTheDocument()
  expect(explorer.getState().drop).toBeUndefined()
})

test('over a store that takes events one says whether to open or to import what was dropped', async () => {
  const { host } = await window(taken)
  host.importing = async function* () {
    yield {
      kind: 'imported',
      imported: { format: 'NDJSON', added: 1, known: 0, faults: [], faultCount: 0, warningCount: 0 },
    }
  }
  expect(drag('drop', 'more.ndjson')).toBe(true)
  const question = page.getByRole('dialog', { name: 'more.ndjson' })
  await question.getByRole('button', { name: 'Import into shop.db' }).click()
  await expect.element(page.getByText('Imported 1 event.')).toBeVisible()
  expect(host.imported).toEqual(['ticket-7'])
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  drag('drop', 'more.db')
  await page.getByRole('dialog', { name: 'more.db' }).getByRole('button', { name: 'Open', exact: true }).click()
  await expect.element(page.getByText('Copy', { exact: true })).toBeVisible()
  expect(host.opened.at(-1)).toBe('ticket-7')
})

test('over a store that takes none it is opened at once; while it is sent one sees how far and can stop it', async () => {
  const host = new MemoryHost()
  host.whyNoAppend = 'it is read-only'
  let stopped = false
  const slow: TakeDropped = (_file, signal, onProgress) =>
    new Promise((_resolve, reject) => {
      onProgress(1)
      signal.addEventListener('abort', () => {
        stopped = true
        reject(signal.reason)
      })
    })
  await window(slow, host)
  drag('drop', 'big.db')
  const sending = page.getByRole('dialog', { name: 'big.db' })
  await expect.element(sending.getByText('1 B of 3 B · 33 %')).toBeVisible()
  await sending.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(sending).not.toBeInTheDocument()
  expect(stopped).toBe(true)
  expect(host.opened).toHaveLength(1)
})

test('what the host refuses is said, and the open store stays', async () => {
  const host = new MemoryHost()
  host.whyNoAppend = 'it is read-only'
  await window(() => Promise.reject(new EpochError('disk-full', 'there is no room for a copy')), host)
  drag('drop', 'big.db')
  await expect.element(page.getByText(/^there is no room for a copy/)).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'shop.db' })).toBeVisible()
})

test('where the shell takes drops itself the page only keeps the browser from leaving', async () => {
  const { host } = await window(undefined)
  expect(drag('drop', 'other.db')).toBe(true)
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(host.opened).toHaveLength(1)
})
