import { describe, expect, test } from 'vitest'
import { anyTimeUs, millisecondTimeUs, textTimeUs } from '../../src/backends/foreign/stored-time.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

describe('a time of unknown form', () => {
  test.each([
    ['CURRENT_TIMESTAMP, without a zone', '2024-05-01 12:00:00', NOON_US],
    ['a .NET DateTime with seven digits', '2024-05-01 12:00:00.1234567', NOON_US + 123_456],
    ['a .NET DateTimeOffset', '2024-05-01 14:00:00.1234567+02:00', NOON_US + 123_456],
    ['ISO 8601 in UTC', '2024-05-01T12:00:00Z', NOON_US],
    ['an offset without a colon', '2024-05-01T14:00:00+0200', NOON_US],
    ['an offset of hours', '2024-05-01 14:00:00+02', NOON_US],
    ['Ruby with UTC in letters', '2024-05-01 12:00:00 UTC', NOON_US],
    ['a date alone', '2024-05-01', Date.UTC(2024, 4, 1) * 1000],
    ['seconds', BigInt(NOON_US / 1e6), NOON_US],
    ['seconds with a fraction', NOON_US / 1e6 + 0.5, NOON_US + 500_000],
    ['milliseconds', BigInt(NOON_US / 1e3), NOON_US],
    ['microseconds', BigInt(NOON_US), NOON_US],
    ['nanoseconds', BigInt(NOON_US) * 1000n + 999n, NOON_US],
    ['digits in text', String(NOON_US / 1e3), NOON_US],
    ['a fraction of days as julianday() counts them', 2_460_432.25, Date.UTC(2024, 4, 1, 18) * 1000],
    ['words', 'yesterday', undefined],
    ['a day that no month has', '2024-13-45', undefined],
    ['empty text', '', undefined],
  ])('may be %s', (_, stored, us) => {
    expect(anyTimeUs(stored)).toBe(us)
  })
})

test('a column of milliseconds has no times in text, and one of text none in numbers', () => {
  expect(millisecondTimeUs(1_714_564_800_123n)).toBe(1_714_564_800_123_000)
  expect(millisecondTimeUs('1714564800123')).toBeUndefined()
  expect(textTimeUs(1_714_564_800_123n)).toBeUndefined()
})

test('a number too large for any time is none', () => {
  expect(millisecondTimeUs(2n ** 62n)).toBeUndefined()
})
