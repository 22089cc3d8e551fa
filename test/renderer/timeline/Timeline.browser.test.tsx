import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { Timeline } from '../../../src/renderer/timeline/Timeline.tsx'
import { madeUpExplorer, settled } from '../events/made-up-explorer.ts'
import { type MadeUpHistory, shopTimes } from '../events/made-up-host.ts'
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
  const [red = 0, green = 0, blue = 0, alpha = 0] =
    canvas?.getContext('2d')?.getImageData(Math.round(xPx * devicePixelRatio), Math.round(18 * devicePixelRatio), 1, 1)
      .data ?? []
  return alpha > 200 && red > blue + 60 && red > green + 20
}
