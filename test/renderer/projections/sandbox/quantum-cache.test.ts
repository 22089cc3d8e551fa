import { expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import { QuantumCache } from '../../../../src/renderer/projections/sandbox/quantum-cache.ts'
import { eventAt } from '../../../projection/projection-log.ts'

const at = (position: number): Position => position as Position
const quantum = (position: number) => [eventAt(position, { data: 'x'.repeat(1000) })]

test('what was longest unused goes first', () => {
  const cache = new QuantumCache(3000)
  cache.put(at(1), quantum(1))
  cache.put(at(2), quantum(2))
  cache.get(at(1))
  cache.put(at(3), quantum(3))
  expect([1, 2, 3].map((after) => cache.get(at(after)) !== undefined)).toEqual([true, false, true])
})

test('the last one put is kept whatever its size, and alone', () => {
  const cache = new QuantumCache(10)
  cache.put(at(1), quantum(1))
  cache.put(at(2), quantum(2))
  expect(cache.get(at(1))).toBeUndefined()
  expect(cache.get(at(2))).toEqual(quantum(2))
})

test('one put twice counts once', () => {
  const cache = new QuantumCache(3000)
  cache.put(at(1), quantum(1))
  for (let time = 0; time < 5; time++) cache.put(at(2), quantum(2))
  expect(cache.get(at(1))).toEqual(quantum(1))
})
