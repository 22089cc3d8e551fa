import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SpillingValueStore } from '../../src/projection/spilling-value-store.ts'
import { MemoryValueStore, type ValueRef, type ValueStore } from '../../src/projection/value-store.ts'
import { FileValueStore } from '../bench/time-travel/file-value-store.ts'

const kinds: readonly [string, () => ValueStore][] = [
  ['memory', () => new MemoryValueStore()],
  ['a file', () => new FileValueStore()],
]

describe.each(kinds)('values that spill into %s', (_, openBacking) => {
  test('come back as they were, however little of them is in memory', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 60 })
    const budget = fc.integer({ min: 0, max: 2000 })
    const asked = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(400)), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(chunks, budget, asked, async (written, budgetBytes, places) => {
        const values = new SpillingValueStore({
          openBacking: async () => openBacking(),
          budgetBytes,
          slabBytes: 64,
          cacheBytes: 200,
        })
        const all: number[] = []
        for (const chunk of written) {
          await values.append(chunk, all.length % 50)
          all.push(...chunk)
          expect(values.size).toBe(all.length)
          const refs = places.map(([place, length]): ValueRef => {
            const start = Math.floor(place * all.length)
            return { start, end: Math.min(start + length, all.length) }
          })
          const read = await values.readMany(refs)
          expect(read.map((bytes) => [...bytes])).toEqual(refs.map(({ start, end }) => all.slice(start, end)))
        }
        const inMemory = values.size - values.spilledBytes
        expect(inMemory).toBeLessThanOrEqual(Math.max(budgetBytes, 64))
        await values.close()
      }),
      { numRuns: 60, seed: 128 },
    )
  })
})

test('what the appender holds itself counts', async () => {
  const values = new SpillingValueStore({
    openBacking: async () => new MemoryValueStore(),
    budgetBytes: 1000,
    slabBytes: 100,
  })
  for (let at = 0; at < 9; at++) await values.append(new Uint8Array(100))
  expect(values.spilledBytes).toBe(0)
  await values.append(new Uint8Array(10), 600)
  expect(values.spilledBytes).toBe(600)
})

test('nothing is opened while all of it fits', async () => {
  const values = new SpillingValueStore({
    openBacking: () => Promise.reject(new Error('it was opened')),
    budgetBytes: 1000,
    slabBytes: 100,
  })
  await values.append(new Uint8Array(1000))
  await expect(values.append(new Uint8Array(1))).rejects.toThrow('it was opened')
})
