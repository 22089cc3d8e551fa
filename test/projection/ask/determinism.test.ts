import { describe, expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { checkDeterminism } from '../../../src/projection/ask/determinism.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt } from '../projection-log.ts'
import { asking, purseLog, purses } from './asked-history.ts'

const END = Number.MAX_SAFE_INTEGER as Position
const uses = () => []

describe('two folds of the same events', () => {
  test('come to the same, whatever handlers do by the rules', async () => {
    const events = purseLog(9, 2000)
    expect(await checkDeterminism(purses, { upTo: END, uses }, asking(events))).toEqual({ uses: [] })
  })

  test('tell what was asked for on the way', async () => {
    const used = [{ name: 'Date.now', count: 3, firstPosition: 4 as Position }]
    expect(await checkDeterminism(purses, { upTo: END, uses: () => used }, asking([]))).toEqual({ uses: used })
  })

  const events = Array.from({ length: 20 }, (_, at) => eventAt(at + 1, { data: { n: at } }))

  test.each<{ what: string; from: number; make: () => unknown }>([
    {
      what: 'a counter beside its state',
      from: 1,
      make: () => {
        let seen = 0
        return { apply: (state: { n: number }) => ({ ...state, n: ++seen }) }
      },
    },
    {
      what: 'a set of what it has seen',
      from: 1,
      make: () => {
        const seen = new Set<string>()
        return {
          init: () => ({ n: 0 }),
          apply: (state: { n: number }, e: { id: string }) => {
            if (!seen.has(e.id)) state.n++
            seen.add(e.id)
          },
        }
      },
    },
    {
      what: 'a clock',
      from: 1,
      make: () => {
        let now = 0
        return { apply: () => ({ at: now++ }) }
      },
    },
    { what: 'chance', from: 1, make: () => ({ apply: () => ({ chance: Math.random() }) }) },
    {
      what: 'a key by chance',
      from: 1,
      make: () => ({ key: () => `k${Math.random()}`, apply: () => 1 }),
    },
    {
      what: 'what JSON does not keep, once it is read again',
      from: 2,
      make: () => ({
        init: () => ({ n: 0 }),
        apply: (state: { n: number; since?: Date }) => {
          if (state.since instanceof Date) state.n++
          state.since = new Date(0)
        },
      }),
    },
    {
      what: 'a state that it shares between events',
      from: 2,
      make: () => {
        const shared = { n: 0 }
        return { apply: () => Object.assign(shared, { n: shared.n + 1 }) }
      },
    },
  ])('part where a projection keeps or takes $what', async ({ make, from }) => {
    const projection = epochProjection({ name: 'Planted', ...(make() as object) })
    const { difference } = await checkDeterminism(projection, { upTo: END, uses }, asking(events))
    expect(difference?.position).toBeLessThanOrEqual(from)
    expect(difference?.first).not.toBe(difference?.second)
  })
})
