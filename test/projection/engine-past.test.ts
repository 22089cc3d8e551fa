import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import type { FoldStep, Projection } from '../../src/core/projection.ts'
import type { CellChange } from '../../src/projection/ask/questions.ts'
import type { CellStep } from '../../src/projection/cell-history.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import type { ProjectionEngine } from '../../src/projection/engine.ts'
import { engineOver, eventAt, foldAll, plainReplay } from './projection-log.ts'
import { unruly, unrulyLog } from './unruly-projection.ts'

type Texts = ReadonlyMap<string, string>

function textsAfter(projection: Projection, events: readonly Event[]): Texts {
  return new Map(plainReplay(projection, events).map(({ key, json }) => [key, json]))
}

function changeOf(key: string, before: Texts, after: Texts): CellChange {
  return {
    key,
    ...(before.has(key) && { before: before.get(key) ?? '' }),
    ...(after.has(key) && { after: after.get(key) ?? '' }),
  }
}

async function historyOf(
  engine: ProjectionEngine,
  key: string,
  range: { after: number; upTo: number; direction: 'forwards' | 'backwards' },
): Promise<readonly CellStep[]> {
  const steps: CellStep[] = []
  const { after, upTo, direction } = range
  for await (const step of engine.historyOf(key, { after: after as Position, upTo: upTo as Position, direction }))
    steps.push(step)
  return steps
}

/** Sets a cell of its own and one that all share; every seventh event throws after it has changed both. */
const shared: Projection = {
  name: 'Shared',
  dialect: 'kurrentdb',
  from: {},
  onFailure: 'continue',
  columns: [],
  sharedCell: 'all',
  stepsFor: ({ position, stream }): readonly FoldStep[] => [
    {
      cells: [stream, 'all'],
      fold(states) {
        const [own = { n: 0 }, all = { n: 0, seen: [] }] = states as [{ n: number }?, { n: number; seen: number[] }?]
        own.n += all.n
        all.n += 1
        all.seen = [...all.seen, position].slice(-4)
        if (position % 7 === 0) throw new Error('the seventh')
        states[0] = position % 11 === 0 ? undefined : own
        states[1] = all
      },
    },
  ],
}

describe('the history of a cell', () => {
  test.each([
    ['whatever handlers do', unruly, unrulyLog(5, 900), ['a', '__proto__', 'key-3', 'key-77', 'nowhere']],
    [
      'where cells are set together',
      shared,
      Array.from({ length: 700 }, (_, at) => eventAt(at + 1, { stream: `s-${(at * 7) % 13}` })),
      ['all', 's-3', 's-0'],
    ],
  ])('has every event that set it, %s', { timeout: 60_000 }, async (_, projection, events, keys) => {
    const engine = await foldAll(projection, events)
    const texts = events.map((_, at) => textsAfter(projection, events.slice(0, at + 1)))
    for (const key of keys) {
      const plain = events.flatMap(({ position }, at): CellStep[] => {
        const { key: _, ...step } = changeOf(key, texts[at - 1] ?? new Map(), texts[at] ?? new Map())
        return step.before === step.after ? [] : [{ position, ...step }]
      })
      for (const [after, upTo] of [
        [0, 1e9],
        [events[255]?.position ?? 0, events[511]?.position ?? 0],
        [events[100]?.position ?? 0, events[600]?.position ?? 0],
      ] as const) {
        const within = plain.filter(({ position }) => position > after && position <= upTo)
        const forwards = await historyOf(engine, key, { after, upTo, direction: 'forwards' })
        expect(forwards.filter(({ before, after }) => before !== after)).toEqual(within)
        expect(await historyOf(engine, key, { after, upTo, direction: 'backwards' })).toEqual(forwards.toReversed())
      }
    }
  })

  test('has a cell that was made and deleted within one quantum', async () => {
    const projection = epochProjection({
      name: 'n',
      on: { made: () => 1, deleted: () => null, other: () => undefined },
    })
    const events = Array.from({ length: 600 }, (_, at) =>
      eventAt(at + 1, at === 9 ? { type: 'made' } : at === 11 ? { type: 'deleted' } : { type: 'other', stream: 'o-1' }),
    )
    const engine = await foldAll(projection, events)
    expect(await historyOf(engine, 'order-1', { after: 0, upTo: 600, direction: 'forwards' })).toEqual([
      { position: 10, after: '1' },
      { position: 12, before: '1' },
    ])
  })

  test('reads no more of the log than is asked for', async () => {
    const events = Array.from({ length: 256 * 40 }, (_, at) => eventAt(at + 1))
    let read = 0
    const engine = engineOver(epochProjection({ name: 'n', init: () => 0, apply: (n: number) => n + 1 }), events, {
      readTail: async ({ after, upTo, count }) => {
        read += count
        return events.slice(after, upTo)
      },
    })
    await engine.fold(events)
    const range = { after: 0 as Position, upTo: events.length as Position, direction: 'backwards' } as const
    for await (const { position } of engine.historyOf('order-1', range)) if (position < events.length - 10) break
    expect(read).toBeLessThanOrEqual(16 * 256)
  })
})

