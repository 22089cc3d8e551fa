import { describe, expect, test } from 'vitest'
import { SUBSCRIPTION_WINDOW } from '../../src/contract/host-client.ts'
import type { Event } from '../../src/core/event.ts'
import type { EventBus } from '../../src/core/event-bus.ts'
import { append, events } from '../backends/store-test.ts'
import { serveMemoryStore } from '../host/served-memory-store.ts'
import { CountingStore, connect, type StallReport, stall } from './stalled-subscriber.ts'

const COMMITS = 120
const COMMITTED = 50
const FIRST = 10

/** What a subscriber that takes nothing may have waiting for it: messages of one commit each, since they come as they are made. */
const MOST_HELD = (SUBSCRIPTION_WINDOW + 1) * COMMITTED

async function produce(store: CountingStore): Promise<void> {
  for (let commit = 0; commit < COMMITS; commit++) {
    await append(store, ...events(COMMITTED, `order-${commit}`))
    // What would buffer gets its turn to do so.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

function checkStall({ held, behind, positions }: StallReport): void {
  expect(held).toBeLessThanOrEqual(MOST_HELD)
  expect(behind).toBe(COMMITS * COMMITTED)
  expect(positions).toEqual(Array.from({ length: FIRST + COMMITS * COMMITTED }, (_, i) => i + 1))
}

describe('a subscriber that takes nothing while much is appended', () => {
  test('beside its store has nothing waiting, falls behind, and gets everything once when it takes again', async () => {
    const store = new CountingStore()
    await append(store, ...events(FIRST))
    const report = await stall(
      store,
      () => store.subscribe({ signal: new AbortController().signal }),
      () => produce(store),
    )
    expect(report.held).toBe(0)
    checkStall(report)
  })

  for (const wire of ['a loopback pair', 'a message channel'] as const)
    test(`over ${wire} has a window of messages waiting, falls behind, and gets everything once`, async () => {
      const served = await serveMemoryStore(new CountingStore())
      const store = served.store
      if (!(store instanceof CountingStore)) throw new Error('another store is served')
      await append(store, ...events(FIRST))
      const connected = connect(served, wire)
      let sentWhileStalled = 0
      const report = await stall(
        store,
        () => connected.bus.subscribe(),
        async () => {
          await produce(store)
          sentWhileStalled = connected.sent.messages
        },
      )
      expect(sentWhileStalled).toBeLessThanOrEqual(SUBSCRIPTION_WINDOW)
      checkStall(report)
      await connected.close()
      await served.dispose()
    })
})

test('the check of a stalled subscriber notices a bus that buffers', async () => {
  const store = new CountingStore()
  await append(store, ...events(FIRST))
  const report = await stall(store, bufferingSubscribe(store), () => produce(store))
  expect(() => checkStall(report)).toThrow(/less than or equal/)
})

/** Reads each commit as soon as it is announced and keeps it until it is taken. */
function bufferingSubscribe(store: CountingStore): EventBus['subscribe'] {
  return async function* subscribe() {
    const waiting: Event[][] = []
    let wake = (): void => {}
    void follow(store, (page) => {
      waiting.push(page)
      wake()
    })
    for (;;) {
      const page = waiting.shift()
      if (page === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      yield { kind: 'events', events: page }
      const last = page.at(-1)
      if (waiting.length === 0 && last !== undefined) yield { kind: 'caught-up', position: last.position }
    }
  }
}

async function follow(store: CountingStore, onPage: (page: Event[]) => void): Promise<void> {
  for await (const message of store.subscribe({ signal: new AbortController().signal }))
    if (message.kind === 'events') onPage([...message.events])
}
