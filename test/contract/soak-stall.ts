import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../src/backends/open-backend.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { SUBSCRIPTION_WINDOW } from '../../src/contract/host-client.ts'
import type { EventBus } from '../../src/core/event-bus.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { append, events } from '../backends/store-test.ts'
import { serveBackend } from '../host/served-memory-store.ts'
import { connect } from './stalled-subscriber.ts'

const EVENTS_PER_SECOND = 10_000
const EVENTS_PER_APPEND = 250

/** Most that the process may grow while its subscribers take nothing. */
const MOST_GROWTH_BYTES = 64 * 1024 * 1024

/** Growth is counted from here: until then the process fills its caches. */
const WARM_UP = { part: 0.2, mostMs: 60_000 }

export interface StallSoakReport {
  readonly appended: number
  readonly growthBytes: number
  /** Messages that the host had sent to the far subscriber when it took again. */
  readonly sentWhileStalled: number
  /** What went wrong with what the subscribers got in the end. */
  readonly faults: readonly string[]
  readonly ok: boolean
}

export interface StallSoakOptions {
  /** For a store in a file. */
  readonly folder: string
  readonly minutes: number
  readonly onProgress: (appended: number) => void
}

/**
 * Appends ten thousand events a second to a store in a file while a subscriber beside it and one at the far end of a message
 * channel take nothing; then both take everything.
 */
export async function soakStall({ folder, minutes, onProgress }: StallSoakOptions): Promise<StallSoakReport> {
  const path = `${folder}/stall.db`
  const made = await openSqliteStore(path, { mode: 'create' })
  await append(made, ...events(1))
  await made.dispose()
  const backend = await openBackend(path, { startProcess: startChildProcess })
  const served = await serveBackend(backend, path)
  const far = connect(served, 'a message channel')
  const readers = [await StalledReader.begin(backend.store), await StalledReader.begin(far.bus)]
  const { appended, growthBytes } = await produce(backend.store, minutes * 60_000, onProgress)
  const sentWhileStalled = far.sent.messages
  const head = await backend.store.head()
  const faults = await Promise.all(readers.map((reader) => reader.takeUpTo(head)))
  await far.close()
  await served.dispose()
  const found = faults.flat()
  const ok = found.length === 0 && growthBytes <= MOST_GROWTH_BYTES && sentWhileStalled <= SUBSCRIPTION_WINDOW
  return { appended, growthBytes, sentWhileStalled, faults: found.slice(0, 20), ok }
}

/** Takes one message, and the rest only when it is told to. */
class StalledReader {
  readonly #messages
  #last = 0

  static async begin(bus: Pick<EventBus, 'subscribe'>): Promise<StalledReader> {
    const reader = new StalledReader(bus)
    await reader.#take()
    return reader
  }

  private constructor(bus: Pick<EventBus, 'subscribe'>) {
    this.#messages = bus.subscribe({ signal: new AbortController().signal })[Symbol.asyncIterator]()
  }

  /** @returns what was not the next event when it came */
  async takeUpTo(head: number): Promise<string[]> {
    const faults: string[] = []
    for (;;) {
      const { caughtUpWith, fault } = await this.#take()
      if (fault !== undefined) faults.push(fault)
      if (caughtUpWith !== undefined && caughtUpWith >= head) break
    }
    await this.#messages.return?.()
    if (this.#last !== head) faults.push(`the last event was ${this.#last}, and the head is ${head}`)
    return faults
  }

  async #take(): Promise<{ readonly caughtUpWith?: number; readonly fault?: string }> {
    const next = await this.#messages.next()
    if (next.done === true) throw new Error('a subscription ended by itself')
    if (next.value.kind === 'caught-up') return { caughtUpWith: next.value.position }
    const before = this.#last
    for (const { position } of next.value.events) {
      if (position !== this.#last + 1) return { fault: `${position} came after ${this.#last}` }
      this.#last = position
    }
    return before === this.#last ? { fault: 'a page was empty' } : {}
  }
}

async function produce(store: EventStoreBackend, forMs: number, onProgress: (appended: number) => void) {
  const began = performance.now()
  const warmMs = Math.min(forMs * WARM_UP.part, WARM_UP.mostMs)
  let base = 0
  let greatest = 0
  let appended = 0
  for (;;) {
    const elapsedMs = performance.now() - began
    if (elapsedMs >= forMs) break
    if (appended < (elapsedMs * EVENTS_PER_SECOND) / 1000) {
      await append(store, ...events(EVENTS_PER_APPEND, `order-${appended % 9973}`))
      appended += EVENTS_PER_APPEND
      onProgress(appended)
    } else await new Promise((resolve) => setTimeout(resolve, 1))
    const { rss } = process.memoryUsage()
    if (elapsedMs < warmMs) base = Math.max(base, rss)
    else greatest = Math.max(greatest, rss)
  }
  return { appended, growthBytes: Math.max(0, greatest - base) }
}
