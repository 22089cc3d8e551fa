import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { EventsGrid } from '../../../src/renderer/events/EventsGrid.tsx'
import { LogBar } from '../../../src/renderer/events/LogBar.tsx'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { madeUpExplorer, settled } from './made-up-explorer.ts'
import { type MadeUpHistory, shopTimes } from './made-up-host.ts'
import '../../../src/renderer/theme.css'

const HEIGHT_PX = 445
const ROWS = 17.5

const small: MadeUpHistory = { events: 1000, timeUs: shopTimes(1000, 8) }
const huge: MadeUpHistory = { events: 10_000_000, timeUs: shopTimes(10_000_000, 250) }

async function shown(history: MadeUpHistory, widthPx = 900) {
  await page.viewport(1000, 700)
  const { host, explorer } = await madeUpExplorer(history)
  await render(
    <>
      <div style={{ display: 'flex', width: widthPx, height: 32 }}>
        <LogBar explorer={explorer} />
      </div>
      <div style={{ display: 'flex', width: widthPx, height: HEIGHT_PX }}>
        <EventsGrid explorer={explorer} />
      </div>
    </>,
  )
  await settled(explorer)
  return { host, explorer, grid: page.getByRole('grid', { name: 'Events' }) }
}

/** Numbers of the rows that are on screen, in order. */
function rowsShown(): readonly number[] {
  const grid = page.getByRole('grid', { name: 'Events' }).element()
  return [...grid.querySelectorAll('[aria-rowindex]')].map((row) => Number(row.ariaRowIndex)).sort((a, b) => a - b)
}

function wheel(grid: Element, deltaY: number): void {
  grid.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }))
}

async function press(explorer: ExplorerStore, keys: string): Promise<void> {
  await userEvent.keyboard(keys)
  await settled(explorer)
}

test('a live log is shown at its end, with as many rows as it has', async () => {
  const { grid } = await shown(small)
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1000')
  expect(rowsShown().at(-1)).toBe(1000)
})

test('a row tells position, time, type, stream with version, and how its data begins', async () => {
  await shown({ ...small, gap: 3 })
  const cells = page
    .getByRole('row', { name: /^2997 / })
    .getByRole('gridcell')
    .elements()
  const [at, time, type, stream, data] = cells.map((cell) => cell.textContent)
  expect(at).toBe('2997')
  expect(time).toMatch(/^2026-03-11 18:40:04\.\d{6}$/)
  expect(type).toBe('OrderPlaced')
  expect(stream).toMatch(/^order-\d+@1$/)
  expect(data).toMatch(/^\{"cents":/)
})

test('the last of ten million rows is reached by key, and the first again', async () => {
  const { grid, explorer } = await shown(huge)
  grid.element().focus()
  await press(explorer, '{Home}')
  expect(rowsShown()[0]).toBe(1)
  await press(explorer, '{End}')
  expect(rowsShown().at(-1)).toBe(10_000_000)
  await expect.element(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '10000000')
})

test('in ten million rows the wheel moves by exactly its pixels, and the scroll bar by its share', async () => {
  const { grid, explorer } = await shown(huge)
  const element = grid.element()
  element.scrollTop = 4_000_000
  await settled(explorer)
  const first = rowsShown()[0] ?? 0
  expect(Math.abs(first - 5_000_000)).toBeLessThan(500)
  for (let turns = 0; turns < 10; turns++) wheel(element, 24)
  await settled(explorer)
  expect(rowsShown()[0]).toBe(first + 10)
  wheel(element, -240)
  await settled(explorer)
  expect(rowsShown()[0]).toBe(first)
})

test('the scroll bar at its end shows the last of ten million rows', async () => {
  const { grid, explorer } = await shown(huge)
  grid.element().scrollTop = 0
  await settled(explorer)
  expect(rowsShown()[0]).toBe(1)
  grid.element().scrollTop = 9_000_000
  await settled(explorer)
  expect(rowsShown().at(-1)).toBe(10_000_000)
})

test('a click selects an event and leaves the playhead; Enter brings the playhead to it', async () => {
  const { explorer } = await shown(small)
  await userEvent.click(page.getByRole('row', { name: /^ ?990 / }))
  await settled(explorer)
  expect(explorer.getState()).toMatchObject({ selected: 990, playhead: 1000 })
  await press(explorer, '{ArrowUp}{ArrowUp}{Enter}')
  expect(explorer.getState()).toMatchObject({ selected: 988, playhead: 988, following: false })
})

test('the focus stays on the grid, which names its active row', async () => {
  const { grid, explorer } = await shown(small)
  grid.element().focus()
  await press(explorer, '{Home}{ArrowDown}{PageDown}')
  const page1 = Math.floor(ROWS) - 1
  await expect.element(grid).toHaveFocus()
  const active = document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? '')
  expect(active?.ariaRowIndex).toBe(String(2 + page1))
  expect(active?.ariaSelected).toBe('true')
})

