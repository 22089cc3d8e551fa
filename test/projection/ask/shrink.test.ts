import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../../src/core/event.ts'
import type { Projection } from '../../../src/core/projection.ts'
import type { Predicate } from '../../../src/projection/ask/predicate.ts'
import type { AskProgress, Shrunk } from '../../../src/projection/ask/questions.ts'
import { shrink } from '../../../src/projection/ask/shrink.ts'
import type { ShrinkGoal } from '../../../src/projection/ask/shrink-goal.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { readNewEvents } from '../../../src/transfer/ndjson/read-new-events.ts'
import { eventAt, fail } from '../projection-log.ts'
import { asking, type Purse, purseLog, purses, statesAfter } from './asked-history.ts'

const END = Number.MAX_SAFE_INTEGER as Position
const isPoor: Predicate = (state) => (state as Purse).cents < -30

function holdsAfter(events: readonly Event[], key?: string): boolean {
  const states = [...statesAfter(purses, events)]
  return states.some(([cell, state]) => (key === undefined || key === cell) && isPoor(state, cell, undefined as never))
}

function eventsAt(events: readonly Event[], positions: readonly Position[]): readonly Event[] {
  return positions.flatMap((position) => events.find((event) => event.position === position) ?? [])
}

function without<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.map((_, at) => items.filter((__, other) => other !== at))
}

function shrunk(projection: Projection, goal: ShrinkGoal, events: readonly Event[], upTo = END): Promise<Shrunk> {
  return shrink(projection, goal, { upTo }, asking(events))
}

describe('a history shrunk to a predicate', () => {
  test('makes it true, in the order of the log, and without any of its events does not', async () => {
    let shrunkOnes = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 30, max: 250 }),
        fc.constantFrom(undefined, 'purse-1'),
        async (seed, length, key) => {
          const events = purseLog(seed, length)
          const goal: ShrinkGoal = { kind: 'predicate', predicate: isPoor, ...(key && { key }) }
          const everHolds = events.some((_, at) => holdsAfter(events.slice(0, at + 1), key))
          if (!everHolds) {
            await expect(shrunk(purses, goal, events)).rejects.toMatchObject({ code: 'not-found' })
            return
          }
          shrunkOnes++
          const { positions } = await shrunk(purses, goal, events)
          expect(positions).toEqual(positions.toSorted((one, other) => one - other))
          const few = eventsAt(events, positions)
          expect(few).toHaveLength(positions.length)
          expect(holdsAfter(few, key)).toBe(true)
          for (const fewer of without(few)) expect(holdsAfter(fewer, key)).toBe(false)
        },
      ),
      { numRuns: 60, seed: 128 },
    )
    expect(shrunkOnes).toBeGreaterThan(20)
  })

  test('is a fixture that an import reads, with the very data of its events', async () => {
    const events = purseLog(4, 300)
    const { positions, fixture } = await shrunk(purses, { kind: 'predicate', predicate: isPoor }, events)
    const read = readNewEvents(new TextEncoder().encode(fixture), 'fixture')
    expect(read).toEqual(
      eventsAt(events, positions).map(({ position: _, version: __, ...event }) => ({ ...event, metadata: '{}' })),
    )
  })

  test('has nothing of other cells, and few histories were tried for it', async () => {
    const events = [
      ...Array.from({ length: 5000 }, (_, at) =>
        eventAt(at + 1, { type: 'Paid', stream: `s-${at % 50}`, data: { to: `purse-${at % 500}`, cents: 1 } }),
      ),
      eventAt(6000, { type: 'Paid', stream: 's-1', data: { to: 'purse-7', cents: -500 } }),
    ]
    const { positions, tries } = await shrunk(purses, { kind: 'predicate', predicate: isPoor }, events)
    expect(positions).toEqual([6000])
    expect(tries).toBeLessThan(20)
  })

  test('is looked for up to a position and no further', async () => {
    const events = purseLog(4, 300)
    const at = events.findIndex((_, place) => holdsAfter(events.slice(0, place + 1)))
    const [before, first] = events.slice(at - 1, at + 1).map(({ position }) => position)
    const goal: ShrinkGoal = { kind: 'predicate', predicate: isPoor }
    await expect(shrunk(purses, goal, events, before)).rejects.toMatchObject({ code: 'not-found' })
    expect((await shrunk(purses, goal, events, first)).positions.at(-1)).toBe(first)
  })
})

/** Fails only on a sequence: opened, then a second time, then closed. */
const doors = epochProjection({
  name: 'Doors',
  init: () => ({ opened: 0 }),
  on: {
    Opened: (door: { opened: number }) => {
      door.opened++
    },
    Painted: (door: { opened: number }) => door,
    Closed: (door: { opened: number }) => {
      if (door.opened > 1) fail(`opened ${door.opened} times`)
      door.opened = 0
    },
  },
})

