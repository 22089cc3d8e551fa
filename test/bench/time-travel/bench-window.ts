import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { sandboxFrame } from '../../../scripts/sandbox-frame.ts'
import { openStoreImport } from '../../../src/backends/sqlite/store-import.ts'
import { alternating, percentile, print } from '../store/bench-line.ts'
import { newEventOf, standardEvents, take } from '../store/standard-events.ts'
import { mixed } from './made-up-history.ts'
import { PlainChromium, type PlainPage } from './plain-chromium.ts'

const ROUNDS = 3
const BATCH = 1000
const SEEKS = 300
const DRAG_FRAMES = 300
const SPILLED_BUDGET_BYTES = 8 * 1024 * 1024
const AMPLE_BUDGET_BYTES = 1024 ** 3
const PAGE = fileURLToPath(new URL('./window-page/', import.meta.url))

const source = `
export default {
  name: 'Orders',
  key: (e) => e.streamId,
  init: () => ({ events: 0, cents: 0, last: '' }),
  apply: (order, e) => { order.events++; order.cents += e.data.totalCents ?? 0; order.last = e.type },
  columns: { events: (order) => order.events, cents: (order) => order.cents },
}`

/** The sandbox in Chromium, fed by the browser host: how fast it folds beside a bare pipe of the same parts, and how fast it seeks. */
export async function benchWindow(events: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-bench-window-'))
  const browser = await PlainChromium.launch()
  let host: ChildProcess | undefined
  try {
    await buildPage(join(folder, 'page'))
    writeStore(join(folder, 'store.db'), events)
    const started = await startHost(folder, events)
    host = started.process
    const hosted = await openPage(browser, started.host)
    const piped = await openPage(browser, started.pipe)
    await benchRebuild(hosted, piped, { events, batchEvents: started.batchEvents })
    await benchDrag(hosted, events)
    await benchSpilledSeeks(hosted, events)
  } finally {
    host?.kill()
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchRebuild(
  hosted: PlainPage,
  piped: PlainPage,
  { events, batchEvents }: { readonly events: number; readonly batchEvents: number },
): Promise<void> {
  const figures = await alternating(ROUNDS, {
    pipe: () => call<number>(piped, 'barePipe', events / batchEvents, batchEvents),
    rebuild: () => rebuild(hosted, { events, budgetBytes: AMPLE_BUDGET_BYTES }),
  })
  print({
    name: 'fold with recording in the sandbox, from the browser host',
    figure: figures.rebuild,
    unit: 'events/s',
    anchor: figures.pipe,
    anchorName: 'bare pipe: pool, WebSocket, frame, worker, JSON.parse',
    goal: 0.6,
    goalOf: 'ratio',
    better: 'more',
    events,
  })
}

function rebuild(page: PlainPage, options: { readonly events: number; readonly budgetBytes: number }): Promise<number> {
  return call<number>(page, 'rebuild', source, options)
}

async function benchDrag(page: PlainPage, events: number): Promise<void> {
  const positions = Array.from({ length: DRAG_FRAMES }, (_, at) => 1 + Math.floor(((events - 1) * at) / DRAG_FRAMES))
  const there = await call<number>(page, 'drag', positions)
  const back = await call<number>(page, 'drag', positions.toReversed())
  print({
    name: 'drag over the history both ways: frames that show the exact state asked for in that frame or the next',
    figure: 100 * Math.min(there, back),
    unit: '%',
    goal: 95,
    better: 'more',
    frames: 2 * DRAG_FRAMES,
    events,
  })
}

async function benchSpilledSeeks(page: PlainPage, events: number): Promise<void> {
  await rebuild(page, { events, budgetBytes: SPILLED_BUDGET_BYTES })
  const positions = Array.from({ length: SEEKS }, (_, at) => 1 + (mixed(at) % events))
  const times = await call<readonly number[]>(page, 'seeks', positions)
  print({
    name: 'seek with 50 rows, values spilled to the host: p95',
    figure: percentile(times, 0.95),
    unit: 'ms',
    goal: 30,
    better: 'less',
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    events,
  })
}

async function openPage(browser: PlainChromium, url: string): Promise<PlainPage> {
  const page = await browser.newPage(url)
  await page.until('globalThis.windowBench !== undefined')
  return page
}

/** Calls a method of the page's WindowBench. */
async function call<Result>(page: PlainPage, method: string, ...values: readonly unknown[]): Promise<Result> {
  await page.toFront()
  return await page.evaluate<Result>(
    `windowBench.${method}(${values.map((value) => JSON.stringify(value)).join(', ')})`,
  )
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: PAGE,
    publicDir: false,
    plugins: [sandboxFrame()],
    build: { outDir, emptyOutDir: true, target: 'esnext', rollupOptions: { input: join(PAGE, 'index.html') } },
  })
}

function writeStore(path: string, count: number): void {
  const events = standardEvents({ streams: count / 50 })
  const target = openStoreImport(path)
  for (let done = 0; done < count; done += BATCH) target.add(take(events, BATCH).map(newEventOf))
  target.finish()
}

interface StartedHost {
  readonly process: ChildProcess
  /** Address of the page with the host's events. */
  readonly host: string
  /** Address of the page with the bare pipe. */
  readonly pipe: string
  readonly batchEvents: number
}

async function startHost(folder: string, events: number): Promise<StartedHost> {
  const script = fileURLToPath(new URL('./window-host.ts', import.meta.url))
  const paths = ['page', 'store.db', 'home'].map((name) => join(folder, name))
  const started = spawn(
    process.execPath,
    ['--experimental-strip-types', '--no-warnings', script, ...paths, String(events)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string]
  return { process: started, ...(JSON.parse(line) as Omit<StartedHost, 'process'>) }
}