test('a double click brings the playhead to the event', async () => {
  const { explorer } = await shown(small)
  await userEvent.dblClick(page.getByRole('row', { name: /^ ?995 / }))
  await settled(explorer)
  expect(explorer.getState().playhead).toBe(995)
})

test('events after the playhead are dimmed, and a line lies before the first of them', async () => {
  const { explorer } = await shown(small)
  explorer.getState().scrubTo(position(500))
  await settled(explorer)
  const kinds = rowsShown().map((row) => [row, document.getElementById(`events-row-${row}`)?.className])
  expect(kinds.find(([row]) => row === 500)?.[1]).toContain('events-row-past')
  expect(kinds.find(([row]) => row === 501)?.[1]).toContain('events-row-next')
  expect(kinds.find(([row]) => row === 502)?.[1]).toContain('events-row-later')
})

test('the grid follows the playhead until one scrolls away from it, and offers the way back', async () => {
  const { grid, explorer } = await shown(small)
  explorer.getState().scrubTo(position(300))
  await settled(explorer)
  expect(rowsShown()).toContain(300)
  wheel(grid.element(), 6000)
  explorer.getState().scrubTo(position(310))
  await settled(explorer)
  expect(rowsShown()).not.toContain(310)
  const follow = page.getByRole('switch', { name: 'Follow playhead' })
  await expect.element(follow).not.toBeChecked()
  await userEvent.click(follow)
  await settled(explorer)
  expect(rowsShown()).toContain(310)
  explorer.getState().scrubTo(position(900))
  await settled(explorer)
  expect(rowsShown()).toContain(900)
})

test('a grid that becomes taller still follows the playhead', async () => {
  const { explorer, grid } = await shown(small)
  const room = grid.element().closest<HTMLElement>('section')?.parentElement
  for (const heightPx of [200, 600, 300, 700]) {
    if (room) room.style.height = `${heightPx}px`
    await settled(explorer)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await settled(explorer)
  }
  expect(explorer.getState().followsPlayhead).toBe(true)
  expect(rowsShown().at(-1)).toBe(1000)
})

test('what arrives does not move a scrolled view, and is one click away', async () => {
  const { grid, host, explorer } = await shown(small)
  wheel(grid.element(), -6000)
  await settled(explorer)
  const before = rowsShown()
  host.grow(12)
  await expect.element(page.getByRole('button', { name: '12 new' })).toBeVisible()
  expect(rowsShown()).toEqual(before)
  await userEvent.click(page.getByRole('button', { name: '12 new' }))
  await settled(explorer)
  expect(rowsShown().at(-1)).toBe(1012)
  await expect.element(page.getByRole('button', { name: '12 new' })).not.toBeInTheDocument()
})

test('a live log shows what arrives at once', async () => {
  const { host, explorer } = await shown(small)
  host.grow(5)
  await expect.poll(() => rowsShown().at(-1)).toBe(1005)
  await settled(explorer)
  await expect.element(page.getByRole('row', { name: /^ ?1005 / })).toBeVisible()
})

test('rows on their way have their place already', async () => {
  const { grid, host, explorer } = await shown(small)
  const release = host.holdRows()
  wheel(grid.element(), -9000)
  await expect.poll(() => rowsShown()[0]).toBeLessThan(700)
  const first = rowsShown()[0] ?? 0
  expect(document.getElementById(`events-row-${first}`)?.ariaBusy).toBe('true')
  release()
  await settled(explorer)
  expect(document.getElementById(`events-row-${first}`)?.textContent).toContain(String(first))
})

test('where there is little room the data goes first, and everything else stays readable', async () => {
  await shown(small, 480)
  const cells = [...(document.getElementById('events-row-1000')?.children ?? [])]
  expect(cells.map((cell) => getComputedStyle(cell).display === 'none')).toEqual([false, false, false, false, true])
  for (const cell of cells.slice(0, 2)) expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth)
})

test('an empty log says so', async () => {
  const { grid } = await shown({ events: 0 })
  await expect.element(grid).toHaveAttribute('aria-rowcount', '0')
  await expect.element(page.getByText('No events yet')).toBeVisible()
})
