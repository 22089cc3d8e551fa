import { describe, expect, test } from 'vitest'
import { type Event, position } from '../../src/core/event.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { MAX_LISTED } from '../../src/projection/fold-notes.ts'
import { cellAt, eventAt, fail, foldAll, rowsAt } from './projection-log.ts'

describe('a failing handler', () => {
  test('leaves nothing of what it changed, and its cell goes on from there', async () => {
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
    const engine = await foldAll(projection, events)
    expect((await cellAt(engine, 5, 'order-1'))?.json).toBe('{"seen":[1,3,5]}')
    expect(await cellAt(engine, 4, 'order-1')).toMatchObject({ json: '{"seen":[1,3]}', changedAt: 3 })
    expect(engine.failures).toMatchObject({
      count: 2,
      first: [
        { position: 2, key: 'order-1', message: 'Error: broken' },
        { position: 4, key: 'order-1', message: 'Error: broken' },
      ],
    })
    expect(engine.failureAt(position(4))?.message).toBe('Error: broken')
    expect(engine.failureAt(position(3))).toBeUndefined()
  })

  test('makes no cell where there was none', async () => {
    const engine = await foldAll(epochProjection({ name: 'n', apply: () => fail('no') }), [eventAt(1)])
    expect(await rowsAt(engine, 1)).toHaveLength(0)
  })

  test('for one of several keys leaves the others folded', async () => {
    const projection = epochProjection({
      name: 'n',
      key: () => ['a', 'b', 'c'],
      init: (key: string) => ({ key }),
      apply: (state: { key: string }) => (state.key === 'b' ? fail('no b') : 'done'),
    })
    const engine = await foldAll(projection, [eventAt(1)])
    expect(await rowsAt(engine, 1)).toEqual([
      { key: 'a', json: '"done"', changedAt: 1 },
      { key: 'c', json: '"done"', changedAt: 1 },
    ])
    expect(engine.failures).toMatchObject({ count: 1, first: [{ key: 'b' }] })
  })

  test('is listed in detail a thousand times and counted from then on', async () => {
    const engine = await foldAll(
      epochProjection({ name: 'n', apply: () => fail('no') }),
      Array.from({ length: MAX_LISTED + 5 }, (_, at) => eventAt(at + 1)),
    )
    expect(engine.failures.count).toBe(MAX_LISTED + 5)
    expect(engine.failures.first).toHaveLength(MAX_LISTED)
  })

  test.each([
    ['is async', () => Promise.resolve({}), 'TypeError: the handler is async; a fold waits for nothing'],
    ['returns a function', () => () => 1, 'TypeError: the handler returned a function; a state is JSON data'],
    ['throws what cannot be text', () => fail(Object.create(null)), 'something that cannot be shown was thrown'],
  ])('that %s is listed', async (_, apply, message) => {
    const engine = await foldAll(epochProjection({ name: 'n', apply }), [eventAt(1)])
    expect(engine.failures.first).toMatchObject([{ position: 1, message }])
  })
})

test('an event whose data is no JSON is no failure: it is passed over where its data is asked for', async () => {
  const broken = { ...eventAt(2), data: '{' as Event['data'] }
  const projection = epochProjection({
    name: 'n',
    init: () => ({ n: 0 }),
    apply: (state: { n: number }, e: { data: object }) => {
      state.n += 1
      void e.data
    },
  })
  const engine = await foldAll(projection, [eventAt(1), broken, eventAt(3)])
  expect(engine.failures.count).toBe(0)
  expect((await cellAt(engine, 3, 'order-1'))?.json).toBe('{"n":2}')
})
