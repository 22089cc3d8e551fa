import { existsSync } from 'node:fs'
import { openSqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { streamName } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { percentile, print, rounded } from '../store/bench-line.ts'
import type { BenchWindow } from './bench-window.ts'

const ROUNDS = 7
const GOAL_MS = 300
const MEMBERS = 100_000
const BYTES = 10 * 1024 * 1024

/** A store with a few small events and one of 10 MB with 100,000 members at its end. */
export async function largeEventStore(path: string): Promise<string> {
  if (existsSync(path)) return path
  const store = await openSqliteStore(path, { mode: 'create' })
  for (let at = 0; at < 20; at++)
    await store.storeEvent(new EventBuilder().stream('small-1').type('Small').data({ at }).build())
  const filling = 'x'.repeat(Math.floor(BYTES / MEMBERS) - 24)
  const members = Object.fromEntries(Array.from({ length: MEMBERS }, (_, at) => [`member-${at}`, filling]))
  await store.storeEvents(
    streamName('large-1'),
    [new EventBuilder().stream('large-1').type('Large').data(members).build()],
    { expectedVersion: 'any' },
  )
  await store.dispose()
  return path
}

/** From the key that selects an event of 10 MB to the first lines of its data. */
export async function benchLargeEvent(window: BenchWindow): Promise<void> {
  const { page } = window
  const grid = page.getByRole('grid', { name: 'Events' })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await grid.focus()
    await grid.press('Home')
    await window.atRest()
    const took = page.evaluate<number>(opening)
    await grid.press('End')
    times.push(await took)
    await window.atRest()
  }
  print({
    name: 'an event of 10 MB and 100,000 members: from its selection to its first lines',
    figure: percentile(times, 0.5),
    unit: 'ms',
    goal: GOAL_MS,
    better: 'less',
    slowest: rounded(Math.max(...times)),
  })
}

const opening = `new Promise((resolve) => {
  addEventListener('keydown', () => {
    const startMs = performance.now()
    requestAnimationFrame(function frame() {
      if (document.querySelector('[role=tree][aria-label=Data]')?.textContent.includes('member-')) resolve(performance.now() - startMs)
      else requestAnimationFrame(frame)
    })
  }, { once: true, capture: true })
})`
