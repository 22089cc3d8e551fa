import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { HistoryPanel } from '../../../src/renderer/history/HistoryPanel.tsx'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

/** Orders are paid at every second position. */
async function asking(orders = 5) {
  const saved: string[] = []
  const opened = await openedExplorer(shop(orders), {
    startProjection: folding(),
    saveFile: (_, name) => saved.push(name),
  })
  const { explorer } = opened
  await render(
    <div style={{ width: 266, height: 560 }}>
      <HistoryPanel explorer={explorer} />
    </div>,
  )
  const panel = page.getByRole('region', { name: 'History', exact: true })
  return { ...opened, saved, panel, tab: explorer.getState().projections[0]?.id ?? 0 }
}

test('what is written and sent with Enter is looked for, and a crossing that is chosen is where the playhead goes', async () => {
  const { explorer, panel } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill("state.status === 'paid'")
  await userEvent.keyboard('{Enter}')
  await expect.element(panel.getByText('5 crossings; 5 keys fit at 10')).toBeVisible()
  await panel.getByRole('option', { name: '4 order-2 holds' }).click()
  expect(explorer.getState().playhead).toBe(4)
  await expect.element(panel.getByRole('option', { name: '4 order-2 holds' })).toHaveAttribute('aria-selected', 'true')
})

test('arrows and Enter go along the crossings', async () => {
  const { explorer, panel } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill("state.status === 'paid'")
  await panel.getByRole('button', { name: 'All' }).click()
  await panel.getByRole('listbox', { name: 'Crossings' }).click({ position: { x: 5, y: 5 } })
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(explorer.getState().playhead).toBe(6)
})

test('one hit is gone to without a list', async () => {
  const { explorer, panel } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill('state.cents > 250')
  await panel.getByRole('button', { name: 'First' }).click()
  await expect.poll(() => explorer.getState().playhead).toBe(5)
  await panel.getByRole('textbox', { name: 'Find where' }).fill('state.cents > 9000')
  await panel.getByRole('button', { name: 'Next' }).click()
  await expect.element(panel.getByText('None after the playhead')).toBeVisible()
  expect(explorer.getState().playhead).toBe(5)
})

test('what is wrong with the predicate is said', async () => {
  const { panel } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill('state.lines.length > 1')
  await panel.getByRole('button', { name: 'All' }).click()
  await expect.element(panel.getByText(/^At 1, order-1: TypeError/)).toBeVisible()
  await panel.getByRole('textbox', { name: 'Find where' }).fill('state.')
  await panel.getByRole('button', { name: 'All' }).click()
  await expect.element(panel.getByText(/^SyntaxError/)).toBeVisible()
})

test('a watched path lists its changes with their values, and ends', async () => {
  const { explorer, panel, tab } = await asking()
  explorer.getState().watchPath(tab, 'order-2', ['status'])
  const changes = panel.getByRole('listbox', { name: 'Changes' })
  await changes.getByRole('option', { name: '4 "paid"' }).click()
  expect(explorer.getState().playhead).toBe(4)
  await panel.getByRole('button', { name: 'Stop watching order-2 · status' }).click()
  await expect.element(changes).not.toBeInTheDocument()
})

test('a watched number goes into the chart of its projection', async () => {
  const { explorer, panel, tab } = await asking()
  explorer.getState().watchPath(tab, 'order-2', ['status'])
  explorer.getState().watchPath(tab, 'order-2', ['cents'])
  const chart = panel.getByRole('button', { name: /in the chart$/ })
  await expect.element(chart).toHaveAccessibleName('Show order-2 · cents in the chart')
  await chart.click()
  expect(explorer.getState().chartLines[tab]).toEqual([{ key: 'order-2', path: ['cents'] }])
  expect(explorer.getState().readings[tab]?.form).toBe('chart')
})

test('ticks are gone along by buttons too', async () => {
  const { explorer, panel, tab } = await asking()
  explorer.getState().watchPath(tab, 'order-2', ['status'])
  explorer.getState().watchPath(tab, 'order-4', ['status'])
  await idle(explorer.getState().activity)
  explorer.getState().scrubTo(position(1))
  const ticks = panel.getByRole('region', { name: 'Ticks on the timeline' })
  await ticks.getByRole('radio', { name: 'order-2 · status 2' }).click()
  await ticks.getByRole('button', { name: 'Next' }).click()
  expect(explorer.getState().playhead).toBe(3)
  await ticks.getByRole('radio', { name: 'order-4 · status 2' }).click()
  await ticks.getByRole('button', { name: 'Next' }).click()
  await ticks.getByRole('button', { name: 'Previous' }).click()
  expect(explorer.getState().playhead).toBe(7)
})

test('the smallest history that leads to a hit is found and saved', async () => {
  const { explorer, panel, saved } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill("state.status === 'paid' && state.cents === 300")
  await panel.getByRole('button', { name: 'All' }).click()
  await panel.getByRole('button', { name: 'Smallest history that leads to 6' }).click()
  await expect.element(panel.getByText(/^2 events, all of which it takes/)).toBeVisible()
  await panel.getByRole('option', { name: '5' }).click()
  expect(explorer.getState().selected).toBe(5)
  await panel.getByRole('button', { name: 'Save fixture' }).click()
  await panel.getByRole('button', { name: 'Save vitest test' }).click()
  expect(saved).toEqual(['Orders-smallest.ndjson', 'Orders-smallest.test.ts'])
})

test('how many events are left is said once while the smallest history is sought', async () => {
  const { explorer, panel, tab } = await asking()
  const asked = { kind: 'asking', progress: { position: position(9), events: 40, left: 5 } } as const
  const goal = { kind: 'predicate', predicate: 'true' } as const
  explorer.setState({ shrinking: { tab, projection: 'Orders', goal, upTo: position(9), asked } })
  await expect.element(panel.getByText('5 events left so far', { exact: true })).toBeVisible()
})

test('what was found in another projection is not made smaller with the active one', async () => {
  const { explorer, panel } = await asking()
  await panel.getByRole('textbox', { name: 'Find where' }).fill("state.status === 'paid'")
  await panel.getByRole('button', { name: 'All' }).click()
  const smallest = panel.getByRole('button', { name: /^Smallest history/ })
  await expect.element(smallest).toBeVisible()
  explorer.getState().addProjection('another')
  await expect.element(panel.getByText('in Orders')).toBeVisible()
  await expect.element(smallest).not.toBeInTheDocument()
})
