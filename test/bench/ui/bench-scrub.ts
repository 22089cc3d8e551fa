import type { Browser, Page } from '@playwright/test'
import { percentile, print } from '../store/bench-line.ts'
import type { BenchWindow } from './bench-window.ts'
import { framesDuring, p95 } from './frame-script.ts'

const FRAMES = 300
const ROUNDS = 3
const GOAL_SCRIPT_MS = 8
const GOAL_SHOWN_PERCENT = 95

interface Sample {
  /** What the slider and the read model showed, as the frame before had drawn them. */
  readonly slider: string
  readonly readModel: string
}

const sampler = `new Promise((resolve) => {
  const slider = document.querySelector('[role=slider][aria-label=Position]')
  const readModel = document.querySelector('[aria-label="Read model"]')
  const samples = []
  let ended = false
  globalThis.endSamples = () => { ended = true }
  requestAnimationFrame(function frame() {
    samples.push({ slider: slider.getAttribute('aria-valuenow'), readModel: readModel.getAttribute('data-position') })
    if (ended) resolve(samples)
    else requestAnimationFrame(frame)
  })
})`

/** A drag of the playhead over the whole history with a real mouse. */
export async function benchScrub(browser: Browser, { page }: BenchWindow, of: string): Promise<void> {
  const scripts: number[] = []
  const shown: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { scriptMs } = await framesDuring(browser, page, () => drag(page))
    scripts.push(p95(scriptMs))
    shown.push(await shownInTime(page))
  }
  print({
    name: `${of}: drag of the playhead: script a frame, p95`,
    figure: percentile(scripts, 0.5),
    unit: 'ms',
    goal: GOAL_SCRIPT_MS,
    better: 'less',
  })
  print({
    name: `${of}: drag of the playhead: of the frames that moved, those that show the state of the position asked for in that frame or the one before`,
    figure: percentile(shown, 0.5),
    unit: '%',
    goal: GOAL_SHOWN_PERCENT,
    better: 'more',
  })
}

async function drag(page: Page): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Position' }).boundingBox()
  if (box === null) throw new Error('the slider has no place on screen')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 12, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 12, y, { steps: FRAMES })
  await page.mouse.up()
}

/** Percent of the frames in which the slider moved whose read model is where the slider is, or where it was a frame earlier. */
async function shownInTime(page: Page): Promise<number> {
  const samples = page.evaluate<readonly Sample[]>(sampler)
  await drag(page)
  await page.evaluate('globalThis.endSamples()')
  const frames = await samples
  const moves = frames.flatMap((frame, at) => {
    const before = frames[at - 1]
    if (before === undefined || before.slider === frame.slider) return []
    return [frame.readModel === frame.slider || frame.readModel === before.slider]
  })
  return (moves.filter(Boolean).length / moves.length) * 100
}
