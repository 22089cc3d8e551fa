import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../../src/core/event.ts'
import { find } from '../../../src/projection/ask/find.ts'
import { type Predicate, predicateOf, predicateScript } from '../../../src/projection/ask/predicate.ts'
import type { AskProgress, Crossing, FindInput, Found } from '../../../src/projection/ask/questions.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { type FoldNotes, unheard } from '../../../src/projection/fold-notes.ts'
import { eventAt, fail } from '../projection-log.ts'
import { asking, type Purse, purseLog, purses, statesAfter } from './asked-history.ts'

/** Loads a script as a sandbox does. */
function loaded(text: string): Predicate {
  const script = predicateScript(text)
  return predicateOf(new Function(`let epochPredicate; ${script}; return epochPredicate`)())
}

function input(members: Partial<FindInput>): FindInput {
  return {
    predicate: '',
    after: 0 as Position,
    upTo: Number.MAX_SAFE_INTEGER as Position,
    want: 'crossings',
    limit: 1_000_000,
    ...members,
  }
}

const isNegative: Predicate = (state) => (state as Purse).cents < 0

/** Every crossing, by asking at every event for the states made from the start. */
function everyCrossing(events: readonly Event[], holds: Predicate, key?: string): readonly Crossing[] {
  const crossings: Crossing[] = []
  let before = new Set<string>()
  for (const [at, event] of events.entries()) {
    const now = new Set<string>()
    for (const [cell, state] of statesAfter(purses, events.slice(0, at + 1)))
      if ((key === undefined || cell === key) && holds(state, cell, event as never)) now.add(cell)
    const changed = [...new Set([...now, ...before])].filter((cell) => now.has(cell) !== before.has(cell))
    for (const cell of changed.sort()) crossings.push({ position: event.position, key: cell, holds: now.has(cell) })
    before = now
  }
  return crossings
}

function inOrder(crossings: readonly Crossing[]): readonly Crossing[] {
  return crossings.toSorted((one, other) => one.position - other.position || (one.key < other.key ? -1 : 1))
}

