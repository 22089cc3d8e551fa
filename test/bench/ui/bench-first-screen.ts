import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { percentile, print, rounded } from '../store/bench-line.ts'
import { BenchWindow } from './bench-window.ts'

const ROUNDS = 5

/** From the start of the host's process to rows of the log and the timeline on the screen, each time as at a first visit. */
export async function benchFirstScreen(browser: Browser, store: string, name: string, goal: number): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const home = mkdtempSync(join(tmpdir(), 'epoch-bench-home-'))
    const startMs = performance.now()
    const window = await BenchWindow.open(browser, store, home)
    times.push(performance.now() - startMs)
    await window[Symbol.asyncDispose]()
    rmSync(home, { recursive: true, force: true })
  }
  print({
    name: `${name}: first screen, from the start of the host's process`,
    figure: percentile(times, 0.5),
    unit: 'ms',
    goal,
    better: 'less',
    slowest: rounded(Math.max(...times)),
  })
}
