import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { eventType, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { pxAt } from '../../../src/renderer/state/folded-axis.ts'
import { placeOnTimeline, timelinePart } from '../../../src/renderer/state/timeline-part.ts'
import { typeMarks } from '../../../src/renderer/state/type-mark.ts'
import { Timeline } from '../../../src/renderer/timeline/Timeline.tsx'
import { plotOf, timelineScale } from '../../../src/renderer/timeline/timeline-scale.ts'
import { madeUpExplorer, settled } from '../events/made-up-explorer.ts'
import { type MadeUpHistory, shopTimes } from '../events/made-up-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop as shopEvents } from '../shop-events.ts'
import { colorAt, colorsInRow } from './canvas-colors.ts'
import '../../../src/renderer/theme.css'

const shop: MadeUpHistory = { events: 10_000, timeUs: shopTimes(10_000, 8) }

async function shown(history: MadeUpHistory) {
  const { host, explorer } = await madeUpExplorer(history)
  await render(<Timeline explorer={explorer} />)
  await settled(explorer)
  return { host, explorer, slider: page.getByRole('slider', { name: 'Position' }) }
}

async function press(explorer: ExplorerStore, keys: string): Promise<void> {
  await userEvent.keyboard(keys)
  await settled(explorer)
}

function pointAt(slider: Element, share: number): { clientX: number; clientY: number } {
  const box = slider.getBoundingClientRect()
  return { clientX: box.left + 8 + share * (box.width - 16), clientY: box.top + 40 }
}

function pointer(slider: Element, type: string, share: number): void {
  const held = type === 'pointerup' ? 0 : 1
  slider.dispatchEvent(
    new PointerEvent(type, { ...pointAt(slider, share), pointerId: 1, button: 0, buttons: held, bubbles: true }),
  )
}

test('the slider tells the positions of the store, and the time at the playhead to the microsecond', async () => {
  const { slider } = await shown(shop)
  const end = new Date(shopTimes(10_000, 8)(10_000) / 1000).toISOString().slice(0, 19).replace('T', ' ')
  await expect.element(slider).toHaveAttribute('aria-valuemin', '0')
  await expect.element(slider).toHaveAttribute('aria-valuemax', '10000')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '10000')
  await expect
    .element(slider)
    .toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(new RegExp(`^${end}\\.\\d{6} UTC, position 10000 of 10000$`)),
    )
})

