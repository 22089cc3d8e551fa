import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { Timeline } from '../../../src/renderer/timeline/Timeline.tsx'
import { pxAtPosition, timeScale } from '../../../src/renderer/timeline/time-scale.ts'
import { madeUpExplorer, settled } from '../events/made-up-explorer.ts'
import { shopTimes } from '../events/made-up-host.ts'
import '../../../src/renderer/theme.css'

const ROW_PX = 9
const RULER_PX = 20

async function ticking() {
  const { explorer } = await madeUpExplorer({ events: 10_000, timeUs: shopTimes(10_000, 8) })
  await render(<Timeline explorer={explorer} />)
  explorer.getState().showTrack({ id: 'a', label: 'First', tone: 'hit', positions: [1234, 7001].map(position) })
  explorer.getState().showTrack({ id: 'b', label: 'Second', tone: 'watch', positions: [5000].map(position) })
  await settled(explorer)
  const slider = page.getByRole('slider', { name: 'Position' }).element()
  /** Where a tick of a row is, from the slider's corner. */
  function placeOf(at: number, row: number) {
    const { width, height } = slider.getBoundingClientRect()
    const { histogram, status } = explorer.getState()
    if (status === undefined) throw new Error('no store is open')
    const plot = { leftPx: 8, widthPx: Math.floor((width - 16) / 3) * 3 }
    const xPx = pxAtPosition(timeScale(histogram, status.summary, plot), position(at))
    return { xPx, yPx: height - RULER_PX - (2 - row) * ROW_PX + ROW_PX / 2 }
  }
  function press({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }): void {
    const { left, top } = slider.getBoundingClientRect()
    const init = { clientX: left + xPx, clientY: top + yPx, pointerId: 1, button: 0, buttons: 1, bubbles: true }
    slider.dispatchEvent(new PointerEvent('pointerdown', init))
  }
  return { explorer, slider, placeOf, press }
}

test('a click on a tick moves the playhead to exactly its event, and gives its row the focus', async () => {
  const { explorer, placeOf, press } = await ticking()
  press(placeOf(1234, 0))
  expect(explorer.getState()).toMatchObject({ playhead: 1234, focusedTrack: 'a' })
  press(placeOf(5000, 1))
  expect(explorer.getState()).toMatchObject({ playhead: 5000, focusedTrack: 'b' })
})

test('a click beside the ticks moves the playhead as anywhere', async () => {
  const { explorer, slider, placeOf, press } = await ticking()
  const { yPx } = placeOf(1234, 0)
  press({ xPx: slider.getBoundingClientRect().width - 3, yPx })
  expect(explorer.getState()).toMatchObject({ playhead: 10_000, focusedTrack: 'b' })
})

test('ticks are drawn in their rows, in the colour of what they are about', async () => {
  const { slider, placeOf } = await ticking()
  const surface = slider.querySelector('canvas')?.getContext('2d')
  const colorAt = ({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }) => {
    const [red = 0, green = 0, blue = 0] =
      surface?.getImageData(Math.round(Math.round(xPx) * devicePixelRatio), Math.round(yPx * devicePixelRatio), 1, 1)
        .data ?? []
    return { red, green, blue }
  }
  const hit = colorAt(placeOf(1234, 0))
  const watch = colorAt(placeOf(5000, 1))
  expect(hit.red - hit.blue).toBeGreaterThan(40)
  expect(watch.green - watch.red).toBeGreaterThan(30)
})

test('the timeline grows by a row for each track, and tells the rows to those who do not see them', async () => {
  const { explorer } = await ticking()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  expect(timeline.element().getBoundingClientRect().height).toBe(136 + 2 * ROW_PX)
  const ticks = page.getByRole('list', { name: 'Ticks' })
  await expect.element(ticks.getByText('First: 2 ticks')).toBeInTheDocument()
  await expect.element(ticks.getByText('Second: 1 tick, n and p go along them')).toBeInTheDocument()
  explorer.getState().hideTrack('a')
  await expect.element(ticks.getByText('First: 2 ticks')).not.toBeInTheDocument()
})
