import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ExportChoice } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { position, streamName } from '../../../src/core/event.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

async function exporting() {
  const host = new MemoryHost()
  const asked: ExportChoice[] = []
  host.exporting = async function* ({ format, filter, positions, masks }) {
    asked.push({ format, filter, masks, ...(positions && { positions }) })
    yield { kind: 'part', base64: btoa('{"a":1}\n'), done: 1 }
    yield { kind: 'part', base64: btoa('{"b":"\xc3\xa9"}\n'), done: 2 }
    yield { kind: 'exported', fileName: 'shop.ndjson', mediaType: 'application/x-ndjson', events: 2, leftOut: 0 }
  }
  const saved: { readonly name: string; readonly file: Blob }[] = []
  const { explorer } = await openedExplorer(shop(5), { host, saveFile: (file, name) => saved.push({ file, name }) })
  await showWindow(explorer)
  return { host, explorer, asked, saved, dialog: page.getByRole('dialog', { name: 'Export' }) }
}

test('Ctrl+E takes everything out as one file, byte by byte', async () => {
  const { asked, saved, dialog } = await exporting()
  await userEvent.keyboard('{Control>}e{/Control}')
  await dialog.getByRole('button', { name: 'Export' }).click()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('2 events saved as shop.ndjson.')
  expect(asked).toEqual([{ format: 'ndjson', filter: {}, masks: [] }])
  expect(saved[0]?.name).toBe('shop.ndjson')
  expect(saved[0]?.file.type).toBe('application/x-ndjson')
  expect(await saved[0]?.file.text()).toBe('{"a":1}\n{"b":"é"}\n')
})

test('a format, what the log shows, a stream or one event can be chosen', async () => {
  const { explorer, asked, dialog } = await exporting()
  explorer.getState().setView({ category: 'order' })
  explorer.getState().selectEvent(position(3))
  await expect.poll(() => explorer.getState().inspection.kind).toBe('shown')
  await userEvent.keyboard('{Control>}e{/Control}')
  await dialog.getByRole('radio', { name: /^CSV/ }).click()
  for (const name of [/^What the log shows 10 events/, /^This stream order-2/, /^The selected event position 3/]) {
    await dialog.getByRole('radio', { name }).click()
    await dialog.getByRole('button', { name: 'Export' }).click()
    await expect.element(dialog.getByText('2 events saved as shop.ndjson.')).toBeVisible()
  }
  expect(asked).toEqual([
    { format: 'csv', filter: { category: 'order' }, masks: [] },
    { format: 'csv', filter: { streams: [streamName('order-2')] }, masks: [] },
    { format: 'csv', filter: {}, positions: [3], masks: [] },
  ])
})

test('masked paths are kept with the store, and what the host says of them is shown', async () => {
  const { host, explorer, asked, dialog } = await exporting()
  await userEvent.keyboard('{Control>}e{/Control}')
  await dialog.getByRole('button', { name: 'Masks…' }).click()
  const masks = page.getByRole('dialog', { name: 'Masks' })
  for (const path of ['data.email', 'metadata.ip']) {
    await masks.getByRole('textbox', { name: 'Path' }).fill(path)
    await masks.getByRole('button', { name: 'Mask', exact: true }).click()
  }
  await masks.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('button', { name: 'Export' }).click()
  await expect.element(dialog.getByText('2 events saved as shop.ndjson.')).toBeVisible()
  expect(asked[0]?.masks).toEqual(['data.email', 'meta.ip'])
  explorer.getState().flushWorkspace()
  await expect.poll(() => host.workspace?.['masks']).toEqual(['data.email', 'meta.ip'])
  host.exporting = () => {
    throw new EpochError('invalid-request', 'store.export: "email" is no payload path')
  }
  await dialog.getByRole('button', { name: 'Export' }).click()
  await expect
    .element(dialog.getByRole('alert'))
    .toHaveTextContent('store.export: "email" is no payload path (invalid-request)')
})
