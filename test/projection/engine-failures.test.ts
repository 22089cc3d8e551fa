import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { MAX_LISTED_FAILURES } from '../../src/projection/engine.ts'
import { allRows, eventAt, fail, foldAll } from './projection-log.ts'

describe('a failing handler', () => {
  test('leaves nothing of what it changed, and its cell goes on from there', () => {
    const projection = epochProjection({
      name: 'n',
      init: () => ({ seen: [] }),
      on: {
        Added: (state: { seen: number[] }, e: { position: number }) => {
          state.seen.push(e.position)
        },
        failed: (state: { seen: number[] }) => {
          state.seen.push(-1)
          throw new Error('broken')
        },
      },
    })
    const events = [1, 2, 3, 4, 5].map((at) => eventAt(at, { type: at === 2 || at === 4 ? 'failed' : 'Added' }))
    const engine = foldAll(projection, events)
    expect(engine.seek(5 as Position).cell('order-1')?.json).toBe('{"seen":[1,3,5]}')
    expect(engine.seek(4 as Position).cell('order-1')).toMatchObject({ json: '{"seen":[1,3]}', changedAt: 3 })
    expect(engine.failures).toMatchObject({
      count: 2,
      first: [
        { position: 2, key: 'order-1', message: 'Error: broken' },
        { position: 4, key: 'order-1', message: 'Error: broken' },
      ],
    })
    expect(engine.failureAt(4 as Position)?.message).toBe('Error: broken')
    expect(engine.failureAt(3 as Position)).toBeUndefined()
  })

  test('makes no cell where there was none', () => {
    const engine = foldAll(epochProjection({ name: 'n', apply: () => fail('no') }), [eventAt(1)])
    expect(engine.seek(1 as Position).count).toBe(0)
  })

  test('for one of several keys leaves the others folded', () => {
    const projection = epochProjection({
      name: 'n',
      key: () => ['a', 'b', 'c'],
      init: (key: string) => ({ key }),
      apply: (state: { key: string }) => (state.key === 'b' ? fail('no b') : 'done'),
    })
    const engine = foldAll(projection, [eventAt(1)])
    expect(allRows(engine.seek(1 as Position))).toEqual([
      { key: 'a', json: '"done"', changedAt: 1 },
      { key: 'c', json: '"done"', changedAt: 1 },
    ])
    expect(engine.failures).toMatchObject({ count: 1, first: [{ key: 'b' }] })
  })

  test('is listed in detail a thousand times and counted from then on', () => {
    const engine = foldAll(
      epochProjection({ name: 'n', apply: () => fail('no') }),
      Array.from({ length: MAX_LISTED_FAILURES + 5 }, (_, at) => eventAt(at + 1)),
    )
    expect(engine.failures.count).toBe(MAX_LISTED_FAILURES + 5)
    expect(engine.failures.first).toHaveLength(MAX_LISTED_FAILURES)
  })

  test.each([
    ['is async', () => Promise.resolve({}), 'TypeError: the handler is async; a fold waits for nothing'],
    ['returns a function', () => () => 1, 'TypeError: the handler returned a function; a state is JSON data'],
    ['throws what cannot be text', () => fail(Object.create(null)), 'something that cannot be shown was thrown'],
  ])('that %s is listed', (_, apply, message) => {
    const engine = foldAll(epochProjection({ name: 'n', apply }), [eventAt(1)])
    expect(engine.failures.first).toMatchObject([{ position: 1, message }])
  })

  test('on an event whose data is no JSON is that event alone', () => {
    const broken = { ...eventAt(1), data: '{' as Event['data'] }
    const engine = foldAll(epochProjection({ name: 'n', apply: () => 1 }), [broken, eventAt(2)])
    expect(engine.failures).toMatchObject({ count: 1, first: [{ position: 1, key: '' }] })
    expect(engine.seek(2 as Position).count).toBe(1)
  })
})
