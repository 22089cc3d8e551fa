import { describe, expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import type { JsonText } from '../../../../src/core/json.ts'
import type { AskProgress } from '../../../../src/projection/ask/questions.ts'
import { eventAt } from '../../../projection/projection-log.ts'
import { ArrayLog, RunningProjection } from './running-projection.ts'

const at = (position: number): Position => position as Position

const balances = `
type Balance = { cents: number }
export default {
  name: 'Balances',
  init: (): Balance => ({ cents: 0 }),
  on: {
    Paid: (state, e) => { state.cents += e.data.cents },
    Broke: () => { throw new Error('broke') },
  },
}`

/** 3,000 events of three streams; the cents go up and down. */
function history(length = 3000): ArrayLog {
  return new ArrayLog(
    Array.from({ length }, (_, index) =>
      eventAt(index + 1, {
        type: index % 100 === 50 ? 'Broke' : 'Paid',
        stream: `order-${index % 3}`,
        data: { cents: index % 2 === 0 ? 5 : -4 },
      }),
    ),
  )
}

async function running(source = balances, events = history()): Promise<RunningProjection> {
  const projection = new RunningProjection(source, events, 0)
  await projection.status('live')
  return projection
}

describe('a projection that is asked', () => {
  test('says what one event did, and why it did nothing', async () => {
    using projection = await running()
    expect(await projection.ask('inspect', { position: at(1) })).toEqual({
      position: 1,
      outcome: { kind: 'handled' },
      cells: [{ key: 'order-0', after: '{"cents":5}' }],
      emitted: [],
      logs: [],
    })
    expect((await projection.ask('inspect', { position: at(51) })).outcome).toEqual({
      kind: 'failed',
      message: 'Error: broke',
      line: 8,
    })
    await expect(projection.ask('inspect', { position: at(9999) })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('tells the history of a cell: which event set a leaf, every change of a path, what two moments differ in', async () => {
    using projection = await running()
    const { leaves } = await projection.ask('blame', { key: 'order-0', position: at(600) })
    expect(leaves).toEqual([{ path: ['cents'], position: 598 }])
    const { changes, complete } = await projection.ask('changes', {
      key: 'order-0',
      path: ['cents'],
      after: at(0),
      upTo: at(3000),
      limit: 10_000,
    })
    expect(complete).toBe(true)
    expect(changes.length).toBe(1000 - 10)
    const diff = await projection.ask('diffMoments', { from: at(1), to: at(300), limit: 2 })
    expect(diff).toMatchObject({ total: 3, cells: [{ key: 'order-0', before: '{"cents":5}' }, { key: 'order-1' }] })
  })

  test('finds where a predicate begins and ends to hold, and what is wrong with one', async () => {
    using projection = await running()
    const range = { after: at(0), upTo: at(3000), limit: 100 }
    const found = await projection.ask('find', { predicate: 'state.cents < 0', want: 'first', ...range })
    expect(found.crossings).toEqual([{ position: 2, key: 'order-1', holds: true }])
    const thrown = await projection.ask('find', { predicate: 'state.no.way', want: 'crossings', ...range })
    expect(thrown).toMatchObject({ total: 0, trouble: { position: 1, message: expect.stringContaining('TypeError') } })
    await expect(projection.ask('find', { predicate: 'state.', want: 'first', ...range })).rejects.toMatchObject({
      code: 'predicate-invalid',
    })
    await expect(
      projection.ask('find', { predicate: '(() => { for (;;) {} })()', want: 'first', ...range }),
    ).rejects.toMatchObject({ code: 'projection-timeout' })
    expect((await projection.exactly(3)).total).toBe(3)
  })

  test('compares itself with what would be if', async () => {
    using projection = await running()
    const whatIf = {
      name: 'w',
      skip: [at(7)],
      edit: [],
      insert: [
        {
          after: at(3),
          stream: 'order-9',
          type: 'Paid',
          data: '{"cents":1}' as JsonText,
          metadata: '' as JsonText,
        },
      ],
    }
    const { firstDivergence, total, cells } = await projection.ask('compare', { upTo: at(3000), limit: 10, whatIf })
    expect(firstDivergence).toEqual({ position: 3 + 1 / 4096, key: 'order-9' })
    expect(total).toBe(2)
    expect(cells.map(({ key }) => key)).toEqual(['order-0', 'order-9'])
  })

  test('shrinks a history to the events that make a handler fail', async () => {
    using projection = await running()
    const goal = { kind: 'failure' as const, message: 'Error: broke' }
    const { positions, fixture } = await projection.ask('shrink', { upTo: at(3000), goal })
    expect(positions).toEqual([51])
    expect(fixture.trim().split('\n')).toHaveLength(1)
  })

  test('says what in it is not the same everywhere, and what it keeps outside its state', async () => {
    using clean = await running(
      `export default { name: 'n', apply: (state, e) => ({ at: Date.now(), n: Math.random(), t: new Date(0).toLocaleString() }) }`,
    )
    const { difference, uses } = await clean.ask('checkDeterminism', { upTo: at(500) })
    expect(difference).toBeUndefined()
    expect(uses.map(({ name, firstPosition }) => ({ name, firstPosition }))).toEqual(
      ['Date.now', 'Math.random', 'toLocaleString'].map((name) => ({ name, firstPosition: 1 })),
    )
    using dirty = await running(`let n = 0\nexport default { name: 'n', apply: () => ({ n: n++ }) }`)
    const report = await dirty.ask('checkDeterminism', { upTo: at(500) })
    expect(report.difference).toMatchObject({ position: 1, key: 'order-0' })
  })

  test('tells how far it is, and ends at once when nobody waits', async () => {
    using projection = await running(balances, history(20_000))
    const ended = new AbortController()
    const told: AskProgress[] = []
    const asked = projection.run.ask(
      'find',
      {
        predicate: '(() => { const t = []; for (let i = 0; i < 3e4; i++) t.push(i); return false })()',
        want: 'first',
        after: at(0),
        upTo: at(20_000),
        limit: 1,
      },
      {
        signal: ended.signal,
        onProgress: (progress) => {
          told.push(progress)
          ended.abort(new Error('enough'))
        },
      },
    )
    await expect(asked).rejects.toThrow('enough')
    expect(told[0]?.events).toBeGreaterThan(0)
    expect(document.querySelectorAll('iframe[title="Projection sandbox"]')).toHaveLength(1)
    expect((await projection.ask('inspect', { position: at(1) })).outcome).toEqual({ kind: 'handled' })
  })
})

describe('a projection that fails at an event', () => {
  test('goes on, or stops there where that is asked for', async () => {
    using projection = new RunningProjection(balances, history(), 0, { from: 0, limit: 5 }, undefined, {
      onFailure: 'stop',
    })
    const { stoppedAt, failures } = await projection.status('live')
    expect(stoppedAt).toBe(51)
    expect(failures.count).toBe(1)
  })

  test('in a file that it imports says in which', async () => {
    const files = { 'money.ts': `export const add = (a: number) => {\n  throw new Error('no money')\n}` }
    const source = `import { add } from './money'\nexport default { name: 'n', apply: () => add(1) }`
    using projection = new RunningProjection(source, history(3), 0, { from: 0, limit: 5 }, undefined, {
      file: 'orders.ts',
      files,
    })
    const { failures } = await projection.status('live')
    expect(failures.first[0]).toMatchObject({ message: 'Error: no money', line: 2, file: 'money.ts' })
  })
})
