import { afterEach, describe, expect, test, vi } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import { type NewEvent, START } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import type { LogIndex } from '../../src/core/log-index.ts'
import { uuidv7 } from '../../src/core/uuid.ts'
import { SeededRandom } from '../core/seeded-random.ts'
import { LogModel } from './log-model.ts'
import { newStores } from './sqlite-files.ts'
import { allOf, append, asNew } from './store-test.ts'

const HOUR_MS = 3_600_000
const noonMs = Date.UTC(2024, 4, 1, 12)

/** What a clock showed, one reading after the other. */
const clocks: Readonly<Record<string, readonly number[]>> = {
  'that goes back an hour': [0, 1, 2, -HOUR_MS, 1 - HOUR_MS, 2, HOUR_MS].map((ms) => noonMs + ms),
  'that goes back a second each minute': Array.from({ length: 30 }, (_, i) => noonMs + i * 60_000 - (i % 2) * 61_000),
  'that starts in 1970': [noonMs, 0, 1, 999, noonMs + 1],
  'that passes the last second of 32 bits': [-1, 0, 1, -2, 1000].map((ms) => 2 ** 31 * 1000 + ms),
  'that repeats a leap second': [0, 500, 999, 0, 500, 1000, 1500].map((ms) => Date.UTC(2016, 11, 31, 23, 59, 59) + ms),
  'that takes summer time for the time': [0, HOUR_MS - 1, 0, HOUR_MS].map((ms) => Date.UTC(2024, 9, 27, 0) + ms),
  'that was never set': [0, 0, 0],
}

/** Builds an event at each reading of a clock, which also makes its id. */
function eventsBy(clock: readonly number[]): NewEvent[] {
  vi.useFakeTimers({ toFake: ['Date'] })
  return clock.map((nowMs, n) => {
    vi.setSystemTime(nowMs)
    return new EventBuilder()
      .stream(`order-${n % 3}`)
      .type('OrderPlaced')
      .data({ n })
      .build()
  })
}

/** Appends the events and asks everything that has to do with time. */
async function checkClock(store: EventStoreBackend, index: LogIndex, batch: readonly NewEvent[]): Promise<void> {
  for (const event of batch) await append(store, event)
  const log = await allOf(store.readAll())
  expect(log.map(asNew)).toEqual(batch)
  expect(log.every((event, i) => event.position > (log[i - 1]?.position ?? START))).toBe(true)
  expect(await allOf(store.readAll({ direction: 'backwards' }))).toEqual(log.toReversed())
  const model = new LogModel(log)
  expect(await index.summary()).toEqual(model.summary())
  const times = [...new Set(log.map((event) => event.createdAtUs))].sort((a, b) => a - b)
  for (const us of times.flatMap((time) => [time - 1, time, time + 1]))
    expect(await index.positionAtTime(us), `position at ${us}`).toBe(model.positionAtTime(us))
  const query = { fromUs: times[0] ?? 0, toUs: times.at(-1) ?? 0, buckets: 7 }
  expect(await index.histogram(query)).toEqual(model.histogram(query))
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a store whose events are made by a clock', () => {
  const newStore = newStores()

  for (const [name, clock] of Object.entries(clocks)) {
    test(`${name} keeps them in the order of their appends: in memory`, async () => {
      const store = new MemoryStore()
      await checkClock(store, new GeneralLogIndex(logSourceOf(store)), eventsBy(clock))
      await store.dispose()
    })

    test(`${name} keeps them in the order of their appends: in a file`, async () => {
      const store = await newStore()
      await checkClock(store, store, eventsBy(clock))
      await store.dispose()
    })
  }

  test('that jumps about over many segments keeps them in the order of their appends', async () => {
    const random = new SeededRandom(32)
    const store = await newStore()
    const jumps = Array.from({ length: 40 }, () => noonMs + random.upTo(1000) * 60_000)
    const batch = jumps.flatMap((startMs) => eventsBy(Array.from({ length: 60 }, (_, i) => startMs + i)))
    for (let at = 0; at < batch.length; at += 20) {
      const together = batch.slice(at, at + 20)
      for (const stream of new Set(together.map((event) => event.stream)))
        await append(store, ...together.filter((event) => event.stream === stream))
    }
    const model = new LogModel(await allOf(store.readAll()))
    for (const startMs of jumps)
      for (const us of [startMs * 1000 - 1, startMs * 1000, (startMs + 30) * 1000])
        expect(await store.positionAtTime(us)).toBe(model.positionAtTime(us))
    await store.dispose()
  })
})

test('the check of clocks notices an index that takes the events’ own times for log time', async () => {
  const store = new MemoryStore()
  const index: LogIndex = new GeneralLogIndex(logSourceOf(store))
  const positionAtTime = async (us: number) => {
    const log = await allOf(store.readAll())
    return log.findLast((event) => event.createdAtUs <= us)?.position ?? START
  }
  const carefree = new Proxy(index, {
    get(target, name) {
      if (name === 'positionAtTime') return positionAtTime
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const batch = eventsBy(clocks['that goes back an hour'] ?? [])
  await expect(checkClock(store, carefree, batch)).rejects.toThrow(/position at/)
})

test('ids made while the clock goes back, stands or jumps are unique and rise', () => {
  const random = new SeededRandom(7)
  const ids = Array.from({ length: 20_000 }, () => uuidv7(Date.now() - random.upTo(2 * HOUR_MS)))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})
