import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../../src/backends/open-backend.ts'
import { type Event, eventType } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { followWriters } from '../../src/host/follow-writers.ts'
import type { WriterReport } from './neighbour-writer.ts'

const epochWriter = fileURLToPath(new URL('./neighbour-writer.ts', import.meta.url))

/** How long the last events may take to be delivered before they count as lost. */
const LAST_EVENTS_MS = 15_000

export interface NeighbourOptions {
  readonly path: string
  /** The program that writes, called as neighbour-writer.ts is, which is the default. */
  readonly writer?: string
  readonly perSecond: number
  readonly seconds: number
  /** Where it ends before the time is over. */
  readonly mostEvents?: number
  /** What is asked of the store besides: what a window asks, which is the default, or nothing. */
  readonly asking?: 'as a window' | 'nothing'
  /** Something to do to the store once the first events are there; what it gives is called at the end. */
  readonly disturb?: () => () => void
}

export interface NeighbourReport extends Omit<WriterReport, 'committedUs'> {
  /** The numbers of the events in the order in which they were delivered. */
  readonly delivered: readonly number[]
  /** From the begin of a commit in the other process to its events' delivery in this one. */
  readonly noticeP50Ms: number
  readonly noticeP95Ms: number
  readonly noticeP99Ms: number
  /** From the end of the commit, as the writer knows it; what was delivered sooner counts as 0. */
  readonly lateP50Ms: number
  readonly lateP99Ms: number
}

/** Follows a store as the host does while another process writes to it. */
export async function followNeighbour(options: NeighbourOptions): Promise<NeighbourReport> {
  const { path, disturb } = options
  const opened = await openBackend(path, { startProcess: startChildProcess })
  const writers = followWriters({
    path,
    refresh: () => opened.refresh(),
    attention: () => 'front',
    onChange: () => {},
    onTrouble: (error) => delivery.fail(error),
  })
  const delivery = new Delivery(opened.store)
  const neighbour = startNeighbour(options)
  const asking = options.asking === 'nothing' ? undefined : askAsAWindow(opened, neighbour.written)
  await delivery.reaches(1)
  const calm = disturb?.()
  const written = await neighbour.written
  await delivery.reaches(written.appended)
  calm?.()
  await asking
  await delivery.end()
  await writers.end()
  await opened.store.dispose()
  await neighbour.close()
  const { committedUs, ...report } = written
  const late = delivery.lateMs((n) => (committedUs[Math.floor(n / written.eventsPerCommit)] ?? 0) / 1000)
  return { ...report, ...delivery.report(), lateP50Ms: quantile(late, 0.5), lateP99Ms: quantile(late, 0.99) }
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0
}

/** What a subscription from the start has been given: events whose data has a number `n` and the moment `beganUs`. */
export class Delivery {
  readonly #numbers: number[] = []
  readonly #noticeMs: number[] = []
  readonly #deliveredMs: number[] = []
  readonly #controller = new AbortController()
  readonly #run: Promise<void>
  #failure: Error | undefined
  #wake = (): void => {}

  constructor(store: EventStoreBackend) {
    this.#run = this.#take(store)
  }

  fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }

  /** Resolves when so many events were delivered, or no more of them come. */
  async reaches(count: number): Promise<void> {
    const untilMs = performance.now() + LAST_EVENTS_MS
    while (this.#numbers.length < count && performance.now() < untilMs) {
      if (this.#failure) throw this.#failure
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LAST_EVENTS_MS)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async end(): Promise<void> {
    this.#controller.abort()
    await this.#run
  }

  report() {
    return {
      delivered: this.#numbers,
      noticeP50Ms: quantile(this.#noticeMs, 0.5),
      noticeP95Ms: quantile(this.#noticeMs, 0.95),
      noticeP99Ms: quantile(this.#noticeMs, 0.99),
    }
  }

  /** How long after a moment, in milliseconds since 1970, each event was delivered. */
  lateMs(momentOf: (n: number) => number): number[] {
    return this.#numbers.map((n, i) => Math.max(0, (this.#deliveredMs[i] ?? 0) - momentOf(n)))
  }

  async #take(store: EventStoreBackend): Promise<void> {
    const { signal } = this.#controller
    try {
      for await (const message of store.subscribe({ signal })) if (message.kind === 'events') this.#add(message.events)
    } catch (error) {
      if (!signal.aborted) this.fail(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #add(events: readonly Event[]): void {
    const nowMs = performance.timeOrigin + performance.now()
    for (const event of events) {
      const { n, beganUs }: { readonly n: number; readonly beganUs: number } = JSON.parse(event.data)
      this.#numbers.push(n)
      this.#deliveredMs.push(nowMs)
      this.#noticeMs.push(nowMs - beganUs / 1000)
    }
    this.#wake()
  }
}

interface Neighbour {
  /** What it did, once it has nothing more to write. */
  readonly written: Promise<WriterReport>
  /** Lets it close the store, and waits for its end. */
  close(): Promise<void>
}

function startNeighbour({ path, writer = epochWriter, perSecond, seconds, mostEvents }: NeighbourOptions): Neighbour {
  const numbers = [perSecond, seconds, mostEvents ?? Number.POSITIVE_INFINITY].map(String)
  const child = spawn(process.execPath, [writer, path, ...numbers], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    written: (async () => {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the writing process ended with ${(await exited)[0]}`)
      return JSON.parse(value)
    })(),
    close: async () => {
      child.stdin.end()
      const [code] = await exited
      if (code !== 0) throw new Error(`the writing process ended with ${code}`)
    },
  }
}

/** Rows, counts, histograms and pages of the log, one after the other, until `until` settles. */
async function askAsAWindow({ store, index }: OpenedBackend, until: Promise<unknown>): Promise<void> {
  let going = true
  const stop = (): void => {
    going = false
  }
  until.then(stop, stop)
  while (going) {
    const { events, firstUs, lastUs } = await index.summary()
    await index.rows(EVERYTHING, Math.max(1, events - 100), 100)
    await index.rows({ types: [eventType('OrderPaid')] }, 1, 100)
    if (firstUs !== undefined && lastUs !== undefined)
      await index.histogram({ fromUs: firstUs, toUs: lastUs, buckets: 500 })
    for await (const _ of store.readAll({ direction: 'backwards', limit: 3000 })) if (!going) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
