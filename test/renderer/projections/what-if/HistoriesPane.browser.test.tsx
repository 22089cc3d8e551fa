import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useStore } from 'zustand'
import { eventType, position, streamName } from '../../../../src/core/event.ts'
import type { JsonText } from '../../../../src/core/json.ts'
import { HistoriesPane } from '../../../../src/renderer/projections/what-if/HistoriesPane.tsx'
import type { ExplorerStore } from '../../../../src/renderer/state/explorer-store.ts'
import { activeTab } from '../../../../src/renderer/state/reading-slice.ts'
import { folding } from '../../folding-projection.ts'
import { idle, openedExplorer } from '../../opened-explorer.ts'
import { shop } from '../../shop-events.ts'
import '../../../../src/renderer/theme.css'
import '../../../../src/renderer/ui/ui.css'
import '../../../../src/renderer/projections/projections.css'

function Pane({ explorer }: { readonly explorer: ExplorerStore }) {
  const tab = useStore(explorer, activeTab)
  return tab === undefined ? null : <HistoriesPane explorer={explorer} tab={tab} />
}

async function besides() {
  const { explorer } = await openedExplorer(shop(4), { startProjection: folding() })
  await render(
    <div style={{ width: 320, height: 300 }}>
      <Pane explorer={explorer} />
    </div>,
  )
  const choice = page.getByRole('group', { name: 'History' })
  return { explorer, choice, rest: () => idle(explorer.getState().activity) }
}

test('while no what-if is active there is nothing to choose', async () => {
  const { choice } = await besides()
  await expect.element(page.getByRole('region', { name: 'Read model' })).toBeVisible()
  await expect.element(choice).not.toBeInTheDocument()
})

test('the read model is shown of either history, and in how much they differ', async () => {
  const { explorer, choice, rest } = await besides()
  explorer.getState().turnSkip(position(3))
  await rest()
  await expect.element(page.getByText('1 order differs')).toBeVisible()
  const row = page.getByRole('row', { name: /order-2/ })
  await expect.element(row).toHaveAccessibleName(/order-2.*#4/)
  explorer.getState().turnSkip(position(4))
  await rest()
  await expect.element(row).not.toBeInTheDocument()
  await choice.getByRole('button', { name: 'Main' }).click()
  await expect.element(row).toBeVisible()
})

test('the difference lists each cell that differs and leads to the event from which they do', async () => {
  const { explorer, choice, rest } = await besides()
  explorer.getState().turnSkip(position(4))
  explorer.getState().turnSkip(position(6))
  await rest()
  await choice.getByRole('button', { name: 'Difference' }).click()
  const differences = page.getByRole('region', { name: 'Differences' })
  await expect.element(differences.getByText('2 cells differ.')).toBeVisible()
  await expect.element(differences.getByText('order-3', { exact: true })).toBeVisible()
  await differences.getByRole('button', { name: '#4' }).click()
  expect(explorer.getState().selected).toBe(4)
})

test('where the playhead is before the first change, nothing differs', async () => {
  const { explorer, rest } = await besides()
  explorer.getState().turnSkip(position(4))
  explorer.getState().scrubTo(position(3))
  await rest()
  await expect.element(page.getByText('Nothing differs')).toBeVisible()
})

test('the position of a what-if is the one of the playhead, and an event of its own is no event of the store', async () => {
  const { explorer, choice, rest } = await besides()
  explorer.getState().openWhatIfDraft('insert', {
    position: position(3),
    stream: streamName('order-77'),
    type: eventType('OrderPlaced'),
    data: '{"cents":7}' as JsonText,
    metadata: '{}' as JsonText,
  })
  explorer.getState().keepWhatIfDraft()
  await rest()
  await choice.getByRole('button', { name: 'What-if' }).click()
  const model = page.getByRole('region', { name: 'Read model' })
  await expect.element(model.getByText('at 8', { exact: true })).toBeInTheDocument()
  explorer.getState().sortTable(explorer.getState().activeProjection, { path: ['cents'] })
  await rest()
  await expect.element(model.getByText('when it rests')).not.toBeInTheDocument()
  const inserted = model.getByRole('row', { name: /order-77/ }).getByRole('button', { name: '#3+1' })
  await inserted.hover()
  await inserted.dblClick()
  expect(explorer.getState().playhead).toBe(3)
  expect([...explorer.getState().glances.keys()]).toEqual([])
})
