import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleRuns } from '../../src/host/type-samples.ts'

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
