import { expect, test } from 'vitest'
import type { Position } from '../../src/core/event.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'
import { QUANTUM_EVENTS, VersionLog } from '../../src/projection/version-log.ts'
import { codec } from './projection-log.ts'

test('states that are too large together are refused in words, and nothing of them shows', async () => {
  const values = new MemoryValueStore()
  const log = new VersionLog(values, codec, 0)
  const positions = Array.from({ length: QUANTUM_EVENTS }, (_, at) => (at + 1) as Position)
  const json = `"${'x'.repeat(4 * 1024 * 1024 - 2)}"`
  const records = Array.from({ length: 130 }, (_, at) => ({
    cell: log.cellFor(`key-${at}`),
    json,
    event: at,
    columns: [],
  }))
  await expect(log.record(positions, records)).rejects.toMatchObject({ code: 'value-too-large' })
  expect([log.quanta, log.head.live, values.size]).toEqual([0, 0, 0])
})
