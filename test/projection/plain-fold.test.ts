import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Projection } from '../../src/core/projection.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { type FoldedStep, PlainFold } from '../../src/projection/plain-fold.ts'
import { eventAt, fail, plainReplay } from './projection-log.ts'
import { unruly, unrulyLog } from './unruly-projection.ts'

test('it comes to the state of a plain replay, whatever handlers do', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 1500 }), (seed, length) => {
      const events = unrulyLog(seed, length)
      const fold = new PlainFold(unruly)
      fold.fold(events)
      expect([...fold.cells()]).toEqual(plainReplay(unruly, events).map(({ key, json }) => [key, json]))
    }),
    { numRuns: 25, seed: 128 },
  )
})

describe('a throwing step', () => {
  /** States of all sizes, some together with one that all share, and throws after everything was changed. */
  const growing: Projection = {
    name: 'Growing',
    dialect: 'kurrentdb',
    from: {},
    onFailure: 'continue',
    columns: [],
    stepsFor: ({ stream, position }) => [
      {
        cells: position % 3 === 0 ? [stream, 'all'] : [stream],
        fold(states) {
          for (const [at, given] of states.entries()) {
            const state = (given ?? { seen: [], deep: { n: 0 } }) as { seen: number[]; deep: { n: number } }
            state.seen.push(position)
            state.deep.n += state.seen.length
            if (position % 37 === 0) state.seen.length = 0
            states[at] = state
          }
          if (position % 5 === 0) throw new Error('the fifth')
        },
      },
    ],
  }

  test('leaves nothing of what it changed, in small cells and in large ones', () => {
    const events = Array.from({ length: 2500 }, (_, at) => eventAt(at + 1, { stream: `s-${at % 4}` }))
    const fold = new PlainFold(growing)
    const failures = fold.fold(events)
    expect(failures).toHaveLength(500)
    expect([...fold.cells()]).toEqual(plainReplay(growing, events).map(({ key, json }) => [key, json]))
  })

  test('that changes states that are no plain data leaves nothing either', () => {
    const projection = epochProjection({
      name: 'n',
      init: () => ({}),
      apply: (state: { list: object; n?: number }, e: { position: number }) => {
        state.list = Object.assign(Object.create({ inherited: 1 }), { at: e.position })
        if (e.position > 1) fail('no')
      },
    })
    const fold = new PlainFold(projection)
    fold.fold([eventAt(1), eventAt(2), eventAt(3)])
    expect([...fold.cells()]).toEqual([['order-1', '{"list":{"at":1}}']])
  })
})

test('each step is observed, and each event that has none', () => {
  const seen: FoldedStep[] = []
  const projection = epochProjection({
    name: 'n',
    key: (e: { data: { keys: string[] } }) => e.data.keys,
    on: { set: (_: unknown, e: { position: number }) => e.position, failed: () => fail('no') },
  })
  const fold = new PlainFold(projection, { observe: (step) => seen.push(step) })
  fold.fold([
    eventAt(1, { type: 'set', data: { keys: ['a', 'b'] } }),
    eventAt(2, { type: 'other' }),
    eventAt(3, { type: 'failed', data: { keys: ['a'] } }),
    eventAt(4, { type: 'set', data: { keys: [] } }),
  ])
  expect(seen.map(({ event, ...step }) => ({ at: event.position, ...step }))).toMatchObject([
    { at: 1, keys: ['a'], states: [1] },
    { at: 1, keys: ['b'], states: [1] },
    { at: 2, keys: [], skipped: 'unhandled' },
    { at: 3, keys: ['a'], states: [1], failure: { message: 'Error: no', before: '1' } },
    { at: 4, keys: [], skipped: 'no-partition' },
  ])
})

test('it stops at a failure where it is told to', () => {
  const projection = epochProjection({
    name: 'n',
    apply: (_: unknown, e: { position: number }) => (e.position === 2 ? fail('no') : 1),
  })
  const fold = new PlainFold(projection, { onFailure: 'stop' })
  expect(fold.fold([1, 2, 3].map((at) => eventAt(at, { stream: `s-${at}` })))).toHaveLength(1)
  fold.fold([eventAt(4)])
  expect(fold.stopped).toBe(2)
  expect([...fold.cells()]).toEqual([['s-1', '1']])
})
