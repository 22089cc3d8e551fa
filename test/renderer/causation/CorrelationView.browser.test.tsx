import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { NewEvent, Position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { CorrelationView } from '../../../src/renderer/causation/CorrelationView.tsx'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { trackId } from '../../../src/renderer/state/timeline-tracks-slice.ts'
import { tellOfChain } from '../correlated-chain.ts'
import { openedExplorer } from '../opened-explorer.ts'
import '../../../src/renderer/theme.css'

const START_US = 1_772_360_551_000_000

function step(id: string, stream: string, atMs: number, cause?: string): NewEvent {
  const event = new EventBuilder()
    .id(id)
    .stream(stream)
    .type(`Type${id}`)
    .createdAtUs(START_US + atMs * 1_000)
  const linked = cause === undefined ? event : event.causationId(cause)
  return linked.correlationId('work').build()
}

/** a caused b and c, b caused d, and e names a cause that is not there. */
const work = [
  step('a', 'order-1', 0),
  step('b', 'payment-1', 12, 'a'),
  step('c', 'parcel-1', 3_000, 'a'),
  step('d', 'mail-1', 20, 'b'),
  step('e', 'order-2', 5_000, 'gone'),
]

async function shown(events: readonly NewEvent[], correlationId: string) {
  const { explorer } = await openedExplorer(events)
  explorer.getState().openCorrelation(correlationId)
  return { explorer, tree: await shownView(explorer) }
}

async function shownView(explorer: ExplorerStore) {
  await page.viewport(1000, 600)
  await render(
    <div style={{ display: 'flex', height: 560 }}>
      <CorrelationView explorer={explorer} />
    </div>,
  )
  const tree = page.getByRole('tree', { name: 'Events by cause' })
  await expect.element(tree).toBeVisible()
  return tree
}

const levels = (tree: { element(): Element }) =>
  [...tree.element().querySelectorAll('[role=treeitem]')].map((row) => [
    row.querySelector('.causal-type')?.textContent,
    Number(row.getAttribute('aria-level')),
  ])

test('events are a tree by cause across streams, each with how long after its cause it came', async () => {
  const { tree } = await shown(work, 'work')
  expect(levels(tree)).toEqual([
    ['Typea', 1],
    ['Typeb', 2],
    ['Typed', 3],
    ['Typec', 2],
    ['Typee', 1],
  ])
  await expect.element(tree.getByRole('treeitem', { name: /Typed mail-1@1 \+8 ms/ })).toBeVisible()
  await expect.element(tree.getByRole('treeitem', { name: /Typee order-2@1 cause elsewhere/ })).toBeVisible()
  await expect.element(page.getByText('5 events in 5 streams')).toBeVisible()
  await expect.element(page.getByText('5 s in all')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Typec +3 s' })).toBeVisible()
  await expect.element(page.getByText('1 fork', { exact: true })).toBeVisible()
})

test('a dot stands where its event is along the axis, by time or by order', async () => {
  const { tree } = await shown(work, 'work')
  const share = (row: number) => {
    const track = tree.element().querySelectorAll('.track')[row]
    const dot = track?.querySelector('.track-dot')?.getBoundingClientRect()
    const box = track?.getBoundingClientRect()
    return dot && box && (dot.left + dot.width / 2 - box.left) / box.width
  }
  expect(share(0)).toBeCloseTo(0, 2)
  expect(share(3)).toBeCloseTo(0.6, 2)
  expect(share(4)).toBeCloseTo(1, 2)
  await page.getByRole('button', { name: 'Order' }).click()
  expect(share(3)).toBeCloseTo(0.5, 2)
  await page.getByRole('button', { name: 'Zoom in (+)' }).click()
  expect(share(4)).toBeCloseTo(1.5, 2)
})

test('a click selects, a double click and Enter move the playhead there, and the way to the root is marked', async () => {
  const { explorer, tree } = await shown(work, 'work')
  await tree.getByText('Typed').click()
  expect(explorer.getState()).toMatchObject({ selected: 4, playhead: 5 })
  const marked = [...tree.element().querySelectorAll('.causal-row-path .causal-type')].map((row) => row.textContent)
  expect(marked).toEqual(['Typea', 'Typeb', 'Typed'])
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().playhead).toBe(4)
  await tree.getByText('Typeb').dblClick()
  expect(explorer.getState()).toMatchObject({ selected: 2, playhead: 2 })
})

test('what an event caused can be folded away, and how much that is is said', async () => {
  const { tree } = await shown(work, 'work')
  await tree.getByText('Typeb').click()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(tree.getByText('1 event folded')).toBeVisible()
  expect(levels(tree)).toHaveLength(4)
  await userEvent.keyboard('{ArrowRight}')
  expect(levels(tree)).toHaveLength(5)
})

test('ten thousand events in one correlation have only the rows in sight in the document', async () => {
  const { explorer, host } = await openedExplorer(work)
  tellOfChain(host, 10_000)
  explorer.getState().openCorrelation('work')
  const tree = await shownView(explorer)
  await expect.element(page.getByText('10,000 events in 7 streams')).toBeVisible()
  expect(tree.element().querySelectorAll('[role=treeitem]').length).toBeLessThan(60)
  ;(tree.element() as HTMLElement).focus()
  await userEvent.keyboard('{End}')
  await expect.element(tree.getByText('Type10000')).toBeVisible()
})

test('an event that is selected elsewhere is brought into sight, once the page that has it is read', async () => {
  const { explorer, host } = await openedExplorer(work)
  tellOfChain(host, 3_000)
  explorer.setState({ selected: 2_500 as Position })
  explorer.getState().openCorrelation('work')
  const tree = await shownView(explorer)
  await expect.element(tree.getByText('Type2500')).toBeInViewport()
  explorer.setState({ selected: 40 as Position })
  await expect.element(tree.getByText('Type40', { exact: true })).toBeInViewport()
  await expect.element(tree.getByText('40 deep')).toBeVisible()
})

test('a store that knows no times lays events out by their order, without latencies', async () => {
  const { explorer, host } = await openedExplorer(work)
  host.capabilities = { time: false }
  await explorer.getState().start()
  explorer.getState().openCorrelation('work')
  const tree = await shownView(explorer)
  await expect.element(tree.getByText('Typed')).toBeVisible()
  expect(tree.element().textContent).not.toContain('ms')
  await expect.element(page.getByRole('button', { name: 'Order' })).not.toBeInTheDocument()
  await expect.element(page.getByText(/in all/)).not.toBeInTheDocument()
})

test('before anything is opened it says what a correlation is, and opens that of the selected event', async () => {
  const { explorer } = await openedExplorer(work)
  await render(<CorrelationView explorer={explorer} />)
  const open = page.getByRole('button', { name: 'Show what the selected event belongs to' })
  await expect.element(open).toHaveAttribute('aria-disabled', 'true')
  explorer.getState().selectEvent(explorer.getState().head)
  await open.click()
  await expect.element(page.getByRole('heading', { name: 'work' })).toBeVisible()
})

test('the correlation can be pinned under the timeline, where its events are', async () => {
  const other = new EventBuilder().stream('order-3').type('Other').correlationId('other work').build()
  const { explorer } = await shown([...work, other], 'work')
  await page.getByRole('button', { name: 'Pin the correlation under the timeline' }).click()
  const [track] = explorer.getState().pinnedTracks
  expect(track?.label).toBe('correlation work')
  await expect
    .poll(() => track && explorer.getState().trackData.get(trackId(track))?.data)
    .toEqual({ kind: 'events', positions: [1, 2, 3, 4, 5] })
})
