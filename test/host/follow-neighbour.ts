import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../../src/backends/open-backend.ts'
import { type Event, eventType } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { followWriters } from '../../src/host/follow-writers.ts'
import type { WriterReport } from './neighbour-writer.ts'

const writer = fileURLToPath(new URL('./neighbour-writer.ts', import.meta.url))

/** How long the last events may take to be delivered before they count as lost. */
const LAST_EVENTS_MS = 15_000

export interface NeighbourOptions {
  readonly path: string
  readonly perSecond: number
  readonly seconds: number
  /** Where it ends before the time is over. */
  readonly mostEvents?: number
  /** Something to do to the store once the first events are there; what it gives is called at the end. */
  readonly disturb?: () => () => void
}

export interface NeighbourReport extends WriterReport {
  /** The numbers of the events in the order in which they were delivered. */
  readonly delivered: readonly number[]
  /** From the begin of a commit in the other process to its events' delivery in this one. */
  readonly noticeP50Ms: number
  readonly noticeP95Ms: number
}

/** Follows a store as the host does, and asks what a window asks, while another process writes to it. */
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
  const writing = writeElsewhere(options)
  const asking = askAsAWindow(opened, writing)
  await delivery.reaches(1)
  const calm = disturb?.()
  const written = await writing
  await delivery.reaches(written.appended)
  calm?.()
  await asking
  await delivery.end()
  await writers.end()
  await opened.store.dispose()
  return { ...written, ...delivery.report() }
}

/** What a subscription from the start has been given. */
class Delivery {
  readonly #numbers: number[] = []
  readonly #noticeMs: number[] = []
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
    const sorted = this.#noticeMs.toSorted((a, b) => a - b)
    const quantile = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
    return { delivered: this.#numbers, noticeP50Ms: quantile(0.5), noticeP95Ms: quantile(0.95) }
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
      const { n }: { readonly n: number } = JSON.parse(event.data)
      this.#numbers.push(n)
      this.#noticeMs.push(nowMs - event.createdAtUs / 1000)
    }
    this.#wake()
  }
}

async function writeElsewhere({ path, perSecond, seconds, mostEvents }: NeighbourOptions): Promise<WriterReport> {
  const child = spawn(
    process.execPath,
    [writer, path, ...[perSecond, seconds, mostEvents ?? Number.POSITIVE_INFINITY].map(String)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`the writing process ended with ${code}`)
  return JSON.parse(said)
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
