import type { Browser, Page } from '@playwright/test'
import { percentile } from '../store/bench-line.ts'

/** A frame that comes so late after the one before is late: one and a half of 60 a second. */
const LATE_MS = 25

const US_PER_MS = 1000

export interface FrameFigures {
  readonly frames: number
  /** What scripts of the page took in each frame, ascending. */
  readonly scriptMs: readonly number[]
  /** Percent of the frames that came late. */
  readonly latePercent: number
}

/** An event of Chromium's trace; times in microseconds. https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

const scripts = new Set([
  'FireAnimationFrame',
  'EventDispatch',
  'FunctionCall',
  'TimerFire',
  'EvaluateScript',
  'RunMicrotasks',
  'v8.callFunction',
  'FireIdleCallback',
])

/** Does something in a page and tells what its main thread's scripts took in each frame meanwhile; layout and paint are not in it. */
export async function framesDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<FrameFigures> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] })
  const gaps = page.evaluate<readonly number[]>(frameGaps)
  await act()
  await page.evaluate('globalThis.endFrames()')
  const frames = await gaps
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: readonly TraceEvent[] }
  return {
    frames: frames.length,
    scriptMs: scriptPerFrame(traceEvents).toSorted((a, b) => a - b),
    latePercent: (frames.filter((gapMs) => gapMs > LATE_MS).length / frames.length) * 100,
  }
}

export function p95(values: readonly number[]): number {
  return percentile(values, 0.95)
}

const frameGaps = `new Promise((resolve) => {
  const gaps = []
  let before = performance.now(), ended = false
  globalThis.endFrames = () => { ended = true }
  requestAnimationFrame(function frame(now) {
    gaps.push(now - before)
    before = now
    if (ended) resolve(gaps)
    else requestAnimationFrame(frame)
  })
})`

/** Milliseconds of script between one animation frame of the main thread that scripts most and the next. */
function scriptPerFrame(events: readonly TraceEvent[]): readonly number[] {
  const thread = busiestThread(events)
  const own = events
    .filter(
      ({ ph, name, pid, tid, dur }) =>
        ph === 'X' && dur !== undefined && scripts.has(name) && `${pid} ${tid}` === thread,
    )
    .toSorted((a, b) => a.ts - b.ts)
  const perFrame: number[] = []
  let current = 0
  let coveredUntil = 0
  let started = false
  for (const { name, ts, dur = 0 } of own) {
    if (ts < coveredUntil) continue
    if (name === 'FireAnimationFrame') {
      if (started) perFrame.push(current)
      started = true
      current = 0
    }
    current += dur / US_PER_MS
    coveredUntil = ts + dur
  }
  return perFrame
}

function busiestThread(events: readonly TraceEvent[]): string {
  const fired = new Map<string, number>()
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') fired.set(`${pid} ${tid}`, (fired.get(`${pid} ${tid}`) ?? 0) + 1)
  const [busiest] = [...fired].toSorted(([, a], [, b]) => b - a)
  if (busiest === undefined) throw new Error('the trace has no animation frame')
  return busiest[0]
}