describe('a search', () => {
  test('finds every crossing that asking at every event finds, and the first and last of them in any range', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        fc.tuple(fc.nat(200), fc.nat(200)),
        fc.constantFrom(undefined, 'purse-1'),
        async (seed, length, pageEvents, range, key) => {
          const events = purseLog(seed, length)
          const [after, upTo] = range.sort((one, other) => one - other) as [Position, Position]
          const ask = (want: FindInput['want']): Promise<Found> =>
            find(purses, input({ after, upTo, want, ...(key && { key }) }), isNegative, asking(events, [], pageEvents))
          const all = everyCrossing(events, isNegative, key).filter(({ position }) => position <= upTo)
          const within = all.filter(({ position }) => position > after)
          const begins = within.filter(({ holds }) => holds)
          const crossings = await ask('crossings')
          expect(inOrder(crossings.crossings)).toEqual(within)
          expect(crossings).toMatchObject({
            total: within.length,
            holding: all.filter(({ holds }) => holds).length - all.filter(({ holds }) => !holds).length,
          })
          const first = await ask('first')
          expect(first.crossings.map(({ position }) => position)).toEqual(begins.slice(0, 1).map((one) => one.position))
          const last = await ask('last')
          expect(last.crossings.map(({ position }) => position)).toEqual(begins.slice(-1).map((one) => one.position))
          expect(last.total).toBe(begins.length)
        },
      ),
      { numRuns: 150, seed: 128 },
    )
  })

  test('for the first event hears of no failure behind it, however large the pages are', async () => {
    const events = [1, 2, 3, 4].map((at) => eventAt(at, { type: at % 2 === 0 ? 'broke' : 'paid', stream: 's-1' }))
    const tills = epochProjection({
      name: 'n',
      init: () => 0,
      on: { paid: (n: number) => n + 1, broke: () => fail('broke') },
    })
    const failuresBefore = async (first: number): Promise<readonly Position[]> => {
      const heard: Position[] = []
      const notes: FoldNotes = { ...unheard, failed: ({ position }) => void heard.push(position) }
      await find(tills, input({ want: 'first' }), (n) => n === first, { ...asking(events), notes })
      return heard
    }
    expect(await failuresBefore(1)).toEqual([])
    expect(await failuresBefore(2)).toEqual([2])
    expect(await failuresBefore(3)).toEqual([2, 4])
  })

  test('of a predicate that comes and goes finds each time', async () => {
    const counter = epochProjection({ name: 'n', key: () => 'all', init: () => 0, apply: (n: number) => n + 1 })
    const events = Array.from({ length: 12 }, (_, at) => eventAt(at + 1))
    const { crossings, total } = await find(counter, input({ limit: 3 }), (n) => Number(n) % 4 === 0, asking(events))
    expect(crossings).toEqual([
      { position: 4, key: 'all', holds: true },
      { position: 5, key: 'all', holds: false },
      { position: 8, key: 'all', holds: true },
    ])
    expect(total).toBe(5)
  })

  test('tells what it has found as it goes, each crossing once', async () => {
    const events = purseLog(3, 200)
    const told: AskProgress[] = []
    const { crossings } = await find(purses, input({ limit: 20 }), isNegative, asking(events, told))
    expect(told.flatMap((progress) => progress.crossings ?? [])).toEqual(crossings)
    expect(told.map(({ events: count }) => count)).toEqual(
      told.map(({ events: count }) => count).toSorted((a, b) => a - b),
    )
  })

  test('ends at the first where that is all that is wanted', async () => {
    const told: AskProgress[] = []
    await find(purses, input({ want: 'first' }), () => true, asking(purseLog(3, 700), told))
    expect(told).toHaveLength(1)
  })

  test('is ended by whoever waits for it', async () => {
    const context = { ...asking(purseLog(3, 700)), breathe: () => Promise.reject(new Error('enough')) }
    await expect(find(purses, input({}), isNegative, context)).rejects.toThrow('enough')
  })

  test('takes a predicate that throws for one that does not hold, and says so once', async () => {
    const events = purseLog(5, 60)
    const found = await find(purses, input({}), (state) => (state as { no: { such: boolean } }).no.such, asking(events))
    expect(found).toMatchObject({ crossings: [], total: 0, holding: 0 })
    expect(found.trouble?.message).toMatch(/^TypeError: /)
    expect(found.trouble?.position).toBe(events.find(({ type }) => /Paid|Noted|Looked/.test(type))?.position)
  })

  test.each([1, 50, 100, 2048])('finds a predicate out that changes the state from the %ith time on', async (from) => {
    let asked = 0
    const change: Predicate = (state) => {
      if (++asked >= from) (state as Purse).cents = 0
      return true
    }
    const found = await find(purses, input({}), change, asking(purseLog(5, 6000)))
    expect(found).toMatchObject({ crossings: [], total: 0, holding: 0 })
    expect(found.trouble?.message).toContain('changes the state')
  })
})

describe('a predicate', () => {
  const event = { type: 'Paid', data: { cents: 3 } } as never

  test.each([
    ['state.cents < 0', true],
    ["key === 'a' && event.data.cents === 3", true],
    ['state.cents > 0 // a debt', false],
    ['(state) => state.cents === -1', true],
    ['function (s, k, e) { return e.type === "Placed" }', false],
    ['({ cents }) => cents', true],
    ['state.missing?.member', false],
  ])('%s is an expression or a function', (text, expected) => {
    expect(loaded(text)({ cents: -1 }, 'a', event)).toBe(expected)
  })

  test.each(['', '  ', '\n'])('%j is none', (text) => {
    expect(() => predicateScript(text)).toThrow(expect.objectContaining({ code: 'predicate-invalid' }))
  })

  test.each(['state.cents <', 'return true', 'a; b', 'if (state) true'])('%s does not parse', (text) => {
    expect(() => loaded(text)).toThrow(SyntaxError)
  })

  test('that is async is refused', () => {
    expect(() => loaded('async (state) => false')({}, 'a', event)).toThrow('waits for nothing')
  })

  test('that its script took away is refused', () => {
    expect(() => predicateOf(undefined)).toThrow(expect.objectContaining({ code: 'predicate-invalid' }))
  })
})
