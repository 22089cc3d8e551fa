import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerAssert } from '../../../src/cli/projections/answer-assert.ts'
import { answerDiffMoments } from '../../../src/cli/projections/answer-diff-moments.ts'
import { answerDiffProjections } from '../../../src/cli/projections/answer-diff-projections.ts'
import { answerFind } from '../../../src/cli/projections/answer-find.ts'
import { answerStates } from '../../../src/cli/projections/answer-states.ts'
import { loadPredicate } from '../../../src/cli/projections/compile-predicate.ts'
import { type Event, type Position, START } from '../../../src/core/event.ts'
import { projection } from '../../../src/projection/dialects/epoch-definition.ts'
import { eventAt, foldAll, rowsAt } from '../../projection/projection-log.ts'
import { allOf, loadedProjection, toldOver } from './told.ts'

const sums = loadedProjection(
  projection<{ sum: number; seen: number[] }>({
    name: 'Sums',
    key: (e) => [e.streamId, 'all'],
    init: () => ({ sum: 0, seen: [] }),
    on: {
      Counted: (state, e) => {
        state.seen.push(e.position)
        if (e.data.n === 13) throw new Error('unlucky')
        state.sum += e.data.n
      },
      Ended: () => null,
    },
  }),
)

const END = 1_000_000 as Position

const logs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -2, max: 14 }), fc.integer({ min: 0, max: 9 })), {
    maxLength: 600,
  })
  .map((steps) =>
    steps.map(([stream, n, kind], at) =>
      eventAt(at * 3 + 1, {
        stream: `s-${stream}`,
        type: kind === 0 ? 'Ended' : kind === 1 ? 'Other' : 'Counted',
        data: { n },
      }),
    ),
  )

async function statesAt(events: readonly Event[], upTo: number): Promise<ReadonlyMap<string, string>> {
  const { context, told } = toldOver(events)
  await answerStates(sums, { kind: 'states', upTo: upTo as Position }, context)
  return new Map(allOf(told, 'states').flatMap(({ states }) => states.map(({ key, state }) => [key, state] as const)))
}

describe('a command comes to what the window shows', () => {
  test('states at any position, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.array(fc.nat({ max: 2000 }), { minLength: 1, maxLength: 8 }),
        async (events, positions) => {
          const engine = await foldAll(
            sums.projection,
            events.filter(({ type }) => type !== 'Other'),
          )
          for (const position of [...positions, 256 * 3, 255 * 3 + 1])
            expect([...(await statesAt(events, position))].map(([key, json]) => ({ key, json }))).toEqual(
              (await rowsAt(engine, position)).map((row) => pick(row)),
            )
        },
      ),
      { numRuns: 30 },
    )
  })

  test('what could not be folded', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (events) => {
        const engine = await foldAll(
          sums.projection,
          events.filter(({ type }) => type !== 'Other'),
        )
        const { context, told } = toldOver(events)
        await answerStates(sums, { kind: 'states', upTo: END }, context)
        const { failures } = allOf(told, 'folded')[0]?.folded ?? {}
        expect(failures?.count).toBe(engine.failures.count)
        expect(failures?.first).toEqual(
          engine.failures.first.slice(0, 100).map(({ position, key, message }) => ({ position, key, message })),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('what differs between two moments, whichever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.nat({ max: 2000 }), fc.nat({ max: 2000 }), async (events, from, to) => {
        const engine = await foldAll(
          sums.projection,
          events.filter(({ type }) => type !== 'Other'),
        )
        const expected = await engine.diff(from as Position, to as Position, 1000)
        const { context, told } = toldOver(events)
        await answerDiffMoments(
          sums,
          { kind: 'diffMoments', from: from as Position, to: to as Position, limit: 1000 },
          context,
        )
        const [{ diff } = { diff: undefined }] = allOf(told, 'diff')
        expect(diff?.total).toBe(expected.total)
        expect(byKey(diff?.cells.map(({ events: _, positions: __, ...change }) => change))).toEqual(
          byKey(expected.cells),
        )
      }),
      { numRuns: 30 },
    )
  })
})

test('a cell that differs between two moments is told with the events that set it', async () => {
  const events = Array.from({ length: 60 }, (_, at) =>
    eventAt(at + 1, { stream: 's-0', data: { n: at === 40 ? 13 : 1 } }),
  )
  const { context, told } = toldOver(events)
  await answerDiffMoments(sums, { kind: 'diffMoments', from: 30 as Position, to: 45 as Position, limit: 1 }, context)
  const [{ diff } = { diff: undefined }] = allOf(told, 'diff')
  expect(diff).toMatchObject({
    total: 2,
    cells: [{ key: 's-0', events: 14, positions: [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45] }],
  })
})

test('a cell that was changed and is as it was again does not differ', async () => {
  const events = [1, 2, 3].map((at) =>
    eventAt(at, { stream: 's-0', type: at === 2 ? 'Counted' : 'Ended', data: { n: 1 } }),
  )
  const { context, told } = toldOver(events)
  await answerDiffMoments(sums, { kind: 'diffMoments', from: 1 as Position, to: 3 as Position, limit: 10 }, context)
  expect(allOf(told, 'diff')).toMatchObject([{ diff: { total: 0, cells: [] } }])
})

