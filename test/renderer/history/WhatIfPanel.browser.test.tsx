import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { EventsGrid } from '../../../src/renderer/events/EventsGrid.tsx'
import { WhatIfDialog } from '../../../src/renderer/history/WhatIfDialog.tsx'
import { WhatIfPanel } from '../../../src/renderer/history/WhatIfPanel.tsx'
import { Inspector } from '../../../src/renderer/inspector/Inspector.tsx'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

async function supposing() {
  await page.viewport(1100, 700)
  const opened = await openedExplorer(shop(4), { startProjection: folding() })
  const { explorer } = opened
  explorer.getState().selectEvent(position(4))
  await idle(explorer.getState().activity)
  await render(
    <div style={{ display: 'grid', gridTemplateColumns: '500px 300px 266px', height: 640 }}>
      <div className="history" style={{ display: 'flex' }}>
        <EventsGrid explorer={explorer} />
      </div>
      <Inspector explorer={explorer} />
      <WhatIfPanel explorer={explorer} />
      <WhatIfDialog explorer={explorer} />
    </div>,
  )
  const panel = page.getByRole('region', { name: 'What-ifs' })
  const whatIf = page.getByRole('region', { name: 'What if…' })
  const row = (text: RegExp) => page.getByRole('grid', { name: 'Events' }).getByRole('row', { name: text })
  return { ...opened, panel, whatIf, row }
}

test('an event that had not happened is struck in the log and listed as a change, until that is undone', async () => {
  const { explorer, panel, whatIf, row } = await supposing()
  await whatIf.getByRole('button', { name: 'It had not happened' }).click()
  await expect.element(row(/PaymentTaken skipped order-2/)).toBeVisible()
  await expect.element(panel.getByRole('combobox', { name: 'Laid over the history' })).toHaveValue('What if')
  await panel.getByRole('button', { name: 'Undo: 4 did not happen' }).click()
  await expect.element(row(/skipped/)).not.toBeInTheDocument()
  expect(explorer.getState().whatIfs).toMatchObject([{ skip: [] }])
})

test('an event is written otherwise in a form that says what is wrong with it', async () => {
  const { explorer, panel, whatIf, row } = await supposing()
  await whatIf.getByRole('button', { name: 'It had been otherwise…' }).click()
  const form = page.getByRole('form', { name: 'Event of the what-if' })
  await form.getByRole('textbox', { name: 'Data' }).fill('{"cents":')
  await form.getByRole('button', { name: 'Lay over the history' }).click()
  await expect.element(form.getByText(/^Data is no JSON/)).toBeVisible()
  await form.getByRole('textbox', { name: 'Data' }).fill('{"cents":1}')
  await form.getByRole('button', { name: 'Lay over the history' }).click()
  await expect.element(row(/PaymentTaken edited order-2/)).toBeVisible()
  await expect.element(panel.getByText('was PaymentTaken otherwise')).toBeVisible()
  expect(explorer.getState().whatIfs).toMatchObject([{ edit: [{ position: 4, data: '{"cents":1}' }] }])
})

test('an event that came besides has a place after another', async () => {
  const { explorer, panel, whatIf, row } = await supposing()
  await whatIf.getByRole('button', { name: 'Another came after…' }).click()
  const form = page.getByRole('form', { name: 'Event of the what-if' })
  await form.getByRole('textbox', { name: 'Stream' }).fill('order-77')
  await form.getByRole('button', { name: 'Lay over the history' }).click()
  await expect.element(panel.getByRole('button', { name: '4+1 PaymentTaken in order-77', exact: true })).toBeVisible()
  await expect.element(row(/PaymentTaken \+1 inserted order-2/)).toBeVisible()
  explorer.getState().showSide('what-if')
  await panel.getByRole('option', { name: '4+1 PaymentTaken order-77 inserted' }).click()
  expect(explorer.getState()).toMatchObject({ selected: 4, playhead: 4 })
})

test('a what-if is named, put aside and taken up again', async () => {
  const { explorer, panel, row } = await supposing()
  await panel.getByRole('button', { name: 'New' }).click()
  const name = panel.getByRole('textbox', { name: 'Name of the what-if' })
  await name.fill('No payment')
  await panel.getByRole('combobox', { name: 'Laid over the history' }).click()
  expect(explorer.getState().activeWhatIf).toBe('No payment')
  explorer.getState().turnSkip(position(4))
  const choice = panel.getByRole('combobox', { name: 'Laid over the history' })
  await choice.selectOptions('The history as it is')
  await expect.element(row(/skipped/)).not.toBeInTheDocument()
  await choice.selectOptions('No payment')
  await expect.element(row(/skipped/)).toBeVisible()
  await panel.getByRole('button', { name: 'Delete' }).click()
  expect(explorer.getState().whatIfs).toEqual([])
})
