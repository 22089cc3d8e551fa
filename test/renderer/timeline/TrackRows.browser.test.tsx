import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { eventType, position, streamName } from '../../../src/core/event.ts'
import { timelinePart } from '../../../src/renderer/state/timeline-part.ts'
import { Timeline } from '../../../src/renderer/timeline/Timeline.tsx'
import { plotOf, pxAtPosition, timelineScale } from '../../../src/renderer/timeline/timeline-scale.ts'
import { madeUpExplorer, settled } from '../events/made-up-explorer.ts'
import { shopTimes } from '../events/made-up-host.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { colorAt } from './canvas-colors.ts'
import '../../../src/renderer/theme.css'

const ROW_PX = 18

function rowsCanvas(): HTMLCanvasElement {
  const canvas = document.querySelector<HTMLCanvasElement>('.timeline-rows canvas')
  if (canvas === null) throw new Error('there are no rows')
  return canvas
}

async function ticking() {
  const { explorer } = await madeUpExplorer({ events: 10_000, timeUs: shopTimes(10_000, 8) })
  await render(<Timeline explorer={explorer} />)
  explorer.getState().showTrack({ id: 'a', label: 'First', tone: 'hit', positions: [1234, 7001].map(position) })
  explorer.getState().showTrack({ id: 'b', label: 'Second', tone: 'watch', positions: [5000].map(position) })
  await settled(explorer)
  /** Where a tick of a row is on the canvas. */
  function placeOf(at: number, row: number) {
    const scale = timelineScale(timelinePart(explorer.getState()), plotOf(rowsCanvas().clientWidth))
    return { xPx: pxAtPosition(scale, position(at)), yPx: row * ROW_PX + ROW_PX / 2 }
  }
  function press({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }): void {
    const plot = rowsCanvas().parentElement
    const { left = 0, top = 0 } = plot?.getBoundingClientRect() ?? {}
    if (plot) plot.setPointerCapture = () => {}
    const init = { clientX: left + xPx, clientY: top + yPx, pointerId: 1, button: 0, buttons: 1, bubbles: true }
    plot?.dispatchEvent(new PointerEvent('pointerdown', init))
  }
  return { explorer, placeOf, press }
}

test('a click on a tick moves the playhead to exactly its event, and gives its row the focus', async () => {
  const { explorer, placeOf, press } = await ticking()
  press(placeOf(1234, 0))
  expect(explorer.getState()).toMatchObject({ playhead: 1234, focusedTrack: 'a' })
  press(placeOf(5000, 1))
  expect(explorer.getState()).toMatchObject({ playhead: 5000, focusedTrack: 'b' })
})

test('a click beside the ticks moves the playhead as anywhere', async () => {
  const { explorer, placeOf, press } = await ticking()
  press({ xPx: rowsCanvas().clientWidth - 3, yPx: placeOf(1234, 0).yPx })
  expect(explorer.getState()).toMatchObject({ playhead: 10_000, focusedTrack: 'a' })
})

test('ticks are drawn in their rows, in the colour of what they are about', async () => {
  const { placeOf } = await ticking()
  const shown = ({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }) =>
    colorAt(rowsCanvas(), Math.round(xPx), yPx)
  const hit = shown(placeOf(1234, 0))
  const watch = shown(placeOf(5000, 1))
  expect(hit.red - hit.blue).toBeGreaterThan(40)
  expect(watch.green - watch.red).toBeGreaterThan(30)
})

test('each track is a row with its name, what there is in it, and a way to hide it', async () => {
  const { explorer } = await ticking()
  const tracks = page.getByRole('list', { name: 'Tracks' })
  await expect.element(tracks.getByRole('button', { name: 'First: 2 ticks' })).toBeVisible()
  await expect.element(tracks.getByRole('button', { name: 'Second: 1 tick, n and p go along it' })).toBeVisible()
  await userEvent.click(tracks.getByRole('button', { name: 'First: 2 ticks' }))
  expect(explorer.getState().focusedTrack).toBe('a')
  await userEvent.click(tracks.getByRole('button', { name: 'Hide First' }))
  await expect.element(tracks.getByText('First')).not.toBeInTheDocument()
  await expect.element(tracks.getByRole('button', { name: /^Second/ })).toHaveFocus()
  expect(explorer.getState().tracks.map(({ id }) => id)).toEqual(['b'])
})

test('more rows than there is room for scroll, and the timeline grows no further', async () => {
  const { explorer } = await ticking()
  const height = () => page.getByRole('region', { name: 'Timeline' }).element().getBoundingClientRect().height
  const withTwo = height()
  for (let n = 0; n < 9; n++)
    explorer.getState().showTrack({ id: `more-${n}`, label: `More ${n}`, tone: 'hit', positions: [] })
  await settled(explorer)
  expect(height() - withTwo).toBeLessThanOrEqual(3 * ROW_PX)
  const rows = document.querySelector('.timeline-rows')
  expect(rows?.scrollHeight).toBe(11 * ROW_PX)
})

test('what the selected event belongs to is pinned from a menu, and its row says how much is in sight', async () => {
  const { explorer } = await openedExplorer(shop(20))
  await render(<Timeline explorer={explorer} />)
  const add = page.getByRole('button', { name: 'Pin a track under the timeline' })
  await userEvent.click(add)
  await expect.element(page.getByRole('menuitem', { name: /select an event first/ })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  explorer.getState().selectEvent(position(3))
  await idle(explorer.getState().activity)
  await userEvent.click(add)
  await userEvent.click(page.getByRole('menuitem', { name: 'order-2' }))
  await userEvent.click(add)
  await userEvent.click(page.getByRole('menuitem', { name: 'data.cents of OrderPlaced' }))
  await idle(explorer.getState().activity)
  const tracks = page.getByRole('list', { name: 'Tracks' })
  await expect.element(tracks.getByRole('button', { name: 'order-2: 2 events in sight' })).toBeVisible()
  await expect
    .element(tracks.getByRole('button', { name: 'data.cents of OrderPlaced: 100 to 2,000, n and p go along it' }))
    .toBeVisible()
  await userEvent.click(tracks.getByRole('button', { name: 'Hide order-2' }))
  expect(explorer.getState().pinnedTracks.map(({ label }) => label)).toEqual(['data.cents of OrderPlaced'])
})

test('a number of the read model in front is watched from the same menu, as a line of its changes', async () => {
  const { explorer } = await openedExplorer(shop(3), { startProjection: folding() })
  await render(<Timeline explorer={explorer} />)
  await userEvent.click(page.getByRole('button', { name: 'Pin a track under the timeline' }))
  await userEvent.click(page.getByRole('menuitem', { name: 'order-1 · cents' }))
  await idle(explorer.getState().activity)
  await expect
    .element(page.getByRole('button', { name: 'order-1 · cents: 100 to 100, 1 change, n and p go along it' }))
    .toBeVisible()
})

test('a filter is a row of its hits while it is set; hiding it clears the filter', async () => {
  const { explorer } = await openedExplorer(shop(20))
  await render(<Timeline explorer={explorer} />)
  explorer.getState().setView({ streams: [streamName('order-7')], types: [eventType('PaymentTaken')] })
  await idle(explorer.getState().activity)
  await expect.element(page.getByRole('button', { name: 'Filter: 1 event in sight' })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Clear the filter' }))
  await idle(explorer.getState().activity)
  expect(explorer.getState().view).toEqual({})
  await expect.element(page.getByRole('list', { name: 'Tracks' })).not.toBeInTheDocument()
})
