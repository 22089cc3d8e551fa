import { expect, test } from 'vitest'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { PlainFold } from '../../src/projection/plain-fold.ts'
import { cellAt, eventAt, fail, foldAll } from './projection-log.ts'

const broken = new Proxy(new Error('p'), { get: () => fail('get'), getPrototypeOf: () => fail('prototype') })

/** What can be thrown and cannot be looked at. */
const thrown: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['a proxy whose traps throw', broken],
  ['an error whose message throws', Object.defineProperty(new Error('m'), 'message', { get: () => fail('message') })],
  ['an error whose message is no text', Object.assign(new Error('m'), { message: 5 })],
  ['an object that cannot be made text', { toString: () => fail('text') }],
]

test.each(thrown)('%s can be thrown by a handler, a key and a column, and the fold goes on', async (_, what) => {
  const projection = epochProjection({
    name: 'n',
    key: (e: { type: string }) => (e.type === 'keyless' ? fail(what) : 'all'),
    init: () => ({ n: 0 }),
    apply: (state: { n: number }, e: { type: string }) => {
      state.n++
      if (e.type === 'bad') fail(what)
    },
    columns: { c: () => fail(what) },
  })
  const events = ['good', 'bad', 'keyless', 'good'].map((type, at) => eventAt(at + 1, { type }))
  const engine = await foldAll(projection, events)
  expect(engine.failures.first.map(({ position }) => position)).toEqual([2, 3])
  expect(await cellAt(engine, 4, 'all')).toMatchObject({ json: '{"n":2}', columns: [{ error: expect.any(String) }] })
  const fold = new PlainFold(projection)
  expect(fold.fold(events)).toHaveLength(2)
  expect([...fold.cells()]).toEqual([['all', '{"n":2}']])
})
