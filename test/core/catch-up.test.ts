import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Event, eventType, type Position, position, START, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { matcherOf } from '../../src/core/event-filter.ts'
import type { ReadAllOptions } from '../../src/core/event-store-backend.ts'
import { LocalEventBus } from '../../src/core/local-event-bus.ts'

/** A log that gets new events at the very moments when a subscription is between two steps. */
class RacingLog {
  readonly events: Event[] = []
  readonly bus = new LocalEventBus(this)
  readonly #arrivals: number[]
  readonly #pageSize: number

  constructor(arrivals: readonly number[], pageSize: number) {
    this.#arrivals = [...arrivals]
    this.#pageSize = pageSize
  }

  commit(count: number): void {
    for (let i = 0; i < count; i++) {
      const at = this.events.length + 1
      const made = new EventBuilder()
        .stream(`s-${at % 3}`)
        .type(at % 2 ? 'Odd' : 'Even')
        .build()
      this.events.push({ ...made, position: position(at), version: 1 as Event['version'] })
    }
    if (count > 0) this.bus.publish(position(this.events.length))
  }

  /** Commits the next arrivals, which may be none. */
  arrive(): void {
    this.commit(this.#arrivals.shift() ?? 0)
  }

  /** Commits the arrivals up to the next that are some. @returns whether there were any */
  arriveForSure(): boolean {
    const before = this.events.length
    while (this.events.length === before && this.#arrivals.length > 0) this.arrive()
    return this.events.length > before
  }

  async head(): Promise<Position> {
    this.arrive()
    const head = position(this.events.length)
    await Promise.resolve()
    this.arrive()
    return head
  }

  async *readAll({ after = START, upTo, filter = {} }: ReadAllOptions = {}): AsyncGenerator<readonly Event[]> {
    const wanted = this.events.filter(
      (event) => event.position > after && (upTo === undefined || event.position <= upTo),
    )
    for (let at = 0; at < wanted.length; at += this.#pageSize) {
      this.arrive()
      await Promise.resolve()
      const page = wanted.slice(at, at + this.#pageSize).filter(matcherOf(filter))
      if (page.length > 0) yield page
    }
  }
}

describe('a catch-up subscription', () => {
  test('delivers each event once and in order, wherever commits fall between its steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 4 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat({ max: 6 }),
        fc.constantFrom({}, { types: [eventType('Even')] }, { streams: [streamName('s-1')] }),
        async (arrivals, pageSize, checkpoint, filter) => {
          const log = new RacingLog(arrivals, pageSize)
          log.commit(6)
          const stop = new AbortController()
          const delivered: number[] = []
          let caughtUp = 0
          for await (const message of log.bus.subscribe({ after: position(checkpoint), filter, signal: stop.signal })) {
            if (message.kind === 'events') delivered.push(...message.events.map((event) => event.position))
            else {
              expect(message.position).toBeGreaterThanOrEqual(caughtUp)
              caughtUp = message.position
              if (log.arriveForSure()) continue
              if (caughtUp === log.events.length) break
            }
          }
          const fits = matcherOf(filter)
          const wanted = log.events.filter((event) => event.position > checkpoint && fits(event))
          expect(delivered).toEqual(wanted.map((event) => event.position))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('marks how far it came even when nothing fitted', async () => {
    const log = new RacingLog([], 10)
    log.commit(3)
    for await (const message of log.bus.subscribe({ filter: { types: [eventType('Never')] } })) {
      expect(message).toEqual({ kind: 'caught-up', position: 3 })
      break
    }
  })

  test('that is aborted while it waits rejects with the reason', async () => {
    const log = new RacingLog([], 10)
    const stop = new AbortController()
    const run = (async () => {
      for await (const message of log.bus.subscribe({ signal: stop.signal }))
        if (message.kind === 'caught-up') stop.abort(new Error('enough'))
    })()
    await expect(run).rejects.toThrow('enough')
  })
})