test('keys move the playhead by one event, by a hundred, and to both ends', async () => {
  const { slider, explorer } = await shown(shop)
  slider.element().focus()
  await press(explorer, '{ArrowLeft}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '9999')
  await press(explorer, '{PageDown}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '9899')
  await press(explorer, '{PageUp}{ArrowRight}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '10000')
  await press(explorer, '{Home}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '0')
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'before the first event, position 0 of 10000')
  await press(explorer, '{End}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '10000')
})

test('in a log with gaps an arrow goes to the next event that exists', async () => {
  const { slider, explorer } = await shown({ ...shop, gap: 7 })
  explorer.getState().scrubTo(position(7 * 50 + 3))
  await settled(explorer)
  slider.element().focus()
  await press(explorer, '{ArrowRight}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', String(7 * 51))
})

test('a press brings the playhead to the pointer, and a drag takes it along until it is let go', async () => {
  const { slider, explorer } = await shown({ events: 1000, timeUs: (row) => row * 1_000_000 })
  const element = slider.element()
  element.setPointerCapture = () => {}
  pointer(element, 'pointerdown', 0.25)
  expect(explorer.getState().playhead).toBeGreaterThan(240)
  expect(explorer.getState().playhead).toBeLessThan(260)
  pointer(element, 'pointermove', 0.75)
  expect(explorer.getState().playhead).toBeGreaterThan(740)
  element.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1 }))
  pointer(element, 'pointermove', 0.5)
  await settled(explorer)
  expect(explorer.getState().playhead).toBeGreaterThan(740)
  await expect.element(slider).toHaveAttribute('aria-valuenow', String(explorer.getState().playhead))
})

test('a real drag with the mouse ends where the mouse is, and at the right end the playhead is live', async () => {
  const { slider, explorer } = await shown(shop)
  explorer.getState().scrubTo(position(10))
  await userEvent.dragAndDrop(slider, slider, {
    sourcePosition: { x: 200, y: 40 },
    targetPosition: { x: 300, y: 40 },
  })
  await settled(explorer)
  const { playhead, following } = explorer.getState()
  expect(playhead).toBeGreaterThan(1000)
  expect(following).toBe(false)
  const { width } = slider.element().getBoundingClientRect()
  await userEvent.click(slider, { position: { x: width - 2, y: 40 } })
  expect(explorer.getState().following).toBe(true)
  await expect.element(page.getByText('Live')).toBeVisible()
})

test('Play turns into Pause, plays on, and stops where it is paused', async () => {
  const { explorer } = await shown(shop)
  explorer.getState().scrubTo(position(100))
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Speed' }), '1000')
  await userEvent.click(page.getByRole('button', { name: 'Play' }))
  await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(() => explorer.getState().playhead).toBeGreaterThan(110)
  await userEvent.click(page.getByRole('button', { name: 'Pause' }))
  await settled(explorer)
  const { playhead } = explorer.getState()
  await settled(explorer)
  expect(explorer.getState().playhead).toBe(playhead)
})

test('the space bar on the slider plays and pauses', async () => {
  const { slider, explorer } = await shown(shop)
  slider.element().focus()
  await userEvent.keyboard(' ')
  expect(explorer.getState().playing).toBe(true)
  await userEvent.keyboard(' ')
  expect(explorer.getState().playing).toBe(false)
})

test('events that arrive raise the head and leave a scrubbed playhead alone', async () => {
  const { slider, host, explorer } = await shown(shop)
  explorer.getState().scrubTo(position(500))
  host.grow(25)
  await expect.element(slider).toHaveAttribute('aria-valuemax', '10025')
  await settled(explorer)
  await expect.element(slider).toHaveAttribute('aria-valuenow', '500')
})

test.each([
  {
    store: 'an empty store',
    history: { events: 0 },
    says: 'No events yet',
    value: 'before the first event, position 0 of 0',
  },
  {
    store: 'a store without times',
    history: { events: 300 },
    says: 'This store knows no times: events lie in their order',
    value: 'position 300 of 300',
  },
  {
    store: 'a store whose events all happened at once',
    history: { events: 300, timeUs: () => Date.UTC(2026, 0, 1) * 1000 },
    says: 'All events at one instant: they lie in their order',
    value: '2026-01-01 00:00:00.000000 UTC, position 300 of 300',
  },
])('$store says so and still tells positions', async ({ history, says, value }) => {
  const { slider } = await shown(history)
  await expect.element(page.getByText(says)).toBeVisible()
  await expect.element(slider).toHaveAttribute('aria-valuetext', value)
})

test('one event has a time and two places: before it and at it', async () => {
  const { slider, explorer } = await shown({ events: 1, timeUs: () => Date.UTC(2026, 0, 1) * 1000 })
  await expect.element(slider).toHaveAttribute('aria-valuetext', '2026-01-01 00:00:00.000000 UTC, position 1 of 1')
  slider.element().focus()
  await press(explorer, '{ArrowLeft}')
  await expect.element(slider).toHaveAttribute('aria-valuenow', '0')
})

test('a consumer is a flag at its position, which moves when the store tells another', async () => {
  const { host, explorer, slider } = await shown({ events: 1000, timeUs: (row) => row * 1_000_000 })
  const canvas = slider.element().querySelector('canvas')
  const { width } = slider.element().getBoundingClientRect()
  /** Where flags are, in shares of the history: their cloth is the only thing of its colour below the playhead's grip. */
  const flags = (): readonly number[] => {
    const found: number[] = []
    for (let xPx = 8; xPx < width - 8; xPx++)
      if (isFlag(canvas, xPx) && !isFlag(canvas, xPx - 1)) found.push(Math.round(((xPx - 8) / (width - 16)) * 10) / 10)
    return found
  }
  expect(flags()).toEqual([])
  host.checkpoints = [{ name: 'billing', position: position(300), lag: 700, about: '' }]
  host.grow(1)
  await expect.poll(flags).toEqual([0.3])
  host.checkpoints = [{ name: 'billing', position: position(600), lag: 400, about: '' }]
  host.grow(1)
  await settled(explorer)
  await expect.poll(flags, { timeout: 3000 }).toEqual([0.6])
})

/** Whether the middle of a flag's cloth is at this place. */
function isFlag(canvas: HTMLCanvasElement | null, xPx: number): boolean {
  const { red, green, blue, alpha } = colorAt(canvas, xPx, 18)
  return alpha > 200 && red > blue + 60 && red > green + 20
}

const HOUR_US = 3_600_000_000
const START_US = Date.UTC(2026, 2, 1) * 1000

/** Ten events an hour apart, then ten more after a thousand hours. */
const twoBursts: MadeUpHistory = { events: 20, timeUs: (row) => START_US + (row > 10 ? row + 1000 : row) * HOUR_US }

function wheel(slider: Element, share: number, deltaY: number): void {
  slider.dispatchEvent(new WheelEvent('wheel', { ...pointAt(slider, share), deltaY, bubbles: true, cancelable: true }))
}

const spanOf = (explorer: ExplorerStore) => timelinePart(explorer.getState()).span

test('the wheel zooms at the pointer, and what is under it stays there', async () => {
  const { slider, explorer } = await shown({ events: 1000, timeUs: (row) => row * 1_000_000 })
  const { extent } = timelinePart(explorer.getState())
  for (let turns = 0; turns < 5; turns++) wheel(slider.element(), 0.25, -200)
  await settled(explorer)
  const { from, to } = spanOf(explorer)
  expect((to - from) / (extent.to - extent.from)).toBeLessThan(0.1)
  expect((from + (to - from) / 4 - extent.from) / (extent.to - extent.from)).toBeCloseTo(0.25, 2)
  for (let turns = 0; turns < 9; turns++) wheel(slider.element(), 0.25, 200)
  await settled(explorer)
  expect(explorer.getState().timelineShown).toBeUndefined()
})

test('a drag with shift, or on the ruler, pans; a click on the ruler moves the playhead', async () => {
  const { slider, explorer } = await shown({ events: 1000, timeUs: (row) => row * 1_000_000 })
  explorer.getState().showSpan({ from: 400_000_000, to: 600_000_000 })
  await settled(explorer)
  const element = slider.element()
  element.setPointerCapture = () => {}
  const { playhead } = explorer.getState()
  const drag = (from: number, to: number, init: PointerEventInit, below: number): void => {
    const at = (share: number) => ({ ...pointAt(element, share), clientY: element.getBoundingClientRect().top + below })
    const shared = { pointerId: 1, button: 0, buttons: 1, bubbles: true, ...init }
    element.dispatchEvent(new PointerEvent('pointerdown', { ...shared, ...at(from) }))
    element.dispatchEvent(new PointerEvent('pointermove', { ...shared, ...at(to) }))
    element.dispatchEvent(new PointerEvent('pointerup', { ...shared, ...at(to) }))
  }
  drag(0.75, 0.25, { shiftKey: true }, 30)
  expect(spanOf(explorer).from).toBeGreaterThan(490_000_000)
  expect(spanOf(explorer).from).toBeLessThan(510_000_000)
  drag(0.25, 0.75, {}, 82)
  expect(spanOf(explorer).from).toBeLessThan(410_000_000)
  expect(explorer.getState().playhead).toBe(playhead)
  drag(0.5, 0.5, {}, 82)
  await settled(explorer)
  expect(Math.abs(explorer.getState().playhead - 500)).toBeLessThan(4)
})

test('a click between events of a sparse log lands on the one before', async () => {
  const { slider, explorer } = await shown({ events: 40, gap: 1000, timeUs: (row) => row * 1_000_000 })
  slider.element().setPointerCapture = () => {}
  explorer.getState().setTimelineAxis('position')
  await settled(explorer)
  pointer(slider.element(), 'pointerdown', 0.511)
  await settled(explorer)
  expect(explorer.getState().playhead).toBe(20_000)
})

test('a folded gap opens by a click, so that time runs evenly, and folds again', async () => {
  const { slider, explorer } = await shown(twoBursts)
  slider.element().setPointerCapture = () => {}
  const [gap] = explorer.getState().idleGaps.toSorted((one, other) => other.to - other.from - (one.to - one.from))
  expect(gap?.after).toBe(10)
  const middleOfGap = () => {
    const scale = timelineScale(timelinePart(explorer.getState()), plotOf(slider.element().clientWidth))
    return pxAt(scale, ((gap?.from ?? 0) + (gap?.to ?? 0)) / 2)
  }
  const clickAt = (xPx: number): void => {
    const { left, top } = slider.element().getBoundingClientRect()
    const init = { clientX: left + xPx, clientY: top + 40, pointerId: 1, button: 0, buttons: 1, bubbles: true }
    slider.element().dispatchEvent(new PointerEvent('pointerdown', init))
    slider.element().dispatchEvent(new PointerEvent('pointerup', init))
  }
  const { playhead } = explorer.getState()
  clickAt(middleOfGap())
  await settled(explorer)
  expect([...explorer.getState().openedGaps]).toEqual([10])
  expect(explorer.getState().playhead).toBe(playhead)
  clickAt(middleOfGap())
  expect([...explorer.getState().openedGaps]).toEqual([])
})

test('without folding all of time is there', async () => {
  const { explorer } = await shown(twoBursts)
  await userEvent.click(page.getByRole('button', { name: 'Fold idle gaps' }))
  expect(timelinePart(explorer.getState()).gaps).toEqual([])
  await expect.element(page.getByRole('button', { name: 'Fold idle gaps' })).toHaveAttribute('aria-pressed', 'false')
})

test('buttons zoom and bring all of the history back, and the slider says what is shown', async () => {
  const { slider, explorer } = await shown(shop)
  await expect.element(slider).toHaveAccessibleDescription('The whole history is shown')
  await userEvent.click(page.getByRole('button', { name: 'Zoom in (W)' }))
  await userEvent.click(page.getByRole('button', { name: 'Order' }))
  await settled(explorer)
  await expect.element(slider).toHaveAccessibleDescription(/^Positions [\d,]+ to 10,000 are shown$/)
  await userEvent.click(page.getByRole('button', { name: 'Show the whole history' }))
  await expect.element(slider).toHaveAccessibleDescription('The whole history is shown')
})

test('on the minimap an empty place draws a window, its body moves and its edge resizes it', async () => {
  const { explorer } = await shown({ events: 1000, timeUs: (row) => row * 1_000_000 })
  const minimap = document.querySelector<HTMLElement>('.timeline-minimap-plot')
  if (minimap === null) throw new Error('there is no minimap')
  minimap.setPointerCapture = () => {}
  const drag = (from: number, to: number): void => {
    const { left, width, top } = minimap.getBoundingClientRect()
    const at = (share: number) => ({ clientX: left + 8 + share * (width - 16), clientY: top + 10 })
    const shared = { pointerId: 1, button: 0, buttons: 1, bubbles: true }
    minimap.dispatchEvent(new PointerEvent('pointerdown', { ...shared, ...at(from) }))
    minimap.dispatchEvent(new PointerEvent('pointermove', { ...shared, ...at((from + to) / 2) }))
    minimap.dispatchEvent(new PointerEvent('pointermove', { ...shared, ...at(to) }))
    minimap.dispatchEvent(new PointerEvent('pointerup', { ...shared, ...at(to) }))
  }
  const shares = () => {
    const { extent, span } = timelinePart(explorer.getState())
    return [span.from, span.to].map((at) => Math.round((20 * (at - extent.from)) / (extent.to - extent.from)) / 20)
  }
  drag(0.5, 0.25)
  expect(shares()).toEqual([0.25, 0.5])
  drag(0.35, 0.6)
  expect(shares()).toEqual([0.5, 0.75])
  drag(0.75, 0.9)
  expect(shares()).toEqual([0.5, 0.9])
  drag(0.2, 0.2)
  expect(shares()).toEqual([0, 0.4])
  await settled(explorer)
  expect(explorer.getState().shownDensity).toBeDefined()
})

test('types are told apart by their colours, and the legend says which and how many', async () => {
  const { explorer } = await openedExplorer(shopEvents(50))
  await render(<Timeline explorer={explorer} />)
  await idle(explorer.getState().activity)
  await userEvent.click(page.getByRole('button', { name: /^Types by colour/ }))
  const legend = page.getByRole('listitem')
  await expect.element(legend.filter({ hasText: 'OrderPlaced' })).toHaveTextContent('OrderPlaced50')
  await expect.element(legend.filter({ hasText: 'PaymentTaken' })).toHaveTextContent('PaymentTaken50')
  explorer.getState().followHead()
  await settled(explorer)
  const canvas = document.querySelector<HTMLCanvasElement>('.timeline-slider canvas')
  const style = getComputedStyle(document.documentElement)
  const shown = [...colorsInRow(canvas, 66)]
  const hues = typeMarks(['OrderPlaced', 'PaymentTaken'].map(eventType))
  const wanted = [...hues.values()].map(({ hue }) =>
    (style.getPropertyValue(`--type-hue-${hue}`).match(/\d+/g) ?? []).join(' '),
  )
  expect(shown).toEqual(expect.arrayContaining(wanted))
})

test('the event under the pointer is shown below the timeline, and goes with the pointer', async () => {
  const { explorer } = await openedExplorer(shopEvents(50))
  await render(<Timeline explorer={explorer} />)
  await idle(explorer.getState().activity)
  const slider = page.getByRole('slider', { name: 'Position' })
  await userEvent.hover(slider, { position: { x: 200, y: 40 } })
  await idle(explorer.getState().activity)
  const { pointedEvent } = explorer.getState()
  const card = document.querySelector('.timeline-card')
  expect(card?.textContent).toContain(pointedEvent?.stream)
  const { bottom } = page.getByRole('region', { name: 'Timeline' }).element().getBoundingClientRect()
  expect(card?.getBoundingClientRect().top).toBeGreaterThanOrEqual(bottom)
  await userEvent.hover(page.getByRole('button', { name: 'Play' }))
  expect(document.querySelector('.timeline-card')).toBeNull()
})

test('a bookmark hangs from the ruler, and a click there goes to exactly its event', async () => {
  const { slider, explorer } = await shown(shop)
  slider.element().setPointerCapture = () => {}
  explorer.getState().addBookmark(position(4321), 'here')
  await settled(explorer)
  const scale = timelineScale(timelinePart(explorer.getState()), plotOf(slider.element().clientWidth))
  const xPx = pxAt(scale, placeOnTimeline(timelinePart(explorer.getState()), position(4321)))
  const { red, green, blue } = colorAt(slider.element().querySelector('canvas'), Math.round(xPx), 73)
  expect(Math.min(red, blue) - green).toBeGreaterThan(30)
  const { left, top } = slider.element().getBoundingClientRect()
  const init = { clientX: left + xPx + 2, clientY: top + 80, pointerId: 1, button: 0, bubbles: true }
  slider.element().dispatchEvent(new PointerEvent('pointerdown', init))
  slider.element().dispatchEvent(new PointerEvent('pointerup', init))
  expect(explorer.getState().playhead).toBe(4321)
})

test('times are told in the zone that is chosen', async () => {
  const { slider } = await shown(shop)
  await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('UTC'))
  await userEvent.click(page.getByRole('button', { name: 'Times in UTC' }))
  await expect.element(page.getByRole('button', { name: 'Times in the local zone' })).toBeVisible()
})

test('a button that comes to do nothing keeps the focus', async () => {
  const { explorer } = await openedExplorer(shopEvents(1))
  explorer.getState().scrubTo(position(1))
  await render(<Timeline explorer={explorer} />)
  const forward = page.getByRole('button', { name: 'Step forward' })
  await forward.click()
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(2)
  await expect.element(forward).toHaveAttribute('aria-disabled', 'true')
  await expect.element(forward).toHaveFocus()
})

test('a part without events says so, and the note goes where there are some again', async () => {
  const event = new EventBuilder().stream('a-1').type('A')
  const day = 86_400_000_000
  const { explorer } = await openedExplorer([event.createdAtUs(day).build(), event.createdAtUs(9 * day).build()])
  await render(<Timeline explorer={explorer} />)
  const note = page.getByText(/^No events here/)
  explorer.getState().showSpan({ from: 4 * day, to: 5 * day })
  await expect.element(note).toBeVisible()
  explorer.getState().showSpan(undefined)
  await expect.element(note).not.toBeInTheDocument()
})
