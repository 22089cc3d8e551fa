import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import { eventType } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { sampleRuns, typeSamples } from '../../src/host/type-samples.ts'

test('samples are as many as asked for, each once, in order, the first and the last among them', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 1000 }), (total, limit) => {
      const rows = sampleRuns(total, limit).flatMap(({ from, rows }) =>
        Array.from({ length: rows }, (_, i) => from + i),
      )
      expect(rows).toHaveLength(Math.min(total, limit))
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
      if (total > 0) expect(rows[0]).toBe(1)
      if (total > 0 && limit > 1) expect(rows.at(-1)).toBe(total)
    }),
  )
})

test('where events are large, fewer are taken, the first and the last still among them', async () => {
  const store = new MemoryStore()
  for (let at = 1; at <= 12; at++)
    await store.storeEvent(
      new EventBuilder()
        .stream('s')
        .type('Large')
        .data({ text: 'x'.repeat(1_000_000), at })
        .build(),
    )
  const index = new GeneralLogIndex(logSourceOf(store))
  const positions = (await typeSamples(index, eventType('Large'), 60)).map(({ position }) => Number(position))
  expect(positions).toHaveLength(4)
  expect([positions[0], positions.at(-1)]).toEqual([1, 12])
  expect(await typeSamples(index, eventType('Nothing'), 60)).toEqual([])
})
