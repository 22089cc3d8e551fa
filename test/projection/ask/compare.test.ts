import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../../src/core/event.ts'
import { overlayEvents } from '../../../src/core/overlay-events.ts'
import { lookupByReading, prepareOverlay } from '../../../src/core/prepare-overlay.ts'
import type { FoldStep, Projection } from '../../../src/core/projection.ts'
import { lastPlaceAfter, storePosition } from '../../../src/core/what-if.ts'
import type { PageReader } from '../../../src/projection/ask/ask-context.ts'
import { compare } from '../../../src/projection/ask/compare.ts'
import type { Comparison } from '../../../src/projection/ask/questions.ts'
import { isSameJson } from '../../../src/projection/ask/state-path.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import type { ProjectionFailure } from '../../../src/projection/fold-notes.ts'
import { editedByHand, readerOf, someLog, someWhatIf } from '../../core/what-if-log.ts'
import { eventAt, fail } from '../projection-log.ts'
import { asking, pageReaderOf, purseLog, purses, statesAfter } from './asked-history.ts'

const END = Number.MAX_SAFE_INTEGER as Position

const orders = epochProjection({
  name: 'Orders',
  init: () => ({ cents: 0, log: [] }),
  on: {
    Placed: (order: { cents: number }, e: { data: { cents: number } }) => {
      order.cents += e.data.cents
    },
    Paid: (order: { log: number[] }, e: { streamVersion: number }) => void order.log.push(e.streamVersion),
    Refunded: () => null,
  },
})

interface Side {
  readonly projection: Projection
  readonly events: readonly Event[]
}

/** What a comparison comes to, by making both sides' states anew after every event. */
function comparedSlowly(
  left: Side,
  right: Side,
): { readonly first: number | undefined; readonly cells: ReadonlySet<string> } {
  const positions = [...new Set([...left.events, ...right.events].map(({ position }) => position))].sort(
    (a, b) => a - b,
  )
  let first: number | undefined
  let cells = new Set<string>()
  for (const position of positions) {
    const [one, other] = [left, right].map((side) =>
      statesAfter(
        side.projection,
        side.events.filter((event) => event.position <= position),
      ),
    )
    cells = new Set(
      [...(one?.keys() ?? []), ...(other?.keys() ?? [])].filter((key) => !isSameJson(one?.get(key), other?.get(key))),
    )
    if (cells.size > 0) first ??= position
  }
  return { first, cells }
}

/** Does something else at one event. */
function mutated(projection: Projection, at: Position): Projection {
  const stepsFor = (event: Event): ReturnType<Projection['stepsFor']> => {
    const steps = projection.stepsFor(event)
    return event.position === at && typeof steps !== 'string' ? steps.map(mutatedStep) : steps
  }
  return { ...projection, stepsFor }
}

function mutatedStep(step: FoldStep): FoldStep {
  return {
    cells: step.cells,
    fold(states) {
      for (const place of step.cells.keys()) states[place] = 'mutant'
    },
  }
}

describe('a comparison of two projections', () => {
  test('finds the very event and cell where they part, and every cell that differs in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 70 }), fc.nat(), async (seed, length, place) => {
        const events = purseLog(seed, length)
        const at = events[place % events.length]?.position ?? (0 as Position)
        const [left, right] = [
          { projection: purses, events },
          { projection: mutated(purses, at), events },
        ]
        const slowly = comparedSlowly(left, right)
        const found = await comparedSides(left, right, 5)
        expect(found.firstDivergence?.position).toBe(slowly.first)
        expect([undefined, at]).toContain(slowly.first)
        expect(found.total).toBe(slowly.cells.size)
        expect(found.cells).toHaveLength(Math.min(5, slowly.cells.size))
        for (const { key } of found.cells) expect(slowly.cells).toContain(key)
      }),
      { numRuns: 80, seed: 128 },
    )
  })

  test('shows both texts, and none where a cell does not live', async () => {
    const one = epochProjection({ name: 'one', on: { placed: () => 1, paid: () => 2 } })
    const other = epochProjection({ name: 'other', on: { paid: () => 3, shipped: () => 4 } })
    const events = ['placed', 'paid', 'shipped'].map((type, at) => eventAt(at + 1, { type, stream: `s-${type}` }))
    expect(await comparedSides({ projection: one, events }, { projection: other, events })).toEqual({
      firstDivergence: { position: 1, key: 's-placed' },
      total: 3,
      cells: [
        { key: 's-placed', before: '1' },
        { key: 's-paid', before: '2', after: '3' },
        { key: 's-shipped', after: '4' },
      ],
    })
  })

  test('takes states for the same whatever the order of their members and what JSON leaves out', async () => {
    const one = epochProjection({ name: 'one', apply: () => ({ a: 1, b: { c: undefined } }) })
    const other = epochProjection({ name: 'other', apply: () => ({ b: {}, a: 1 }) })
    const events = [eventAt(1)]
    expect(await comparedSides({ projection: one, events }, { projection: other, events })).toEqual({
      total: 0,
      cells: [],
    })
  })
})