test('a cell whose members have another order does not differ, as in the window', async () => {
  const turned = loadedProjection({
    name: 'Turned',
    apply: (_: unknown, e: { position: number }) => (e.position % 2 === 0 ? { a: 1, b: 2 } : { b: 2, a: 1 }),
  })
  const events = [1, 2].map((at) => eventAt(at))
  const { context, told } = toldOver(events)
  const [from, to] = [1 as Position, 2 as Position]
  await answerDiffMoments(turned, { kind: 'diffMoments', from, to, limit: 10 }, context)
  expect(allOf(told, 'diff')).toMatchObject([{ diff: { total: 0, cells: [] } }])
  expect(await (await foldAll(turned.projection, events)).diff(from, to, 10)).toEqual({ total: 0, cells: [] })
})

test('an assertion is of the states as they are recorded, and names the cells for which it does not hold', async () => {
  const events = [5, 7, -1].map((n, at) => eventAt(at + 1, { stream: `s-${at}`, data: { n } }))
  const asserted = async (predicate: string, key?: string) => {
    const { context, told } = toldOver(events)
    const question = { kind: 'assert' as const, upTo: END, predicate, ...(key !== undefined && { key }) }
    await answerAssert(sums, question, loadPredicate(predicate), context)
    return allOf(told, 'asserted')[0]?.asserted
  }
  expect(await asserted('state.sum > 0')).toMatchObject({
    cells: 4,
    holding: 3,
    failing: [{ key: 's-2', state: '{"sum":-1,"seen":[3]}' }],
  })
  expect(await asserted('({ sum }, key, event) => key === "s-1" && sum === event.data.n', 's-1')).toMatchObject({
    cells: 1,
    holding: 1,
    failing: [],
  })
  expect(await asserted('state.sum = 0', 'nobody')).toMatchObject({ cells: 0, holding: 0 })
  expect(await asserted('state.nothing.there')).toMatchObject({
    holding: 0,
    trouble: { key: 's-0', message: expect.stringContaining('TypeError') },
  })
})

test('crossings are told page by page, and each once', async () => {
  const events = Array.from({ length: 40 }, (_, at) =>
    eventAt(at + 1, { stream: 's-0', data: { n: at % 2 === 0 ? 1 : -1 } }),
  )
  const { context, told } = toldOver(events)
  const input = { predicate: '', key: 's-0', after: START, upTo: END, want: 'crossings' as const, limit: 1000 }
  await answerFind(sums, { kind: 'find', input }, loadPredicate('state.sum === 1'), context)
  const crossings = allOf(told, 'crossings')
  expect(crossings.length).toBeGreaterThan(1)
  expect(crossings.flatMap((part) => part.crossings)).toEqual(
    events.map(({ position }, at) => ({ position, key: 's-0', holds: at % 2 === 0 })),
  )
  expect(allOf(told, 'found')).toMatchObject([{ found: { total: 40, holding: 0 } }])
})

test('of two projections each is told with what it could not fold', async () => {
  const other = loadedProjection({ ...sumsOf(2), name: 'Doubled' })
  const events = [
    eventAt(1, { stream: 's-0', data: { n: 0 } }),
    eventAt(2, { stream: 's-0', data: { n: 13 } }),
    eventAt(3, { stream: 's-0', data: { n: 1 } }),
  ]
  const { context, told } = toldOver(events)
  await answerDiffProjections(
    loadedProjection(sumsOf(1)),
    other,
    { kind: 'diffProjections', upTo: END, limit: 10 },
    context,
  )
  expect(allOf(told, 'comparison')).toMatchObject([
    { comparison: { firstDivergence: { position: 2, key: 's-0' }, total: 1 } },
  ])
  expect(allOf(told, 'folded').map(({ folded: { name, failures } }) => [name, failures.count])).toEqual([
    ['Sums', 1],
    ['Doubled', 0],
  ])
})

test.each(['continue', 'stop'] as const)(
  'an event that cannot be folded is told, and the fold will %s',
  async (onFailure) => {
    const events = [1, 13, 1].map((n, at) => eventAt(at + 1, { stream: 's-0', data: { n } }))
    const { context, told } = toldOver(events, { onFailure })
    await answerStates(loadedProjection(sumsOf(1)), { kind: 'states', upTo: END }, context)
    expect(allOf(told, 'states')).toMatchObject([
      { states: [{ key: 's-0', state: onFailure === 'stop' ? '{"sum":1}' : '{"sum":2}' }] },
    ])
    const [{ folded } = { folded: undefined }] = allOf(told, 'folded')
    expect(folded).toMatchObject({
      failures: { count: 1, first: [{ position: 2, key: 's-0', message: 'Error: unlucky' }] },
    })
    expect(folded?.stoppedAt).toBe(onFailure === 'stop' ? 2 : undefined)
  },
)

test('a state that JSON cannot keep in full is told, once', async () => {
  const dated = loadedProjection({ name: 'Dated', apply: () => ({ at: new Map([[1, 2]]) }) })
  const { context, told } = toldOver([eventAt(1), eventAt(4)])
  await answerStates(dated, { kind: 'states', upTo: END }, context)
  expect(allOf(told, 'folded')).toMatchObject([
    {
      folded: {
        failures: { count: 1, first: [{ position: 4, key: 'order-1', message: expect.stringContaining('state.at') }] },
      },
    },
  ])
})

function sumsOf(factor: number) {
  return projection<{ sum: number }>({
    name: 'Sums',
    init: () => ({ sum: 0 }),
    on: {
      Counted: (state, e) => {
        if (e.data.n === 13 && factor === 1) throw new Error('unlucky')
        state.sum += e.data.n * factor
      },
    },
  })
}

function pick(row: unknown): unknown {
  const { key, json } = row as { readonly key: string; readonly json: string }
  return { key, json }
}

function byKey(cells: readonly { readonly key: string }[] | undefined): unknown {
  return cells?.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
