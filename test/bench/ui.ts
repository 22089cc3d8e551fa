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
const LATE_MS = 25
const folder = process.env['EPOCH_BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'epoch-bench-'))
const home = mkdtempSync(join(tmpdir(), 'epoch-bench-home-'))
const env = { ...process.env, EPOCH_HOME: home }
mkdirSync(folder, { recursive: true })

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('bench:ui needs a Chromium-family browser (EPOCH_CHROMIUM names one)')
const browser = await chromium.launch({ executablePath, args: [...chromiumArgs()] })

const hosts = new Set<ChildProcess>()

const sampler = `new Promise((resolve) => {
  const slider = document.querySelector('[role=slider][aria-label=Position]')
  const readModel = document.querySelector('[aria-label="Read model"]')
  const samples = []
  globalThis.stopSampling = false
  requestAnimationFrame(function frame(atMs) {
    samples.push({ atMs, slider: slider.getAttribute('aria-valuenow'), readModel: readModel.getAttribute('data-position') })
    if (globalThis.stopSampling) resolve(samples)
    else requestAnimationFrame(frame)
  })
})`

try {
  await firstScreen('demo of 100,000 events: interactive', demo(100_000), 3000)
  await firstScreen('store of 1,000,000 events: first screen', demo(1_000_000), 1500)
  await drag('drag over 100,000 events', demo(100_000))
} finally {
  for (const host of hosts) host.kill()
  await browser.close()
}
rmSync(home, { recursive: true, force: true })
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
  readonly frames?: number
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
  const rounds: { shown: number; late: number; moved: number; lateWhenEmpty: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const lateWhenEmpty = (await page.evaluate<number>(emptyLoop(FRAMES))) / FRAMES
    rounds.push({ ...(await dragOnce(page)), lateWhenEmpty })
  }
  await closeWindow(host, page)
  const shown = percent(median(rounds.map((round) => round.shown)))
  print({
    name: `${name}: of the frames that moved, those showing the position asked for in that frame or the one before`,
    figure: shown,
    unit: '%',
    frames: median(rounds.map((round) => round.moved)),
    goal: 95,
    ok: shown >= 95,
  })
  const anchor = percent(median(rounds.map((round) => round.lateWhenEmpty)))
  const late = percent(median(rounds.map((round) => round.late)))
  print({ name: `${name}: late frames`, figure: late, unit: '%', anchor, goal: anchor + 5, ok: late <= anchor + 5 })
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10
}

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

interface Sample {
  readonly atMs: number
  /** What the slider and the read model showed, as the frame before had drawn them. */
  readonly slider: string
  readonly readModel: string
}

/**
 * Drags the playhead over the whole history with a real mouse. At each frame's start it notes what the frame before has drawn.
 * Of the frames in which the slider moved, those count as shown whose read model is where the slider is, or where it was a frame earlier.
 */
async function dragOnce(page: Page): Promise<{ shown: number; late: number; moved: number }> {
  const box = await page.getByRole('slider', { name: 'Position' }).boundingBox()
  if (box === null) throw new Error('the slider has no place on screen')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 10, y)
  await page.mouse.down()
  await settled(page)
  const samples = page.evaluate<readonly Sample[]>(sampler)
  await page.mouse.move(box.x + box.width - 10, y, { steps: FRAMES })
  await page.mouse.up()
  await page.evaluate('globalThis.stopSampling = true')
  const frames = await samples
  const moves = frames.flatMap((frame, i) => {
    const before = frames[i - 1]
    if (before === undefined || before.slider === frame.slider) return []
    return [frame.readModel === frame.slider || frame.readModel === before.slider]
  })
  const late = frames.filter((frame, i) => frame.atMs - (frames[i - 1]?.atMs ?? frame.atMs) > LATE_MS).length
  return { shown: moves.filter(Boolean).length / moves.length, late: late / frames.length, moved: moves.length }
}

async function openWindow(browser: Browser, store: string): Promise<{ host: ChildProcess; page: Page }> {
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', store, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  hosts.add(host)
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
  hosts.delete(host)
}
