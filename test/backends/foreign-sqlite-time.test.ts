import { expect, test } from 'vitest'
import { sqliteTimeUs } from '../../src/backends/foreign/sqlite-time.ts'

const noonUs = Date.UTC(2024, 4, 1, 12) * 1000

test.for([
  ['2024-05-01 12:00:00', noonUs],
  ['2024-05-01 12:00', noonUs],
  ['2024-05-01', noonUs - 12 * 3600 * 1_000_000],
  ['2024-05-01T12:00:00.5Z', noonUs + 500_000],
  ['2024-05-01 12:00:00.123456', noonUs + 123_456],
  ['2024-05-01 12:00:00.123456789', noonUs + 123_456],
  ['2024-05-01 14:00:00+02:00', noonUs],
  ['1969-12-31 23:59:59.999999', -1],
  ['2024-13-01 12:00:00', undefined],
  ['2024-02-30 12:00:00', undefined],
  ['2023-02-29', undefined],
  ['2024-05-01 25:00:00', undefined],
  ['yesterday', undefined],
  ['1714564800', undefined],
  ['', undefined],
] as const)('%s is %s microseconds', ([text, us]) => {
  expect(sqliteTimeUs(text)).toBe(us)
})
