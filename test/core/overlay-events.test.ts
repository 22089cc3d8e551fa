import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import { matcherOf } from '../../src/core/event-filter.ts'
import type { SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import type { JsonText } from '../../src/core/json.ts'
import { overlayEvents, overlayMessages, overlayReader } from '../../src/core/overlay-events.ts'
import { lookupByReading, prepareOverlay, type WhatIfOverlay } from '../../src/core/prepare-overlay.ts'
import { lastPlaceAfter, storePosition, type WhatIf } from '../../src/core/what-if.ts'
import { editedByHand, pagesOf, readerOf, someFilters, someLog, someWhatIf } from './what-if-log.ts'

const runs = fc.record({
  seed: fc.integer(),
  length: fc.nat(60),
  pageEvents: fc.integer({ min: 1, max: 20 }),
  filter: fc.constantFrom(...someFilters),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
})

function overlayOf(whatIf: WhatIf, log: readonly Event[], pageEvents = 7): Promise<WhatIfOverlay> {
  return prepareOverlay(whatIf, lookupByReading(readerOf(log, pageEvents), headOf(log)))
}

function headOf(log: readonly Event[]): Position {
  return log.at(-1)?.position ?? (0 as Position)
}

/** Some position of the what-if's history, at an event or between two. */
function placeIn(byHand: readonly Event[], share: number): Position {
  return byHand[Math.floor(share * byHand.length)]?.position ?? lastPlaceAfter(headOf(byHand))
}

async function joined(pages: AsyncIterable<readonly Event[]>): Promise<readonly Event[]> {
  const events: Event[] = []
  for await (const page of pages) events.push(...page)
  return events
}

test('a what-if is the history that one would write by hand, page by page and of any filter', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, length, pageEvents, filter, from, to }) => {
      const log = someLog(seed, length)
      const whatIf = someWhatIf(seed, log)
      const byHand = editedByHand(log, whatIf)
      const [after, upTo] = [placeIn(byHand, from), placeIn(byHand, to)].sort((one, other) => one - other)
      if (after === undefined || upTo === undefined) return
      const fits = matcherOf(filter)
      const wanted = log.filter((e) => e.position > storePosition(after) && e.position <= upTo && fits(e))
      const overlay = await overlayOf(whatIf, log, pageEvents)
      const events = await joined(overlayEvents(pagesOf(wanted, pageEvents), overlay, { after, upTo, filter }))
      expect(events).toEqual(byHand.filter((e) => e.position > after && e.position <= upTo && fits(e)))
    }),
    { numRuns: 200, seed: 128 },
  )
})

test('a reader of a what-if gives nothing only where there is no more', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, length, pageEvents, filter, from }) => {
      const log = someLog(seed, length)
      const whatIf = someWhatIf(seed, log)
      const byHand = editedByHand(log, whatIf)
      const read = overlayReader(readerOf(log, pageEvents), await overlayOf(whatIf, log))
      const upTo = lastPlaceAfter(headOf(log))
      const events: Event[] = []
      let after = placeIn(byHand, from)
      const expected = byHand.filter((e) => e.position > after && matcherOf(filter)(e))
      for (;;) {
        const page = await read(after, upTo, filter)
        if (page.length === 0) break
        events.push(...page)
        after = events.at(-1)?.position ?? after
      }
      expect(events).toEqual(expected)
    }),
    { numRuns: 200, seed: 128 },
  )
})

test('a subscription to a what-if delivers each event once, and what comes after the last before it says that it has caught up', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, length, pageEvents, filter, from }) => {
      const log = someLog(seed, length)
      const whatIf = someWhatIf(seed, log)
      const byHand = editedByHand(log, whatIf)
      const after = placeIn(byHand, from)
      const fits = matcherOf(filter)
      const rest = log.filter((e) => e.position > storePosition(after) && fits(e))
      const messages = overlayMessages(
        messagesOf(rest, pageEvents, storePosition(after)),
        await overlayOf(whatIf, log),
        { after, filter },
      )
      const events: Event[] = []
      for await (const message of messages) {
        if (message.kind === 'events') events.push(...message.events)
        else expect(message.position).toBeGreaterThanOrEqual(events.at(-1)?.position ?? 0)
      }
      const reached = rest.at(-1)?.position ?? storePosition(after)
      expect(events).toEqual(
        byHand.filter((e) => e.position > after && e.position <= lastPlaceAfter(reached) && fits(e)),
      )
    }),
    { numRuns: 200, seed: 128 },
  )
})

async function* messagesOf(
  events: readonly Event[],
  pageEvents: number,
  after: Position,
): AsyncGenerator<SubscriptionMessage, void> {
  yield { kind: 'caught-up', position: after }
  for await (const page of pagesOf(events, pageEvents)) {
    yield { kind: 'events', events: page }
    const position = page.at(-1)?.position ?? after
    yield { kind: 'caught-up', position }
    yield { kind: 'caught-up', position }
  }
}

test.each([
  { what: 'edited', whatIf: { edit: [{ position: 1_000_000, type: 'Paid', data: '1', metadata: '' }] } },
  {
    what: 'inserted after',
    whatIf: { insert: [{ after: 1_000_000, stream: 's', type: 'Paid', data: '1', metadata: '' }] },
  },
])('an event to be $what that the store does not have is refused', async ({ whatIf }) => {
  const log = someLog(1, 10)
  const broken = { name: 'broken', skip: [], edit: [], insert: [], ...whatIf } as unknown as WhatIf
  await expect(overlayOf(broken, log)).rejects.toMatchObject({
    code: 'what-if-invalid',
    details: { position: 1_000_000 },
  })
})

test('into an empty store events can be inserted at the start', async () => {
  const insert = [{ after: 0 as Position, stream: 's', type: 'T', data: '1' as JsonText, metadata: '' as JsonText }]
  const overlay = await overlayOf({ name: 'first', skip: [], edit: [], insert }, [])
  expect(overlay.own).toMatchObject([{ position: 1 / 4096, stream: 's', version: 1 / 4096, createdAtUs: 0 }])
})
