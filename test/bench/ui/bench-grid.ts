import type { Browser, Page } from '@playwright/test'
import { print } from '../store/bench-line.ts'
import type { BenchWindow } from './bench-window.ts'
import { type FrameFigures, framesDuring, p95 } from './frame-script.ts'

const FRAMES = 300
const EMPTY_MS = 5000

/** Rows that a turn of the wheel moves: by hand, and flung. */
const turns = { scroll: 3.5 * 24, fling: 400 * 24 } as const

const GOAL_SCRIPT_MS = 4
const GOAL_LATE_PERCENT = 2

/** The log under the wheel: what scripts take in a frame, and how many frames come late beside an empty loop in the same page. */
export async function benchGrid(browser: Browser, { page }: BenchWindow, of: string): Promise<void> {
  for (const way of ['scroll', 'fling'] as const) {
    const empty = await framesDuring(browser, page, () => page.waitForTimeout(EMPTY_MS))
    print(lateLine(`${of}: ${way} of the log`, await wheeled(browser, page, turns[way]), empty))
  }
}

function lateLine(name: string, figures: FrameFigures, empty: FrameFigures) {
  print({
    name: `${name}: script a frame, p95`,
    figure: p95(figures.scriptMs),
    unit: 'ms',
    goal: GOAL_SCRIPT_MS,
    better: 'less',
    frames: figures.frames,
  })
  return {
    name: `${name}: late frames`,
    figure: figures.latePercent,
    unit: '%',
    emptyLoop: Math.round(empty.latePercent * 10) / 10,
    goal: Math.round((empty.latePercent + GOAL_LATE_PERCENT) * 10) / 10,
    better: 'less',
  } as const
}

async function wheeled(browser: Browser, page: Page, deltaPx: number): Promise<FrameFigures> {
  const box = await page.getByRole('grid', { name: 'Events' }).boundingBox()
  if (box === null) throw new Error('the log has no place on screen')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  return framesDuring(browser, page, async () => {
    for (let frame = 0; frame < FRAMES; frame++) {
      await page.mouse.wheel(0, frame < FRAMES / 2 ? -deltaPx : deltaPx)
    }
  })
}
