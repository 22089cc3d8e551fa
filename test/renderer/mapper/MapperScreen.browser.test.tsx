import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { createExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { MemoryHost } from '../memory-host.ts'
import { noProjections } from '../opened-explorer.ts'
import { showWindow } from '../window.tsx'

/** The window over a database that no kind fits: a table of people and one that is a log. */
async function unknown() {
  const host = new MemoryHost()
  host.openingFailure = new EpochError(
    'store-unknown-schema',
    'ledger.db has no table of events; it has: people, ledger',
  )
  host.outline = {
    kind: 'database',
    nearest: 'It almost fits sql-event-store, but has no previous_id.',
    tables: [
      { name: 'people', columns: [{ name: 'name', declared: 'TEXT' }], sample: [['Ada']], suggested: {} },
      {
        name: 'ledger',
        columns: ['account', 'nr', 'what', 'body', 'at'].map((name) => ({ name, declared: 'TEXT' })),
        sample: [['savings', '1', 'Opened', '{"cents":1}', null]],
        suggested: { stream: ['account'], data: 'body' },
      },
    ],
  }
  host.preview = ({ columns }) => ({
    events: [{ position: 1, stream: 'savings', version: 1, type: columns.type, preview: '{"cents":1}' }],
    problems: columns.version === undefined ? [] : ['2 rows have the version of another.'],
  })
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  await explorer.getState().openStore('ticket-9' as Ticket)
  await showWindow(explorer)
  return { host, explorer }
}

test('a file of no known kind is opened by saying which column is which, with what comes of it shown at once', async () => {
  const { host } = await unknown()
  await page.getByRole('button', { name: 'Say which column is which…' }).click()
  await expect.element(page.getByText('It almost fits sql-event-store, but has no previous_id.')).toBeVisible()
  await expect.element(page.getByRole('combobox', { name: 'Table' })).toHaveValue('ledger')
  await expect.element(page.getByRole('combobox', { name: 'Stream', exact: true })).toHaveValue('account')
  await expect.element(page.getByText('Choose the column of the type to see them.')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Open', exact: true })).toBeDisabled()

  await page.getByRole('combobox', { name: 'Type' }).selectOptions('what')
  await page.getByRole('combobox', { name: 'Version' }).selectOptions('nr')
  const events = page.getByRole('region', { name: 'First events' }).first()
  await expect.element(events.getByRole('row', { name: '1 what savings@1 {"cents":1}' })).toBeVisible()
  await expect
    .element(page.getByRole('list', { name: 'Problems' }))
    .toHaveTextContent('2 rows have the version of another.')

  await page.getByRole('combobox', { name: 'Payload encoding' }).selectOptions('json')
  host.openingFailure = undefined
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect.element(page.getByRole('heading', { name: 'shop.db' })).toBeVisible()
  expect(host.mappings).toEqual([
    {
      table: 'ledger',
      columns: { stream: ['account'], type: 'what', data: 'body', version: 'nr' },
      payload: 'json',
    },
  ])
  expect(host.opened).toEqual(['ticket-9', 'ticket-9'])
})

test('another table begins anew, and Back leads to why the file did not open', async () => {
  await unknown()
  await page.getByRole('button', { name: 'Say which column is which…' }).click()
  await page.getByRole('combobox', { name: 'Table' }).selectOptions('people')
  await expect.element(page.getByRole('cell', { name: 'Ada' })).toBeVisible()
  await expect.element(page.getByText('Choose the column of the stream, the type, the data to see them.')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect.element(page.getByText(/^Ledger.db has no table of events/)).toBeVisible()
})

test('a store that was opened by a mapping can be mapped anew', async () => {
  const { host, explorer } = await unknown()
  host.openingFailure = undefined
  host.recognised = { kind: 'ledger', sureness: 'mapped', reasons: ['a person mapped the table ledger'], notes: [] }
  await explorer.getState().openStore('ticket-9' as Ticket)
  await page.getByRole('button', { name: 'ledger mapped' }).click()
  await page.getByRole('button', { name: 'Say anew which column is which…' }).click()
  await expect.element(page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect.element(page.getByRole('heading', { name: 'shop.db' })).toBeVisible()
})

test('a file that no mapping mends does not offer one', async () => {
  const { host, explorer } = await unknown()
  host.openingFailure = new EpochError('store-corrupt', 'ledger.db is damaged')
  await explorer.getState().openStore('ticket-9' as Ticket)
  await expect.element(page.getByText('Ledger.db is damaged.')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Say which column is which…' })).not.toBeInTheDocument()
})
