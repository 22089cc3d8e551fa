import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event, Position } from '../../../src/core/event.ts'
import { matcherOf } from '../../../src/core/event-filter.ts'
import { overlayReader } from '../../../src/core/overlay-events.ts'
import { lookupByReading, prepareOverlay } from '../../../src/core/prepare-overlay.ts'
import { lastPlaceAfter } from '../../../src/core/what-if.ts'
import { changes } from '../../../src/projection/ask/changes.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { ProjectionEngine } from '../../../src/projection/engine.ts'
import { MemoryValueStore } from '../../../src/projection/value-store.ts'
import { editedByHand, readerOf, someLog, someWhatIf } from '../../core/what-if-log.ts'
import { codec, plainReplay, rowsAt } from '../projection-log.ts'
import { asking } from './asked-history.ts'

const orders = epochProjection({
  name: 'Orders',
  from: { types: ['Placed', 'Paid', 'Refunded'] },
  init: () => ({ cents: 0, versions: [] }),
  apply: (
    order: { cents: number; versions: number[] },
    e: { type: string; data: { cents: number }; streamVersion: number },
  ) => {
    if (e.type === 'Refunded') return null
    order.cents += e.data.cents
    order.versions = [...order.versions.slice(-3), e.streamVersion]
    return order
  },
})

test('an engine that folds a what-if has at any place the state of the history written by hand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 700 }), fc.nat(), async (seed, length, pick) => {
      const log = someLog(seed, length)
      const whatIf = someWhatIf(seed, log)
      const byHand = editedByHand(log, whatIf).filter(matcherOf(orders.from))
      const head = log.at(-1)?.position ?? (0 as Position)
      const read = overlayReader(
        readerOf(log, 50),
        await prepareOverlay(whatIf, lookupByReading(readerOf(log, 50), head)),
      )
      const engine = new ProjectionEngine(orders, {
        values: new MemoryValueStore(),
        codec,
        readTail: async ({ after, upTo }) => allOf(read, after, upTo),
      })
      await engine.fold(await allOf(read, 0 as Position, lastPlaceAfter(head)))
      const places = [pick, pick * 7, pick * 13, 255, 256, 257].map((at) => at % (byHand.length + 1))
      for (const count of places) {
        const position = byHand[count - 1]?.position ?? (0 as Position)
        expect(await rowsAt(engine, position)).toEqual(plainReplay(orders, byHand.slice(0, count)))
      }
      const input = { key: 'order-1', path: [], after: 0 as Position, upTo: lastPlaceAfter(head), limit: 10_000 }
      const ticks = await changes(engine, input, asking([]))
      for (const { position } of ticks.changes)
        expect(byHand.find((event) => event.position === position)?.stream).toBe('order-1')
    }),
    { numRuns: 20, seed: 128 },
  )
})

async function allOf(
  read: ReturnType<typeof overlayReader>,
  from: Position,
  upTo: Position,
): Promise<readonly Event[]> {
  const events: Event[] = []
  for (let after = from; ; ) {
    const page = await read(after, upTo, orders.from)
    const last = page.at(-1)
    if (last === undefined) return events
    events.push(...page)
    after = last.position
  }
}
