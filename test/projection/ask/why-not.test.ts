import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/core/event.ts'
import type { JsonText } from '../../../src/core/json.ts'
import type { Projection, SkipReason } from '../../../src/core/projection.ts'
import { kurrentdbProjection } from '../../../src/library/kurrentdb-projection.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt, foldAll } from '../projection-log.ts'

const paid = eventAt(7, { type: 'Paid', stream: 'order-1', data: { cents: 30, to: 'a' } })

function but(members: Partial<Record<keyof Event, string>>): Event {
  return { ...paid, ...members } as Event
}

const epoch = epochProjection({
  name: 'Paid',
  from: 'category:order and data.cents>20',
  key: (e: { data: { to?: string } }) => e.data.to,
  init: () => ({ sum: 0 }),
  on: {
    Paid: (state: { sum: number }, e: { data: { cents: number } }) => {
      if (e.data.cents > 100) throw new Error('too much')
      state.sum += e.data.cents
    },
  },
})

const ofCategory = epochProjection({ name: 'Orders', from: { category: 'order' }, on: { Paid: () => 1 } })

const kurrentdb = kurrentdbProjection(`
  fromCategory('order').partitionBy((e) => e.data.to).when({
    Paid: (state, e) => { if (e.data.cents > 100) throw new Error('too much'); return { sum: e.data.cents } },
  })`)

const kurrentdbStreams = kurrentdbProjection(`fromCategory('order').foreachStream().when({ Paid: () => ({}) })`, {
  engineVersion: 1,
})

/** Every reason, as it is met in one dialect or the other. */
const cases: readonly (readonly [SkipReason | 'handled' | 'failed', string, Projection, Event])[] = [
  ['handled', 'an event that fits', epoch, paid],
  ['handled', 'an event that fits', kurrentdb, paid],
  ['filtered', 'data that the filter does not want', epoch, but({ data: '{"cents":3,"to":"a"}' })],
  ['wrong-stream', 'another category', ofCategory, but({ stream: 'cart-1' })],
  ['wrong-stream', 'another category', kurrentdb, but({ stream: 'cart-1' })],
  ['unhandled', 'a type without a handler', epoch, but({ type: 'Placed' })],
  ['unhandled', 'a type without a handler', ofCategory, but({ type: 'Placed' })],
  ['unhandled', 'a type without a handler', kurrentdb, but({ type: 'Placed' })],
  ['no-partition', 'no key', epoch, but({ data: '{"cents":30}' })],
  ['no-partition', 'no key', kurrentdb, but({ data: '{"cents":30}' })],
  ['not-json', 'metadata that is no JSON and is asked for', metadataKeyed(), but({ metadata: '{]' })],
  ['not-json', 'data that was stored as bytes', kurrentdbStreams, but({ data: '{"$base64":"AAEC"}' })],
  ['link', 'a link', kurrentdbStreams, but({ type: '$>', data: '3@order-2' })],
  ['no-delete-handler', 'the end of a stream', kurrentdbStreams, but({ type: '$streamDeleted' })],
  ['failed', 'a handler that throws', epoch, but({ data: '{"cents":300,"to":"a"}' })],
  ['failed', 'a handler that throws', kurrentdb, but({ data: '{"cents":300,"to":"a"}' })],
]

function metadataKeyed(): Projection {
  return epochProjection({ name: 'M', key: (e: { metadata: { key: string } }) => e.metadata.key, apply: () => 1 })
}

async function reasonOf(projection: Projection, event: Event): Promise<string> {
  const engine = await foldAll(projection, [])
  const { outcome } = await engine.inspect(event)
  return outcome.kind === 'skipped' ? outcome.reason : outcome.kind
}

describe('an event does nothing', () => {
  test.each(
    cases.map(([reason, what, projection, event]) => ({
      reason,
      what,
      dialect: projection.dialect,
      projection,
      event,
    })),
  )('as $reason: $what ($dialect)', async ({ reason, projection, event }) => {
    expect(await reasonOf(projection, event)).toBe(reason)
  })

  test('for every reason that there is, and the cases have them all', () => {
    const reasons: Readonly<Record<SkipReason, true>> = {
      filtered: true,
      'wrong-stream': true,
      unhandled: true,
      'no-partition': true,
      'not-json': true,
      link: true,
      'no-delete-handler': true,
    }
    const met = new Set(cases.map(([reason]) => reason))
    expect(Object.keys(reasons).filter((reason) => !met.has(reason as SkipReason))).toEqual([])
  })

  test('to cells: those it is for are as before where it fails, and there are none where it is passed over', async () => {
    const events = [paid, eventAt(9, { type: 'Paid', stream: 'order-1', data: { cents: 300, to: 'a' } })]
    const engine = await foldAll(epoch, events)
    const [before, failing] = await Promise.all(events.map((event) => engine.inspect(event)))
    expect(before).toMatchObject({ outcome: { kind: 'handled' }, cells: [{ key: 'a', after: '{"sum":30}' }] })
    expect(failing).toMatchObject({ outcome: { kind: 'failed', failure: { message: 'Error: too much' } } })
    expect(failing?.cells).toEqual([{ key: 'a', before: '{"sum":30}', after: '{"sum":30}' }])
    expect((await engine.inspect(but({ type: 'Placed' }))).cells).toEqual([])
  })
})

test('an event whose data is no JSON is one only where somebody asks for it', async () => {
  const blind = epochProjection({ name: 'Blind', apply: () => 1 })
  expect(await reasonOf(blind, but({ data: 'text' as JsonText }))).toBe('handled')
})