test('two moments differ as plain replays do', { timeout: 60_000 }, async () => {
  const events = unrulyLog(21, 1100)
  const engine = await foldAll(unruly, events)
  const place = fc.nat(events.length)
  await fc.assert(
    fc.asyncProperty(place, place, fc.integer({ min: 0, max: 300 }), async (from, to, limit) => {
      const before = textsAfter(unruly, events.slice(0, from))
      const after = textsAfter(unruly, events.slice(0, to))
      const keys = new Set([...before.keys(), ...after.keys()].filter((key) => before.get(key) !== after.get(key)))
      const positionOf = (count: number): Position => events[count - 1]?.position ?? (0 as Position)
      const { total, cells } = await engine.diff(positionOf(from), positionOf(to), limit)
      expect(total).toBe(keys.size)
      expect(cells).toHaveLength(Math.min(limit, keys.size))
      for (const cell of cells) expect(cell).toEqual(changeOf(cell.key, before, after))
    }),
    { numRuns: 40, seed: 128 },
  )
})

describe('inspecting an event', () => {
  test('shows the cells it was for, before and after', { timeout: 60_000 }, async () => {
    const events = unrulyLog(33, 700)
    const engine = await foldAll(unruly, events)
    for (const [at, event] of events.entries()) {
      if (at % 13 !== 0) continue
      const before = textsAfter(unruly, events.slice(0, at))
      const after = textsAfter(unruly, events.slice(0, at + 1))
      const { cells, outcome } = await engine.inspect(event)
      for (const cell of cells) expect(cell).toEqual(changeOf(cell.key, before, after))
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter((k) => before.get(k) !== after.get(k))
      expect(cells.map(({ key }) => key)).toEqual(expect.arrayContaining(changed))
      if (event.type === 'Threw' && cells.length > 0) expect(outcome.kind).toBe('failed')
    }
  })

  test('says why it did nothing', async () => {
    const projection = epochProjection({
      name: 'n',
      from: { category: 'order', types: ['a', 'b', 'c'] },
      key: (e: { type: string; streamId: string }) => (e.type === 'b' ? undefined : e.streamId),
      on: { a: () => 1, b: () => 1, c: (_: unknown, e: { data: unknown }) => e.data },
    })
    const engine = await foldAll(projection, [eventAt(1, { type: 'a' })])
    const reasonOf = async (event: Event): Promise<unknown> => {
      const { outcome } = await engine.inspect(event)
      return outcome.kind === 'skipped' ? outcome.reason : outcome.kind
    }
    expect(await reasonOf(eventAt(1, { type: 'a' }))).toBe('handled')
    expect(await reasonOf(eventAt(2, { type: 'a', stream: 'cart-1' }))).toBe('wrong-stream')
    expect(await reasonOf(eventAt(2, { type: 'd' }))).toBe('unhandled')
    expect(await reasonOf(eventAt(2, { type: 'b' }))).toBe('no-partition')
    expect(await reasonOf({ ...eventAt(2, { type: 'c' }), data: '}' as Event['data'] })).toBe('not-json')
  })

  test('shows what it emitted and logged, and a seek does not say it again', async () => {
    const projection: Projection = {
      ...shared,
      stepsFor: ({ position }) => [
        {
          cells: ['all'],
          fold(states, effects) {
            states[0] = position
            effects.log(`at ${position}`)
            effects.emit({ stream: 'out', type: 'T', data: '1', metadata: '', isLink: false })
            if (position === 2) throw new Error('after all')
          },
        },
      ],
    }
    const events = [eventAt(1), eventAt(2), eventAt(3)]
    const engine = await foldAll(projection, events)
    expect(await engine.inspect(eventAt(3))).toMatchObject({ logs: ['at 3'], emitted: [{ stream: 'out' }] })
    expect(await engine.inspect(eventAt(2))).toMatchObject({ outcome: { kind: 'failed' }, logs: [], emitted: [] })
    expect(engine.effects).toMatchObject({
      emittedCount: 2,
      loggedCount: 2,
      logged: [{ position: 1 }, { position: 3 }],
    })
  })
})

test('a projection that stops at a failure folds nothing after it', async () => {
  const projection = epochProjection({
    name: 'n',
    init: () => 0,
    apply: (n: number, e: { position: number }) => {
      if (e.position === 300) throw new Error('no')
      return n + 1
    },
  })
  const events = Array.from({ length: 600 }, (_, at) => eventAt(at + 1))
  const engine = engineOver(projection, events, { onFailure: 'stop' })
  await engine.fold(events)
  engine.caughtUp(600 as Position)
  expect(engine.stopped).toBe(300)
  expect(engine.checkpoint.position).toBe(300)
  expect(engine.failures).toMatchObject({ count: 1, first: [{ position: 300, before: '299' }] })
  expect((await engine.at(600 as Position, (view) => view.cell('order-1')))?.json).toBe('299')
})

test('folding goes on while a view is looked at, and does not change what it shows', async () => {
  const events = Array.from({ length: 1200 }, (_, at) => eventAt(at + 1, { stream: `s-${at % 7}` }))
  const engine = engineOver(epochProjection({ name: 'n', init: () => 0, apply: (n: number) => n + 1 }), events)
  await engine.fold(events.slice(0, 400))
  await engine.at(399 as Position, async (view) => {
    const before = await view.rows({ from: 0, limit: 100 })
    await engine.fold(events.slice(400))
    expect(await view.rows({ from: 0, limit: 100 })).toEqual(before)
  })
})
