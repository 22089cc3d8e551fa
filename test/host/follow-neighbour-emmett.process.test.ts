import { readdirSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { fileTest as test } from '../backends/sqlite-files.ts'
import { emmettNeighbour, isEmmettInstalled } from './emmett-neighbour.ts'
import { followNeighbour } from './follow-neighbour.ts'

const MOST_WAL_BYTES = 16 * 1024 * 1024

describe.skipIf(!isEmmettInstalled)('a real Emmett application that appends 1,000 messages of 4 kB a second', () => {
  for (const asking of ['nothing', 'as a window'] as const)
    test(`is followed without loss, and not disturbed, while Epoch asks ${asking}`, async ({ folder }) => {
      const path = makeEmmettStore(folder)
      const { delivered, ...report } = await followNeighbour({
        path,
        writer: emmettNeighbour,
        perSecond: 1000,
        seconds: 3,
        asking,
      })
      expect(report.appended).toBeGreaterThan(1000)
      expect(delivered).toEqual(Array.from({ length: report.appended }, (_, n) => n))
      expect(report.busy, 'how often the application found the store busy').toBe(0)
      expect(report.largestWalBytes, 'bytes of its write-ahead log').toBeLessThanOrEqual(MOST_WAL_BYTES)
      if (asking === 'nothing') expect(report.lateP99Ms, 'milliseconds from a commit to its delivery').toBeLessThan(500)
      // The application closed after Epoch, and took its log with it: nothing of Epoch's kept it.
      expect(readdirSync(folder)).toEqual(['emmett.db'])
    })
})