describe('a comparison of states that are no JSON', () => {
  const circle = (n: number): object => {
    const state: Record<string, unknown> = { n }
    state['self'] = state
    return state
  }
  const deep = (n: number): object => {
    let state: object = { n }
    for (let level = 0; level < 20_000; level++) state = { state }
    return state
  }
  const withGetter = (n: number): object => ({
    n,
    get broken(): never {
      return fail('a getter of the state')
    },
  })

  test.each([
    ['a circle', circle],
    ['levels without an end', deep],
    ['a getter that throws', withGetter],
  ])('tells of each and goes on: %s', async (_, stateOf) => {
    const projection = epochProjection({
      name: 'odd',
      apply: (_state: unknown, e: { streamId: string; position: number }) => (e.streamId === 'odd' ? stateOf(1) : 2),
    })
    const other = epochProjection({
      name: 'other',
      apply: (_state: unknown, e: { streamId: string }) => (e.streamId === 'odd' ? stateOf(1) : 3),
    })
    const events = [eventAt(1, { stream: 'odd' }), eventAt(2, { stream: 'even' })]
    const lost: string[] = []
    const sides = [projection, other].map((side) => ({
      projection: side,
      read: pageReaderOf(events),
      lost: ({ position, key, message }: ProjectionFailure) => lost.push(`${position} ${key} ${message.slice(0, 9)}`),
    }))
    const [one, two] = sides
    if (one === undefined || two === undefined) throw new RangeError('two sides')
    expect(await compare(one, two, { upTo: END, limit: 9 }, asking(events))).toEqual({
      firstDivergence: { position: 2, key: 'even' },
      total: 1,
      cells: [{ key: 'even', before: '2', after: '3' }],
    })
    expect(lost).toEqual(Array(2).fill(expect.stringMatching(/^1 odd (the )?state/)))
  })
})

describe('a comparison with a what-if', () => {
  test('is that of the store and of the edited history written by hand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 40 }), async (seed, length) => {
        const log = someLog(seed, length)
        const whatIf = someWhatIf(seed, log)
        const head = log.at(-1)?.position ?? (0 as Position)
        const overlay = await prepareOverlay(whatIf, lookupByReading(readerOf(log, 5), head))
        const main = pageReaderOf(log)
        const read: PageReader = (filter, { after, upTo }) =>
          overlayEvents(main(filter, { after: storePosition(after), upTo: storePosition(upTo) }), overlay, {
            filter,
            after,
            upTo,
          })
        const upTo = lastPlaceAfter(head)
        const found = await compare(
          { projection: orders, read: main },
          { projection: orders, read },
          { upTo, limit: 1000 },
          asking(log),
        )
        const byHand = editedByHand(log, whatIf)
        const slowly = comparedSlowly({ projection: orders, events: log }, { projection: orders, events: byHand })
        expect(found.firstDivergence?.position).toBe(slowly.first)
        expect(new Set(found.cells.map(({ key }) => key))).toEqual(slowly.cells)
        const states = statesAfter(orders, byHand)
        for (const { key, after } of found.cells) expect(after && JSON.parse(after)).toEqual(states.get(key))
      }),
      { numRuns: 60, seed: 128 },
    )
  })
})

function comparedSides(left: Side, right: Side, limit = 1000): Promise<Comparison> {
  const [one, other] = [left, right].map(({ projection, events }, at) => ({
    projection,
    read: pageReaderOf(events, 3 + at),
  }))
  if (one === undefined || other === undefined) throw new RangeError('two sides')
  return compare(one, other, { upTo: END, limit }, asking(left.events))
}
