import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventTimeUs } from '../../src/transfer/event-time.ts'

test.each([
  ['2024-03-01T10:00:00Z', 1_709_287_200_000_000],
  ['2024-03-01T10:00:00.5Z', 1_709_287_200_500_000],
  ['2024-03-01T10:00:00.123456789Z', 1_709_287_200_123_456],
  ['2024-03-01 10:00:00,123456+00', 1_709_287_200_123_456],
  ['2024-03-01T12:30:00.000001+02:30', 1_709_287_200_000_001],
  ['2024-03-01T05:00:00-0500', 1_709_287_200_000_000],
  ['2024-03-01T10:00', 1_709_287_200_000_000],
  ['2024-03-01', 1_709_251_200_000_000],
  ['1969-12-31T23:59:59.999999Z', -1],
  [1_709_287_200, 1_709_287_200_000_000],
  [1_709_287_200_123, 1_709_287_200_123_000],
  [1_709_287_200_123_456, 1_709_287_200_123_456],
  [0, 0],
])('%s is %i microseconds', (value, us) => {
  expect(eventTimeUs(value)).toBe(us)
})

test.each([
  '',
  'now',
  '2024-13-01',
  '2023-02-29',
  '0050-01-01',
  '2024-03-01T25:00Z',
  '2024-03-01T10:60Z',
  '10:00',
  true,
  null,
  {},
])('%j is no time', (value) => {
  expect(eventTimeUs(value)).toBeUndefined()
})

test('the ISO text of any time to the millisecond is that time', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1700-01-01'), max: new Date('2254-12-31'), noInvalidDate: true }),
      (date) => eventTimeUs(date.toISOString()) === date.getTime() * 1000,
    ),
    { seed: 3 },
  )
})
