import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from '@playwright/test'
import { goalsMissed } from './store/bench-line.ts'
import { benchFilter } from './ui/bench-filter.ts'
import { benchFirstScreen } from './ui/bench-first-screen.ts'
import { benchGrid } from './ui/bench-grid.ts'
import { benchHeap } from './ui/bench-heap.ts'
import { benchLargeEvent, largeEventStore } from './ui/bench-large-event.ts'
import { benchScrub } from './ui/bench-scrub.ts'
import { BenchWindow, launchBrowser } from './ui/bench-window.ts'

// npm run bench:ui [-- --only screen,grid,scrub,filter,event,heap] [--events 10M]: the window's figures as JSON lines. EPOCH_BENCH_DIR keeps the
// stores between runs: that of ten million events takes minutes to make.

const sizes: Readonly<Record<string, number>> = { '100k': 100_000, '1M': 1_000_000, '10M': 10_000_000 }
const sections = ['screen', 'grid', 'scrub', 'filter', 'event', 'heap'] as const

const { values } = parseArgs({ options: { events: { type: 'string', default: '10M' }, only: { type: 'string' } } })
const count = sizes[values.events]
const only = values.only?.split(',') ?? sections
if (count === undefined || only.some((name) => !sections.some((section) => section === name)))
  throw new Error(`--events is one of ${Object.keys(sizes).join(', ')}; --only names some of ${sections.join(', ')}`)

const folder = process.env['EPOCH_BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'epoch-bench-'))
const home = mkdtempSync(join(tmpdir(), 'epoch-bench-home-'))
mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
try {
  if (only.includes('screen')) await benchScreens(browser, count)
  if (only.includes('grid') || only.includes('scrub')) await benchLarge(browser, count)
  if (only.includes('filter'))
    await inWindow(browser, demo(Math.min(count, 1_000_000)), (window) =>
      benchFilter(window, count < 1_000_000 ? values.events : '1M'),
    )
  if (only.includes('event'))
    await inWindow(browser, await largeEventStore(join(folder, 'large-event.db')), (window) => benchLargeEvent(window))
  if (only.includes('heap')) await inWindow(browser, demo(100_000), (window) => benchHeap(window))
} finally {
  await browser.close()
  rmSync(home, { recursive: true, force: true })
  if (process.env['EPOCH_BENCH_DIR'] === undefined) rmSync(folder, { recursive: true, force: true })
}
process.exitCode = goalsMissed() === 0 ? 0 : 1

async function benchScreens(browser: Browser, events: number): Promise<void> {
  await benchFirstScreen(browser, demo(100_000), 'demo of 100,000 events', 3000)
  await benchFirstScreen(browser, demo(events), `store of ${values.events} events`, 1500)
}

async function benchLarge(browser: Browser, events: number): Promise<void> {
  await inWindow(browser, demo(events), async (window) => {
    if (only.includes('grid')) await benchGrid(browser, window, `${values.events} events`)
    if (only.includes('scrub')) await benchScrub(browser, window, `${values.events} events`)
  })
}

/** Measures in a window that has come to rest. */
async function inWindow(
  browser: Browser,
  store: string,
  measure: (window: BenchWindow) => Promise<void>,
): Promise<void> {
  await using window = await BenchWindow.open(browser, store, home)
  await window.atRest()
  await measure(window)
}

function demo(events: number): string {
  const store = join(folder, `demo-${events}.db`)
  if (!existsSync(store))
    execFileSync(process.execPath, ['out/main/cli.js', 'demo', store, '--events', String(events), '--seed', '1'], {
      env: { ...process.env, EPOCH_HOME: home },
    })
  return store
}
