import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryValueStore, type ValueRef } from '../../src/projection/value-store.ts'

test('all bytes come back as they were, in any order, over the edges of slabs too', async () => {
  const chunks = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.uint8Array({ maxLength: 200 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 9_000_000 }).map((length) => new Uint8Array(length).fill(7)) },
    ),
    { maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(chunks, async (written) => {
      const values = new MemoryValueStore()
      const refs: ValueRef[] = []
      for (const chunk of written) {
        const start = values.size
        await values.append(chunk)
        refs.push({ start, end: values.size })
      }
      const read = await values.readMany(refs.toReversed())
      for (const [at, bytes] of read.entries())
        expect(Buffer.compare(bytes, written.at(-1 - at) ?? new Uint8Array())).toBe(0)
    }),
    { numRuns: 30, seed: 128 },
  )
})

test('a full store takes nothing of a chunk that has no room', async () => {
  const values = new MemoryValueStore(10)
  await values.append(new Uint8Array(8))
  await expect(values.append(new Uint8Array(5))).rejects.toMatchObject({ code: 'value-too-large' })
  expect(values.size).toBe(8)
  await values.append(new Uint8Array([1, 2]))
  expect(await values.readMany([{ start: 8, end: 10 }])).toEqual([new Uint8Array([1, 2])])
})
