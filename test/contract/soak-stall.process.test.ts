import { expect } from 'vitest'
import { SUBSCRIPTION_WINDOW } from '../../src/contract/host-client.ts'
import { fileTest as test } from '../backends/sqlite-files.ts'
import { soakStall } from './soak-stall.ts'

test('subscribers of a store in a file that take nothing for a while get everything once', async ({ folder }) => {
  const report = await soakStall({ folder, minutes: 0.05, onProgress: () => {} })
  expect(report.faults).toEqual([])
  expect(report.sentWhileStalled).toBeLessThanOrEqual(SUBSCRIPTION_WINDOW)
})
