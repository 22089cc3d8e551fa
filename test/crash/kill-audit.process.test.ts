import { expect } from 'vitest'
import { fileTest as test } from '../backends/sqlite-files.ts'
import { auditKills } from './kill-audit.ts'

test('what a hundred killed processes had acknowledged is kept, once, whole and without gaps', {
  timeout: 300_000,
}, async ({ folder }) => {
  const report = await auditKills({ folder, kills: 100, seed: 1 })
  expect(report.faults).toEqual([])
  expect(report.lost).toBe(0)
  expect(Object.keys(report.killsByScenario).sort()).toEqual([
    'append',
    'checkpoint',
    'first open',
    'import',
    'import into a store',
    'purge',
    'upgrade',
    'upkeep',
  ])
  expect(report.acknowledged).toBeGreaterThan(1000)
})

test('the audit finds out a writer that acknowledges before it has committed', async ({ folder }) => {
  const report = await auditKills({ folder, kills: 6, seed: 2, writer: 'threads, told too early' })
  expect(report.lost).toBeGreaterThan(0)
})
