import type { Page } from '@playwright/test'
import { print, rounded } from '../store/bench-line.ts'
import type { BenchWindow } from './bench-window.ts'

const ACTIONS = 5000
const GOAL_MB = 300
const MB = 1024 * 1024

/** What may come and go between two looks at a heap that does not grow. */
const NOISE_MB = 5

/** What a person does all day, over and over: none of it may be kept for good. */
const actions: readonly ((page: Page, turn: number) => Promise<void>)[] = [
  (page) => page.keyboard.press('PageUp'),
  (page) => page.keyboard.press('ArrowUp'),
  (page) => page.keyboard.press('ArrowDown'),
  (page, turn) => page.keyboard.press(turn % 2 === 0 ? 'Home' : 'End'),
  (page) => page.keyboard.press('Enter'),
  (page) => page.mouse.wheel(0, 4000),
  (page) => page.keyboard.press(']'),
  (page) => page.keyboard.press('['),
  (page) => page.keyboard.press('}'),
  (page) => page.keyboard.press('Alt+ArrowLeft'),
]

/** The heap of the window's page after 2,500 and after 5,000 actions, each after its garbage is gone. */
export async function benchHeap(window: BenchWindow): Promise<void> {
  const { page } = window
  const grid = page.getByRole('grid', { name: 'Events' })
  await grid.focus()
  await grid.hover()
  await act(page, 0, ACTIONS / 2)
  await window.atRest()
  const half = await heapMb(page)
  await act(page, ACTIONS / 2, ACTIONS)
  await window.atRest()
  const whole = await heapMb(page)
  print({ name: `heap after ${ACTIONS} actions`, figure: whole, unit: 'MB', goal: GOAL_MB, better: 'less' })
  print({
    name: `what the heap grew by in the last ${ACTIONS / 2} of them`,
    figure: whole - half,
    unit: 'MB',
    goal: NOISE_MB,
    better: 'less',
    half: rounded(half),
  })
}

async function act(page: Page, from: number, to: number): Promise<void> {
  for (let turn = from; turn < to; turn++) await actions[turn % actions.length]?.(page, turn)
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / MB
}
