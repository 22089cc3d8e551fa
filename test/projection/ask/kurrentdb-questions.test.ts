import { describe, expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { kurrentdbProjection } from '../../../src/library/kurrentdb-projection.ts'
import { blame } from '../../../src/projection/ask/blame.ts'
import { changes } from '../../../src/projection/ask/changes.ts'
import { checkDeterminism } from '../../../src/projection/ask/determinism.ts'
import { find } from '../../../src/projection/ask/find.ts'
import { shrink } from '../../../src/projection/ask/shrink.ts'
import { eventAt, foldAll } from '../projection-log.ts'
import { asking } from './asked-history.ts'

const END = Number.MAX_SAFE_INTEGER as Position

/** Each partition counts its own, and all of them together. */
const shared = kurrentdbProjection(`
  options({ biState: true })
  fromAll().foreachStream().when({
    $init: () => ({ own: 0 }),
    $initShared: () => ({ all: 0 }),
    Counted: ([own, all], e) => { own.own += e.data.n; all.all += e.data.n; return [own, all] },
    Capped: ([own, all]) => { if (all.all > 8) throw new Error('over the cap'); return [own, all] },
  })`)

const { sharedCell = '' } = shared

const events = [
  eventAt(1, { stream: 'a-1', data: { n: 5 } }),
  eventAt(2, { stream: 'b-1', data: { n: 1 } }),
  eventAt(4, { stream: 'a-1', type: 'Capped' }),
  eventAt(5, { stream: 'a-1', data: { n: -1 } }),
  eventAt(6, { stream: 'c-1', data: { n: 9 } }),
  eventAt(8, { stream: 'b-1', type: 'Capped' }),
  eventAt(9, { stream: 'b-1', data: { n: 1 } }),
]

describe('of a projection with shared state', () => {
  test('the shared cell is searched as any other', async () => {
    const input = {
      predicate: '',
      key: sharedCell,
      after: 0 as Position,
      upTo: END,
      want: 'crossings',
      limit: 9,
    } as const
    const found = await find(shared, input, (state) => (state as { all: number }).all > 5, asking(events))
    expect(found.crossings).toEqual([
      { position: 2, key: sharedCell, holds: true },
      { position: 5, key: sharedCell, holds: false },
      { position: 6, key: sharedCell, holds: true },
    ])
  })

  test('a failure is shrunk to events of other partitions that brought it about', async () => {
    const message = 'Error: over the cap'
    expect((await shrink(shared, { kind: 'failure', message }, { upTo: END }, asking(events))).positions).toEqual([
      6, 8,
    ])
  })

  test('the fold ends at a failure as KurrentDB does, and goes on where that is asked for', async () => {
    const late = { kind: 'predicate', predicate: (state: unknown) => (state as { own?: number }).own === 2 } as const
    await expect(shrink(shared, late, { upTo: END }, asking(events))).rejects.toMatchObject({ code: 'not-found' })
    const goingOn = { ...asking(events), onFailure: 'continue' } as const
    expect((await shrink(shared, late, { upTo: END }, goingOn)).positions).toEqual([2, 9])
  })

  test('each leaf of the shared cell has its event, and its changes are told', async () => {
    const engine = await foldAll(shared, events)
    expect(await blame(engine, { key: sharedCell, position: END }, asking([]))).toEqual({
      leaves: [{ path: ['all'], position: 6 }],
    })
    const input = { key: sharedCell, path: ['all'], after: 0 as Position, upTo: END, limit: 9 }
    expect((await changes(engine, input, asking([]))).changes).toEqual([
      { position: 1, value: '5' },
      { position: 2, value: '6' },
      { position: 5, value: '5' },
      { position: 6, value: '14' },
    ])
  })

  test('two folds come to the same, and to something else where it keeps what is not state', async () => {
    expect(await checkDeterminism(shared, { upTo: END, uses: () => [] }, asking(events))).toEqual({ uses: [] })
    const keeping = kurrentdbProjection(`
      let seen = 0
      fromAll().when({ Counted: (state) => ({ seen: ++seen }) })`)
    const { difference } = await checkDeterminism(keeping, { upTo: END, uses: () => [] }, asking(events))
    expect(difference).toEqual({ position: 1, key: '', first: '{"seen":1}', second: '{"seen":2}' })
  })
})
