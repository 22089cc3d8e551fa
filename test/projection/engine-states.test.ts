import { describe, expect, test } from 'vitest'
import type { Position } from '../../src/core/event.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { MAX_CELL_CHARACTERS } from '../../src/projection/recordable.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'
import { cellAt, engineOver, eventAt, foldAll, rowsAt } from './projection-log.ts'

describe('a state', () => {
  const quantum = Array.from({ length: 256 }, (_, at) => eventAt(at + 1))

  test.each([
    ['a Map', () => ({ seen: new Map() }), 'state.seen is a Map; a read model keeps JSON only', '{"seen":{}}'],
    ['no number', () => [1, Number.NaN], 'state[1] is NaN; a read model keeps JSON only', '[1,null]'],
  ])('that holds %s is kept as JSON keeps it, and listed', async (_, apply, message, json) => {
    const engine = await foldAll(epochProjection({ name: 'n', apply }), quantum)
    expect(engine.failures.first).toMatchObject([{ position: 256, key: 'order-1', message }])
    expect((await cellAt(engine, 256, 'order-1'))?.json).toBe(json)
  })

  test.each([
    ['goes in circles', circle],
    ['is too large', () => 'x'.repeat(MAX_CELL_CHARACTERS)],
  ])('that %s is listed, and the cell keeps what it was a quantum ago', async (_, apply) => {
    let on = false
    const projection = epochProjection({
      name: 'n',
      init: () => ({ a: 1 }),
      apply: (s: object) => (on ? apply(s) : undefined),
    })
    const engine = await foldAll(projection, quantum)
    on = true
    await engine.fold(quantum.map((event) => ({ ...event, position: (event.position + 256) as Position })))
    expect(engine.failures.count).toBe(1)
    expect((await cellAt(engine, 512, 'order-1'))?.json).toBe('{"a":1}')
  })

  test('larger than a slab of the value store comes back whole', async () => {
    const text = '🙂é'.repeat(500_000)
    const projection = epochProjection({
      name: 'n',
      key: (e: { position: number }) => `k${e.position}`,
      apply: (_: unknown, e: { position: number }) => (e.position > 4 ? 1 : text),
    })
    const engine = await foldAll(projection, quantum)
    expect((await cellAt(engine, 256, 'k3'))?.json).toBe(JSON.stringify(text))
  })

  test('that `init` gives as one object for all cells is each cell’s own', async () => {
    const shared = { n: 0 }
    const projection = epochProjection({
      name: 'n',
      init: () => shared,
      apply: (state: { n: number }) => {
        state.n++
      },
    })
    const engine = await foldAll(projection, [eventAt(1), eventAt(2, { stream: 'order-2' })])
    expect(await rowsAt(engine, 2)).toMatchObject([{ json: '{"n":1}' }, { json: '{"n":1}' }])
    expect(shared.n).toBe(0)
  })

  test('of several keys shares nothing of the event', async () => {
    const projection = epochProjection({
      name: 'n',
      key: () => ['a', 'b'],
      apply: (state: { items?: number[] }, e: { data: { items: number[] } }) => {
        state.items ??= e.data.items
        state.items.push(9)
      },
    })
    const engine = await foldAll(projection, [eventAt(1, { data: { items: [] } })])
    expect(await rowsAt(engine, 1)).toMatchObject([{ json: '{"items":[9]}' }, { json: '{"items":[9]}' }])
  })

  test('that overfills the value store ends the fold with a named error, and what was folded can be seen', async () => {
    const engine = engineOver(epochProjection({ name: 'n', apply: () => 'x'.repeat(100) }), quantum, {
      values: new MemoryValueStore(50),
    })
    await expect(engine.fold(quantum)).rejects.toMatchObject({ code: 'value-too-large' })
    await expect(engine.fold([eventAt(300)])).rejects.toMatchObject({ code: 'value-too-large' })
    expect(await rowsAt(engine, 256)).toHaveLength(1)
  })
})

function circle(state: { self?: unknown }): void {
  state.self = state
}