describe('a history shrunk to a failure', () => {
  test('fails with that message, and without any of its events does not', async () => {
    const types = [
      'Painted',
      'Opened',
      'Closed',
      'Painted',
      'Opened',
      'Painted',
      'Opened',
      'Painted',
      'Closed',
      'Opened',
    ]
    const events = types.flatMap((type, at) =>
      ['door-1', 'door-2'].map((stream, place) => eventAt(2 * at + place + 1, { type, stream })),
    )
    const { positions } = await shrunk(doors, { kind: 'failure', message: 'Error: opened 2 times' }, events)
    expect(eventsAt(events, positions).map(({ type, stream }) => [type, stream])).toEqual([
      ['Opened', 'door-1'],
      ['Opened', 'door-1'],
      ['Closed', 'door-1'],
    ])
  })

  test('is one event where not even its key can be had', async () => {
    const keyless = epochProjection({
      name: 'k',
      key: (e: { data: { to: string } }) => e.data.to.trim(),
      apply: () => 1,
    })
    const events = [1, 2, 3, 4].map((at) => eventAt(at, { data: at === 3 ? {} : { to: 'a' } }))
    const message = "TypeError: Cannot read properties of undefined (reading 'trim')"
    expect((await shrunk(keyless, { kind: 'failure', message }, events)).positions).toEqual([3])
  })

  test('has a state that JSON cannot keep, where that is the failure', async () => {
    const dated = epochProjection({
      name: 'Dated',
      init: () => ({ seen: 0 }),
      apply: (state: { seen: number; at?: unknown }, e: { type: string; streamId: string }) => {
        state.seen++
        if (e.type === 'Closed' && state.seen > 2) state.at = new Date(0)
      },
    })
    const events = ['Opened', 'Closed', 'Opened', 'Closed', 'Opened'].flatMap((type, at) =>
      ['door-1', 'door-2'].map((stream, place) => eventAt(2 * at + place + 1, { type, stream })),
    )
    const message = 'state.at is a Date; a read model keeps JSON only'
    const { positions, fixture } = await shrunk(dated, { kind: 'failure', message }, events)
    expect(positions).toHaveLength(3)
    expect(new Set(eventsAt(events, positions).map(({ stream }) => stream))).toEqual(new Set(['door-1']))
    expect(positions.at(-1)).toBe(7)
    expect(fixture.split('\n')).toHaveLength(4)
  })

  test('of another message is not there', async () => {
    await expect(shrunk(doors, { kind: 'failure', message: 'Error: other' }, [eventAt(1)])).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

test('cells that are folded together are shrunk together', async () => {
  const transfers: Projection = {
    ...purses,
    from: {},
    stepsFor: (event) => {
      const { from, to, cents } = JSON.parse(event.data) as { from: string; to: string; cents: number }
      const fold = (states: unknown[]): void => {
        const [one, other] = states.map((state) => (state ?? { cents: 10 }) as { cents: number })
        if (one === undefined || other === undefined || one.cents < cents) return
        states.splice(0, 2, { cents: one.cents - cents }, { cents: other.cents + cents })
      }
      return [{ cells: [from, to], fold }]
    },
  }
  const move = (at: number, from: string, to: string, cents: number): Event =>
    eventAt(at, { data: { from, to, cents } })
  const events = [
    move(1, 'x', 'y', 3),
    move(2, 'a', 'b', 10),
    move(3, 'x', 'y', 1),
    move(4, 'b', 'c', 20),
    move(5, 'c', 'd', 30),
    move(6, 'y', 'x', 2),
  ]
  const predicate: Predicate = (state) => (state as { cents: number }).cents === 40
  expect((await shrunk(transfers, { kind: 'predicate', predicate, key: 'd' }, events)).positions).toEqual([2, 4, 5])
})

test('a projection that does not do the same again is found out', async () => {
  let calls = 0
  const moody = epochProjection({ name: 'Moody', apply: () => (++calls === 3 ? 'bad' : 'good') })
  const events = [1, 2, 3, 4].map((at) => eventAt(at))
  const goal: ShrinkGoal = { kind: 'predicate', predicate: (state) => state === 'bad' }
  await expect(shrunk(moody, goal, events)).rejects.toMatchObject({ code: 'projection-failed' })
})

test('a predicate that changes the state is refused', async () => {
  const predicate: Predicate = (state) => {
    ;(state as Purse).cents = -1
    return false
  }
  await expect(shrunk(purses, { kind: 'predicate', predicate }, purseLog(1, 50))).rejects.toMatchObject({
    code: 'predicate-invalid',
  })
})

test('whoever waits hears how far it is, and can stop it at any breath', async () => {
  const events = purseLog(4, 300)
  const told: AskProgress[] = []
  await shrink(purses, { kind: 'predicate', predicate: isPoor }, { upTo: END }, asking(events, told))
  expect(told.length).toBeGreaterThan(10)
  for (const stopAt of [1, 5, told.length - 1]) {
    let breaths = 0
    const breathe = (): void => {
      if (++breaths === stopAt) throw new Error('enough')
    }
    const stopped = shrink(
      purses,
      { kind: 'predicate', predicate: isPoor },
      { upTo: END },
      { ...asking(events), breathe },
    )
    await expect(stopped).rejects.toThrow('enough')
  }
})
