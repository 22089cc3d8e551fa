import { describe, expect, test } from 'vitest'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { PlainFold } from '../../src/projection/plain-fold.ts'
import { cellAt, eventAt, fail, foldAll } from './projection-log.ts'

const circle: { self?: unknown } = {}
circle.self = circle

/** States that are no JSON data, and what is kept of each. */
const states: readonly (readonly [string, () => unknown, string])[] = [
  [
    'has a getter that throws',
    () => Object.defineProperty({}, 'a', { enumerable: true, get: () => fail('a') }),
    '{"good":1}',
  ],
  [
    'has a getter that does not',
    () => ({
      get a() {
        return 2
      },
    }),
    '{"a":2}',
  ],
  [
    'is a proxy whose traps throw',
    () => new Proxy({}, { ownKeys: () => fail('no'), getPrototypeOf: () => fail('no') }),
    '{"good":1}',
  ],
  ['goes in circles', () => circle, '{"good":1}'],
  ['has a toJSON that throws', () => ({ toJSON: () => fail('no') }), '{"good":1}'],
  ['has a toJSON that gives nothing', () => ({ toJSON: () => undefined }), '{"good":1}'],
  // biome-ignore lint/suspicious/noThenProperty: that is what is tested
  ['is a thenable', () => ({ then: () => fail('no') }), '{}'],
  ['has no prototype', () => Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ['has a member called __proto__', () => JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
  ['has big integers', () => ({ a: 1n }), '{"good":1}'],
  ['has a symbol', () => ({ a: Symbol('s') }), '{}'],
  [
    'is a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    },
    '{"good":1}',
  ],
]

describe.each(states)('a state that %s', (_, make, kept) => {
  const projection = epochProjection({
    name: 'n',
    init: () => ({ good: 1 }),
    on: {
      good: () => undefined,
      bad: make,
      failed: () => fail('after'),
    },
  })
  const events = Array.from({ length: 600 }, (_, at) =>
    eventAt(at + 1, { type: at < 300 ? 'good' : at === 505 ? 'failed' : 'bad' }),
  )

  test('does not end the fold, and what JSON has of it is kept', async () => {
    const engine = await foldAll(projection, events)
    expect(engine.checkpoint.position).toBe(600)
    expect((await cellAt(engine, 512, 'order-1'))?.json).toBe(kept)
    expect((await cellAt(engine, 300, 'order-1'))?.json).toBe('{"good":1}')
  })

  test('does not end a fold without a history', () => {
    const fold = new PlainFold(projection)
    expect(fold.fold(events).map(({ position }) => position)).toContain(506)
    expect([...fold.cells()]).toHaveLength(1)
  })
})

test('what handlers do to objects of the engine does it no harm', async () => {
  const projection = epochProjection({
    name: 'n',
    apply: (_: unknown, event: object) => {
      for (const name of ['type', 'data', 'position']) {
        try {
          Object.defineProperty(event, name, { value: 'changed' })
          Reflect.set(event, name, 'changed')
          Reflect.deleteProperty(event, name)
        } catch {}
      }
      return 1
    },
  })
  const events = Array.from({ length: 300 }, (_, at) => eventAt(at + 1))
  const engine = await foldAll(projection, events)
  expect(await cellAt(engine, 300, 'order-1')).toMatchObject({ json: '1', changedAt: 300 })
})
