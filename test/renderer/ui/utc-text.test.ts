import { expect, test } from 'vitest'
import { utcSecondText, utcText } from '../../../src/renderer/ui/utc-text.ts'

test.each([
  { atUs: 1_772_360_551_123_456, text: '2026-03-01 10:22:31.123456' },
  { atUs: 1_772_360_551_000_007, text: '2026-03-01 10:22:31.000007' },
  { atUs: 0, text: '1970-01-01 00:00:00.000000' },
  { atUs: -1, text: '1969-12-31 23:59:59.999999' },
])('$atUs µs since 1970 is $text', ({ atUs, text }) => {
  expect(utcText(atUs)).toBe(text)
})

test('seconds are never rounded up', () => {
  expect(utcSecondText(1_772_360_551_999_999)).toBe('2026-03-01 10:22:31')
})
