import type { Page } from '@playwright/test'
import { percentile, print, rounded } from '../store/bench-line.ts'
import type { BenchWindow } from './bench-window.ts'

const GOAL_INDEXED_MS = 150
const GOAL_STREAMED_MS = 500
const GIVEN_UP_MS = 10_000

/** Filters that an index answers, and filters that read payloads: each is typed whole, and its last key counts. */
const indexed = ['type:PaymentTaken', 'stream:order-1000*', 'category:shipment', 'type:RefundRecorded', 'type:Payment*']
const streamed = [
  'data.cents>20000',
  'data.quantity=2',
  'has:data.reason',
  'data.cents<5000',
  'correlation:none-such or type:OrderPlaced',
]

/** From a key that makes the filter another one to the first rows that fit it. */
export async function benchFilter({ page }: BenchWindow, of: string): Promise<void> {
  await page.evaluate(watcher)
  await report(page, `${of}: from a key in the filter to the first rows, with an index`, indexed, GOAL_INDEXED_MS)
  await report(
    page,
    `${of}: from a key in the filter to the first rows, read as they stream`,
    streamed,
    GOAL_STREAMED_MS,
  )
}

async function report(page: Page, name: string, filters: readonly string[], goal: number): Promise<void> {
  const times: number[] = []
  for (const filter of filters) times.push(...(await keystrokes(page, filter)))
  print({
    name: `${name}, p95`,
    figure: percentile(times, 0.95),
    unit: 'ms',
    goal,
    better: 'less',
    median: rounded(percentile(times, 0.5)),
    keys: times.length,
  })
}

/** Puts the filter in without its last character, waits for its rows, then types that one and measures; three times. */
async function keystrokes(page: Page, filter: string): Promise<readonly number[]> {
  const field = page.getByRole('combobox', { name: 'Filter' })
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    await field.fill('')
    await page.locator('html[data-idle=true]').waitFor({ state: 'attached', timeout: 120_000 })
    await field.pressSequentially(filter.slice(0, -1))
    await page.waitForTimeout(400)
    const took = page.evaluate<number>('globalThis.nextRows()')
    await field.press(filter.slice(-1))
    times.push(await took)
  }
  return times
}

/** `nextRows()` resolves with the milliseconds from the next key to the first frame in which the log shows other rows than before it. */
const watcher = `globalThis.nextRows = () => new Promise((resolve) => {
  const grid = document.querySelector('[role=grid][aria-label=Events]')
  const shown = () => [...grid.querySelectorAll('[role=row][id]:not([aria-busy])')].map((row) => row.textContent).join()
  addEventListener('keydown', () => {
    const startMs = performance.now()
    const before = shown()
    requestAnimationFrame(function frame() {
      const now = shown()
      const tookMs = performance.now() - startMs
      if ((now !== before && now !== '') || tookMs > ${GIVEN_UP_MS}) resolve(tookMs)
      else requestAnimationFrame(frame)
    })
  }, { once: true, capture: true })
})`
