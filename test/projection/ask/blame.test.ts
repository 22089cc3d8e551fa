import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event, Position } from '../../../src/core/event.ts'
import { blame } from '../../../src/projection/ask/blame.ts'
import { isSameJson, leafPaths, valueAt } from '../../../src/projection/ask/state-path.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt, foldAll, seededRandom } from '../projection-log.ts'
import { asking, purseLog, purses, statesAfter } from './asked-history.ts'
import { cellStates } from './cell-states.ts'

test('each leaf has the last event before which it was not what it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 600 }), fc.nat(), async (seed, length, place) => {
      const events = purseLog(seed, length, 3)
      const engine = await foldAll(purses, events)
      const position = events[place % events.length]?.position ?? (0 as Position)
      const states = cellStates(
        purses,
        events.filter((event) => event.position <= position),
        'purse-0',
      )
      const now = states.at(-1)?.state
      const expected =
        now === undefined
          ? []
          : [...leafPaths(now)].map((path) => {
              const other = states.findLastIndex(({ state }) => !isSameJson(valueAt(state, path), valueAt(now, path)))
              return { path, position: states[other + 1]?.position }
            })
      expect(await blame(engine, { key: 'purse-0', position }, asking([]))).toEqual({ leaves: expected })
    }),
    { numRuns: 20, seed: 128 },
  )
})

/** Sets one field to a value that no other event sets. */
const fields = epochProjection({
  name: 'Fields',
  key: () => 'all',
  on: {
    Set: (state: Record<string, unknown>, e: { data: { field: string; value: unknown } }) => {
      Object.defineProperty(state, e.data.field, {
        value: e.data.value,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    },
  },
})

test('without the events after the blamed one a leaf is the same, and without that one it is not', async () => {
  const names = ['a', 'a.b', '__proto__', '', 'constructor', 'b']
  for (let seed = 0; seed < 10; seed++) {
    const random = seededRandom(seed)
    const events = Array.from({ length: 300 }, (_, at) =>
      eventAt(at + 1, {
        type: 'Set',
        data: { field: names[Math.floor(random() * names.length)], value: [{ set: at }, []][at % 2] ?? at },
      }),
    )
    const end = events.at(-1)?.position ?? (0 as Position)
    const { leaves } = await blame(await foldAll(fields, events), { key: 'all', position: end }, asking([]))
    const all = stateOf(events)
    expect(leaves.map(({ path }) => path)).toEqual([...leafPaths(all)])
    for (const { path, position } of leaves) {
      const upTo = events.filter((event) => event.position <= position)
      expect(valueAt(stateOf(upTo), path)).toEqual(valueAt(all, path))
      const isEmptyList = isSameJson(valueAt(all, path), [])
      if (!isEmptyList)
        expect(valueAt(stateOf(events.filter((event) => event.position !== position)), path)).not.toEqual(
          valueAt(all, path),
        )
    }
  }
})

function stateOf(events: readonly Event[]): unknown {
  return statesAfter(fields, events).get('all')
}

test('goes back no further than leaves are left', async () => {
  const whole = epochProjection({
    name: 'Whole',
    key: () => 'all',
    apply: (_: unknown, e: { position: number }) => ({ at: e.position }),
  })
  const events = Array.from({ length: 2000 }, (_, at) => eventAt(at + 1))
  const engine = await foldAll(whole, events)
  let asked = 0
  const history: Pick<typeof engine, 'historyOf'> = {
    async *historyOf(key, range) {
      for await (const step of engine.historyOf(key, range)) {
        asked++
        yield step
      }
    },
  }
  expect(await blame(history, { key: 'all', position: 1500 as Position }, asking([]))).toEqual({
    leaves: [{ path: ['at'], position: 1500 }],
  })
  expect(asked).toBe(1)
})

test('a cell that does not live has no leaves', async () => {
  const engine = await foldAll(purses, [eventAt(1, { type: 'Lost', data: { to: 'p' } })])
  expect(await blame(engine, { key: 'p', position: 1 as Position }, asking([]))).toEqual({ leaves: [] })
  expect(await blame(engine, { key: 'q', position: 1 as Position }, asking([]))).toEqual({ leaves: [] })
})
