import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { eventType } from '../../../src/core/event.ts'
import { ProjectionPanel } from '../../../src/renderer/projections/ProjectionPanel.tsx'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

/** A panel over a shop of which no file is open. */
async function emptyPanel() {
  const host = new MemoryHost()
  host.workspace = { openFiles: [] }
  host.folder.files.set('kept.ts', "export default projection({ name: 'Kept' })")
  const opened = await openedExplorer(shop(3), { host })
  await render(
    <div style={{ width: 900, height: 360 }}>
      <ProjectionPanel explorer={opened.explorer} />
    </div>,
  )
  return { ...opened, host, source: page.getByRole('textbox', { name: 'Projection source' }) }
}

test('an empty panel makes a projection of a type by one click, with the names of its fields', async () => {
  const { host, source } = await emptyPanel()
  await page.getByLabelText('Type of event').selectOptions('PaymentTaken')
  await page.getByRole('button', { name: 'Sum of cents per day' }).click()
  await expect.element(source.getByText(/PaymentTakenCentsPerDay/)).toBeVisible()
  await expect.poll(() => host.folder.files.get('payment-taken-cents-per-day.ts')).toContain('e.data.cents')
})

test('another field may be taken', async () => {
  const { source } = await emptyPanel()
  await page.getByLabelText('Type of event').selectOptions('OrderPlaced')
  await page.getByLabelText('Field of: Latest value of').selectOptions('big')
  await page.getByRole('button', { name: 'Latest value of big' }).click()
  await expect.element(source.getByText(/LatestOrderPlacedBig/)).toBeVisible()
})

test('an inspected event offers its type', async () => {
  const { explorer, source } = await emptyPanel()
  explorer.getState().chooseNewProjection(eventType('PaymentTaken'))
  const dialog = page.getByRole('dialog', { name: 'New projection' })
  await expect.element(dialog.getByLabelText('Type of event')).toHaveValue('PaymentTaken')
  await dialog.getByRole('button', { name: 'Count by stream' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(source.getByText(/PaymentTakenCount/)).toBeVisible()
})

test('a file that is there is opened by its name, and its folder is told', async () => {
  const { source } = await emptyPanel()
  await expect.element(page.getByText('~/.epoch/projections/shop')).toBeVisible()
  await page.getByRole('button', { name: 'kept.ts' }).click()
  await expect.element(source.getByText(/'Kept'/)).toBeVisible()
})

test('a file is deleted only when asked twice', async () => {
  const { host } = await emptyPanel()
  await page.getByRole('button', { name: 'Delete kept.ts' }).click()
  expect(host.folder.files.has('kept.ts')).toBe(true)
  await page.getByRole('button', { name: 'Delete kept.ts for good' }).click()
  await expect.element(page.getByRole('button', { name: 'kept.ts' })).not.toBeInTheDocument()
  expect(host.folder.files.has('kept.ts')).toBe(false)
})

test("KurrentDB's JavaScript is told by a badge, with a choice of engine that is kept", async () => {
  const { explorer, host } = await emptyPanel()
  await page.getByRole('button', { name: "In KurrentDB's JavaScript" }).click()
  await expect.element(page.getByRole('tab', { name: 'Projection' })).toHaveTextContent('ProjectionKurrentDB')
  await page.getByLabelText('Engine of KurrentDB').selectOptions('1')
  expect(explorer.getState().projections[0]).toMatchObject({ file: 'projection.js', engineVersion: 1 })
  await expect.poll(() => host.workspace).toMatchObject({ openFiles: [{ file: 'projection.js', engineVersion: 1 }] })
  await page.getByRole('tab').click()
  await userEvent.keyboard('{Delete}')
  await expect.element(page.getByRole('button', { name: 'Count by stream' })).toBeVisible()
})
