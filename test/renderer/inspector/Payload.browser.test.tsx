import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { Inspector } from '../../../src/renderer/inspector/Inspector.tsx'
import { MasksDialog } from '../../../src/renderer/inspector/MasksDialog.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

const customers = ['ada', 'grace', 'mary'].map((name, at) =>
  new EventBuilder()
    .stream('customer-1')
    .type('Renamed')
    .data({ name, email: `${name}@example.org`, lines: [{ cents: at * 100 }, { cents: 5 }] })
    .metadata({ ip: '10.0.0.7', correlationId: 'c-1' })
    .build(),
)

async function inspecting(at: number) {
  const { explorer } = await openedExplorer(customers)
  explorer.getState().selectEvent(position(at))
  await render(
    <div style={{ width: 266, height: 700 }}>
      <Inspector explorer={explorer} />
      <MasksDialog explorer={explorer} />
    </div>,
  )
  const region = page.getByRole('region', { name: 'Event', exact: true })
  return { explorer, region, data: region.getByRole('tree', { name: 'Data', exact: true }) }
}

test('Ctrl+F finds in keys and values of data and metadata, counts the hits and goes from one to the next', async () => {
  const { region } = await inspecting(1)
  await region.getByRole('button', { name: 'Next in stream' }).click()
  await userEvent.keyboard('{Control>}f{/Control}')
  await userEvent.keyboard('c')
  await expect.element(region.getByText('1 of 6')).toBeVisible()
  await userEvent.keyboard('{Enter}{Enter}{Enter}{Enter}')
  await expect.element(region.getByText('5 of 6')).toBeVisible()
  const metadata = region.getByRole('tree', { name: 'Metadata' })
  await expect.poll(() => metadata.element().querySelector('.tree-row-active')?.textContent).toContain('correlationId')
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
  await expect.element(region.getByText('4 of 6')).toBeVisible()
  await userEvent.keyboard('ents: 7')
  await expect.element(region.getByText('No hit')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(region.getByRole('textbox')).not.toBeInTheDocument()
})

test('raw shows the very text that is stored', async () => {
  const { region } = await inspecting(1)
  await region.getByRole('button', { name: 'Raw' }).click()
  await expect
    .element(region.getByRole('region', { name: 'Data as it is stored', exact: true }))
    .toHaveTextContent('{"name":"ada","email":"ada@example.org","lines":[{"cents":0},{"cents":5}]}')
})

test('an event differs from the one before it of its type, and from any that is pinned', async () => {
  const { explorer, region } = await inspecting(3)
  await region.getByRole('button', { name: 'Diff' }).click()
  const differs = region.getByRole('tree', { name: 'What differs in the data' })
  await expect.element(differs.getByRole('treeitem', { name: /name: "grace" → "mary"/ })).toBeVisible()
  explorer.getState().selectEvent(position(1))
  await region.getByRole('button', { name: 'Pin 1 for comparison' }).click()
  explorer.getState().selectEvent(position(3))
  await expect.element(differs.getByRole('treeitem', { name: /name: "ada" → "mary"/ })).toBeVisible()
  const pinned = region.getByRole('region', { name: 'Pinned event' })
  await expect.element(pinned.getByRole('button', { name: 'Renamed #1' })).toBeVisible()
  await pinned.getByRole('button', { name: 'Unpin' }).click()
  await expect.element(pinned).not.toBeInTheDocument()
  await expect.element(differs.getByRole('treeitem', { name: /name: "grace" → "mary"/ })).toBeVisible()
})

test('a value can be filtered by, excluded, shown as a column, pinned as a track and masked', async () => {
  const { explorer, data } = await inspecting(2)
  const choose = async (line: RegExp, item: string) => {
    await data.getByRole('treeitem', { name: line }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose(/^name/, 'Filter by this value')
  expect(explorer.getState().view.where).toBe('data.name=grace')
  await choose(/^email/, 'Exclude this value')
  expect(explorer.getState().view.where).toContain('-data.email=grace@example.org')
  await choose(/^name/, 'Show as a column')
  expect(JSON.stringify(explorer.getState().columns)).toContain('data.name')
  await data.getByRole('treeitem', { name: /^0: \{/ }).click({ button: 'right' })
  await expect.element(page.getByRole('menuitem', { name: 'Filter by there being one' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await choose(/^cents: 100/, 'Pin as a track')
  expect(explorer.getState().pinnedTracks).toMatchObject([
    { kind: 'path', type: 'Renamed', path: 'data.lines[0].cents' },
  ])
  await choose(/^cents: 100/, 'Mask data.lines.cents')
  await expect.poll(() => data.getByRole('treeitem', { name: 'cents: "***" masked' }).elements()).toHaveLength(2)
})

test('what is masked is hidden in every form and copy, and is revealed on screen alone', async () => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const { explorer, region, data } = await inspecting(2)
  for (const path of ['data.email', 'meta.ip']) explorer.getState().maskPath(path)
  await expect.element(data.getByRole('treeitem', { name: 'email: "***" masked' })).toBeVisible()
  for (const form of ['Raw', 'Diff', 'Tree']) {
    await region.getByRole('button', { name: form }).click()
    await expect.element(region.getByRole('button', { name: form })).toHaveAttribute('aria-pressed', 'true')
    expect(region.element().textContent).not.toContain('@example.org')
    expect(region.element().textContent).not.toContain('10.0.0.7')
  }
  await region.getByRole('button', { name: 'Reveal' }).click()
  await expect.element(data.getByRole('treeitem', { name: 'email: "grace@example.org"' })).toBeVisible()
  await expect.element(region.getByText(/Masked values are shown here until you hide them/)).toBeVisible()
  for (const form of ['Data as JSON', 'EventBuilder code', 'Line of a fixture', 'curl for KurrentDB']) {
    await region.getByRole('button', { name: 'Copy as…' }).click()
    await page.getByRole('menuitem', { name: form }).click()
  }
  await region.getByRole('button', { name: 'Copy the data' }).click()
  expect(copied).toHaveBeenCalledTimes(5)
  for (const [text] of copied.mock.calls) {
    expect(text).toContain('grace')
    expect(text).not.toContain('@example.org')
  }
  copied.mockRestore()
})

test('while masked values are shown, no copy of what is around one has it, nor does a copied fact', async () => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const { explorer, region, data } = await inspecting(2)
  for (const path of ['data.email', 'meta.correlationId']) explorer.getState().maskPath(path)
  const correlation = region.getByRole('button', { name: 'c-1' })
  await expect.element(region.getByRole('button', { name: '***' })).toBeVisible()
  await expect.element(correlation).not.toBeInTheDocument()
  await region.getByRole('button', { name: 'Reveal' }).click()
  await expect.element(correlation).toBeVisible()
  await expect.element(region.getByRole('button', { name: 'Copy the correlation' })).not.toBeInTheDocument()
  for (const name of ['Copy the value', 'Copy the JSON']) {
    await data.getByRole('treeitem', { level: 1 }).click({ button: 'right' })
    await page.getByRole('menuitem', { name }).click()
  }
  expect(copied.mock.calls.map(([text]) => JSON.parse(text))).toEqual(
    Array.from({ length: 2 }, () => ({ name: 'grace', email: '***', lines: [{ cents: 100 }, { cents: 5 }] })),
  )
  copied.mockRestore()
})

test('masks are listed, added by a path with what is wrong said at its column, and taken away', async () => {
  const { explorer, region, data } = await inspecting(1)
  await region.getByRole('button', { name: 'Masks…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Masks' })
  const path = dialog.getByRole('textbox', { name: 'Path' })
  await path.fill('data.lines[x]')
  await dialog.getByRole('button', { name: 'Mask', exact: true }).click()
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('Column 12: expected a place from 0 and "]", or a name in double quotes, found "x]"')
  await path.fill('data.lines[')
  await dialog.getByRole('button', { name: 'Mask', exact: true }).click()
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('Column 12: expected a place from 0 and "]", or a name in double quotes, the path ends')
  await path.fill('data.name')
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog.getByRole('listitem')).toHaveTextContent('data.name')
  await expect.element(path).toHaveValue('')
  await expect.element(data.getByRole('treeitem', { name: 'name: "***" masked' })).toBeInTheDocument()
  explorer.getState().maskPath('data.email')
  await dialog.getByRole('button', { name: 'Mask data.name no longer' }).click()
  await expect.element(dialog.getByRole('button', { name: 'Mask data.email no longer' })).toHaveFocus()
  explorer.getState().maskPath('data.name')
  explorer.getState().unmaskPath('data.email')
  await dialog.getByRole('button', { name: 'Mask data.name no longer' }).click()
  await expect.element(dialog.getByText('Nothing is masked.')).toBeVisible()
  expect(explorer.getState().masks).toEqual([])
})
