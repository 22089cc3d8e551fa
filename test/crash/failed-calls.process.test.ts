import { expect } from 'vitest'
import { fileTest as test } from '../backends/sqlite-files.ts'
import { failCalls } from './failed-calls.ts'
import { whyNoTracing } from './write-recording.ts'

const why = whyNoTracing === '' ? '' : ` (left out: ${whyNoTracing})`

test.skipIf(whyNoTracing !== '')(
  `whichever call on its files fails, a store acknowledges nothing that it has not kept, and opens again clean${why}`,
  async ({ folder }) => {
    const report = await failCalls({ folder, calls: 24, seed: 1 })
    expect(report.faults).toEqual([])
    expect(report.lost).toBe(0)
    expect(report.acknowledged).toBeGreaterThan(24)
    expect(Object.keys(report.refusals).sort()).toEqual(['disk-full', 'store-gone'])
  },
)
