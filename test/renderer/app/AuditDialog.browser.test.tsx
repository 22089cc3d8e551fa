import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { AuditMessage } from '../../../src/contract/host-contract.ts'
import { position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { AuditFinding, StoreAudit } from '../../../src/core/store-audit.ts'
import { StoreTab } from '../../../src/renderer/app/StoreTab.tsx'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { SaidMessages } from '../said-messages.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

const changed: AuditFinding = {
  kind: 'checksum',
  severity: 'damage',
  message: 'it is not what was stored',
  position: position(3),
  stream: streamName('order-2'),
  version: streamVersion(1),
}

function report(findings: readonly AuditFinding[], counts: StoreAudit['counts']): StoreAudit {
  const [checks, leftOut] = [['positions and versions', 'JSON'], ['segments, which it does not have']]
  return { head: position(10), events: 10, purged: 2, checks, leftOut, counts, findings }
}

/** The window with the audit open; `say` gives its next message. */
async function auditing() {
  const said = new SaidMessages<AuditMessage>('audited')
  const host = new MemoryHost()
  host.audit = (signal) => said.read(signal)
  const { explorer } = await openedExplorer(shop(5), { host })
  await page.viewport(1280, 800)
  await render(
    <div style={{ height: 800 }}>
      <StoreTab explorer={explorer} />
    </div>,
  )
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Audit…' }).click()
  const { say } = said
  return { explorer, say, dialog: page.getByRole('dialog', { name: 'Audit' }) }
}

test('an audit says what it checks and how far it is, and can be cancelled', async () => {
  const { explorer, say, dialog } = await auditing()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Checking the store…')
  say({ kind: 'progress', progress: { what: 'events', done: 30, total: 120 } })
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Checking events…')
  await expect.element(dialog.getByRole('progressbar', { name: 'Checking events…' })).toHaveAttribute('value', '0.25')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('The audit was cancelled; what it had found by then is not shown.')
  await dialog.getByRole('button', { name: 'Audit the store' }).click()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Checking the store…')
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  expect(explorer.getState().audit.kind).toBe('none')
})

test('a whole store is said to be whole in plain words, with what was checked', async () => {
  const { say, dialog } = await auditing()
  say({ kind: 'audited', audit: report([], []) })
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('Nothing was found: the store is whole. 10 events up to position 10, 2 of them purged.')
  await dialog.getByText('What was checked').click()
  await expect.element(dialog.getByText('positions and versions, JSON.')).toBeVisible()
  await expect.element(dialog.getByText('Not checked: segments, which it does not have.')).toBeVisible()
})

test('a finding leads to its event by the keyboard, and the report is there again afterwards', async () => {
  const { explorer, say, dialog } = await auditing()
  const lost: AuditFinding = { kind: 'counts', severity: 'damage', message: 'the type "T" counts 2 events' }
  const counts = [
    { kind: 'checksum', severity: 'damage', count: 1500 },
    { kind: 'counts', severity: 'damage', count: 1 },
  ] as const
  say({ kind: 'audited', audit: report([changed, lost], counts) })
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('1,501 findings of damage. 10 events up to position 10, 2 of them purged.')
  await expect.element(dialog.getByText('Of 1,500 findings of the kind checksum the first 1 are listed.')).toBeVisible()
  const list = dialog.getByRole('list', { name: 'Findings' })
  expect(list.getByRole('listitem').elements()).toHaveLength(2)
  const button = list.getByRole('button', { name: 'it is not what was stored #3 order-2@1 checksum' })
  button.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect
    .element(page.getByRole('region', { name: 'Event' }).getByText('order-2@1', { exact: true }))
    .toBeVisible()
  expect(explorer.getState()).toMatchObject({ selected: 3, playhead: 3 })
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Audit…' }).click()
  await expect.element(list.getByRole('button')).toBeVisible()
})

test('of many findings the first are shown, and more when asked for', async () => {
  const { say, dialog } = await auditing()
  const findings = Array.from({ length: 450 }, () => changed)
  say({ kind: 'audited', audit: report(findings, [{ kind: 'checksum', severity: 'damage', count: 450 }]) })
  const items = dialog.getByRole('listitem')
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('450 findings of damage. 10 events up to position 10, 2 of them purged.')
  expect(items.elements()).toHaveLength(200)
  const more = dialog.getByRole('button', { name: 'Show more of 450 findings' })
  await more.click()
  await more.click()
  await expect.element(more).not.toBeInTheDocument()
  expect(items.elements()).toHaveLength(450)
})
