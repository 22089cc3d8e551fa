import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { changes } from '../../../src/projection/ask/changes.ts'
import type { PathChanges, StatePath } from '../../../src/projection/ask/questions.ts'
import { isSameJson, valueAt } from '../../../src/projection/ask/state-path.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt, foldAll } from '../projection-log.ts'
import { asking, purseLog, purses } from './asked-history.ts'
import { cellStates } from './cell-states.ts'

const paths: readonly StatePath[] = [
  [],
  ['cents'],
  ['notes'],
  ['notes', 1],
  ['last', 'at'],
  ['last'],
  ['nowhere'],
  ['notes', 'length'],
]

test('a watched path has a tick at exactly the events after which its value is another', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 1, max: 600 }),
      fc.tuple(fc.nat(1200), fc.nat(1200)),
      fc.integer({ min: 1, max: 300 }),
      async (seed, length, range, limit) => {
        const events = purseLog(seed, length, 3)
        const engine = await foldAll(purses, events)
        const [after, upTo] = range.sort((one, other) => one - other) as [Position, Position]
        const states = cellStates(purses, events, 'purse-1')
        for (const path of paths) {
          const expected: PathChanges['changes'][number][] = []
          let before: unknown
          for (const { position, state } of states) {
            const value = state === undefined ? undefined : valueAt(state, path)
            if (position > after && position <= upTo && !isSameJson(before, value))
              expected.push({ position, ...(value !== undefined && { value: JSON.stringify(value) }) })
            before = value
          }
          const input = { key: 'purse-1', path, after, upTo, limit }
          expect(await changes(engine, input, asking([]))).toEqual({
            changes: expected.slice(0, limit),
            complete: expected.length <= limit,
          })
        }
      },
    ),
    { numRuns: 12, seed: 128 },
  )
})

describe('the events between two moments that changed a path', () => {
  test('are some exactly where its value went another way', async () => {
    const events = purseLog(77, 400, 3)
    const engine = await foldAll(purses, events)
    const states = cellStates(purses, events, 'purse-2')
    for (let at = 0; at + 40 < states.length; at += 40) {
      const [from, to] = [states[at], states[at + 40]]
      if (from === undefined || to === undefined) continue
      const input = { key: 'purse-2', path: ['cents'], after: from.position, upTo: to.position, limit: 1000 }
      const found = await changes(engine, input, asking([]))
      const [before, after] = [from.state, to.state].map((state) => valueAt(state, ['cents']))
      if (before !== after) expect(found.changes.at(-1)?.value).toBe(after === undefined ? undefined : String(after))
      if (found.changes.length === 0) expect(before).toBe(after)
    }
  })

  test('are none for a cell that never was', async () => {
    const engine = await foldAll(purses, purseLog(1, 50))
    const input = { key: 'no such', path: [], after: 0 as Position, upTo: 999 as Position, limit: 9 }
    expect(await changes(engine, input, asking([]))).toEqual({ changes: [], complete: true })
  })
})

test('a state that is only written otherwise has not changed', async () => {
  const turning = epochProjection({
    name: 'Turning',
    apply: (_: unknown, e: { position: number }) => (e.position % 2 ? { a: 1, b: { c: 2 } } : { b: { c: 2 }, a: 1 }),
  })
  const events = Array.from({ length: 9 }, (_, at) => eventAt(at + 1))
  const engine = await foldAll(turning, events)
  const input = { key: 'order-1', path: [], after: 0 as Position, upTo: 9 as Position, limit: 9 }
  expect((await changes(engine, input, asking([]))).changes.map(({ position }) => position)).toEqual([1])
})
