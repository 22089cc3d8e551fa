import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../src/cli/chromium.ts'

// npm run bench:ui: the window's figures as JSON lines. Each is the median of ROUNDS; frames are counted beside an
// empty frame loop of the same length in the same page. EPOCH_BENCH_DIR keeps the stores between runs.

const ROUNDS = 5
const FRAMES = 300
const folder = process.env['EPOCH_BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'epoch-bench-'))
const env = { ...process.env, EPOCH_HOME: join(folder, 'home') }
mkdirSync(folder, { recursive: true })

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('bench:ui needs a Chromium-family browser (EPOCH_CHROMIUM names one)')
const browser = await chromium.launch({ executablePath, args: [...chromiumArgs()] })

await firstScreen('demo of 100,000 events: interactive', demo(100_000), 3000)
await firstScreen('store of 1,000,000 events: first screen', demo(1_000_000), 1500)
await drag('drag over 100,000 events', demo(100_000))

await browser.close()
if (process.env['EPOCH_BENCH_DIR'] === undefined) rmSync(folder, { recursive: true, force: true })

function demo(events: number): string {
  const store = join(folder, `demo-${events}.db`)
  if (!existsSync(store))
    execFileSync(process.execPath, ['out/main/cli.js', 'demo', store, '--events', String(events), '--seed', '1'], {
      env,
    })
  return store
}

interface Line {
  readonly name: string
  readonly figure: number
  readonly unit: string
  readonly anchor?: number
  readonly goal: number
  readonly ok: boolean
}

function print(line: Line): void {
  console.log(JSON.stringify(line))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** From the start of the host's process to a log, a timeline and an answer to every question they asked. */
async function firstScreen(name: string, store: string, goal: number): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const { host, page } = await openWindow(browser, store)
    times.push(performance.now() - start)
    await closeWindow(host, page)
  }
  const figure = Math.round(median(times))
  print({ name, figure, unit: 'ms', goal, ok: figure <= goal })
}

async function drag(name: string, store: string): Promise<void> {
  const { host, page } = await openWindow(browser, store)
  await page.getByRole('region', { name: 'Read model' }).getByRole('row').nth(1).waitFor()
  await settled(page)
  const shares: number[] = []
  const late: number[] = []
  const lateWhenEmpty: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    lateWhenEmpty.push(await page.evaluate<number>(emptyLoop(FRAMES)))
    const found = await page.evaluate<{ shown: number; late: number }>(dragLoop(FRAMES))
    shares.push(found.shown / FRAMES)
    late.push(found.late)
  }
  await closeWindow(host, page)
  const share = median(shares)
  print({
    name: `${name}: frames showing the position asked for in that frame or the one before`,
    figure: Math.round(share * 1000) / 10,
    unit: '%',
    goal: 95,
    ok: share >= 0.95,
  })
  const anchor = median(lateWhenEmpty)
  const figure = median(late)
  print({
    name: `${name}: late frames of ${FRAMES}`,
    figure,
    unit: 'frames',
    anchor,
    goal: anchor + FRAMES * 0.05,
    ok: figure <= anchor + FRAMES * 0.05,
  })
}

const LATE_MS = 25

function emptyLoop(frames: number): string {
  return `new Promise((resolve) => {
    let left = ${frames}, late = 0, before = performance.now()
    requestAnimationFrame(function frame(now) {
      if (now - before > ${LATE_MS}) late++
      before = now
      if (--left > 0) requestAnimationFrame(frame); else resolve(late)
    })
  })`
}

/**
 * Drags the playhead once over the history and back, one pointer move a frame. At each frame's start, what the read model shows is held
 * against what was asked for in the last frame and in the one before: what was drawn in between is one of the two.
 */
function dragLoop(frames: number): string {
  return `new Promise((resolve) => {
    const slider = document.querySelector('[role=slider][aria-label=Position]')
    const readModel = document.querySelector('[role=region][aria-label="Read model"], section[aria-label="Read model"]')
    const box = slider.getBoundingClientRect()
    const move = (type, share) => slider.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: box.left + 1 + share * (box.width - 2), clientY: box.top + box.height / 2 }))
    const asked = []
    let i = 0, shown = 0, late = 0, before = performance.now()
    move('pointerdown', 0)
    requestAnimationFrame(function frame(now) {
      if (now - before > ${LATE_MS}) late++
      before = now
      const position = readModel.getAttribute('data-position')
      if (i > 0 && asked.slice(-2).includes(position)) shown++
      if (i++ === ${frames}) { move('pointerup', 0); return resolve({ shown, late }) }
      const share = i / ${frames}
      move('pointermove', share < 0.5 ? share * 2 : 2 - share * 2)
      asked.push(slider.getAttribute('aria-valuenow'))
      requestAnimationFrame(frame)
    })
  })`
}

async function openWindow(browser: Browser, store: string): Promise<{ host: ChildProcess; page: Page }> {
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', store, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(host)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(5).waitFor()
  await page.getByRole('slider', { name: 'Position' }).waitFor()
  return { host, page }
}

function addressOf(host: ChildProcess): Promise<string> {
  const { stdout } = host
  if (stdout === null) throw new Error('the host has no output')
  return new Promise((resolve, reject) => {
    host.once('exit', (code) => reject(new Error(`the host ended with ${code}`)))
    createInterface({ input: stdout }).on('line', (line) => resolve(line.replace(/^Epoch is at /, '')))
  })
}

async function settled(page: Page): Promise<void> {
  await page.locator('html[data-idle=true]').waitFor({ state: 'attached', timeout: 60_000 })
}

async function closeWindow(host: ChildProcess, page: Page): Promise<void> {
  await page.context().close()
  const ended = new Promise((resolve) => host.once('close', resolve))
  host.removeAllListeners('exit')
  host.kill('SIGINT')
  await ended
}
