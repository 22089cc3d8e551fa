import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanText, timeSpan, timeText } from '../../../src/core/filter/filter-time.ts'
import { anything } from './filter-trees.ts'

/** First and last millisecond as ISO says them, and the microseconds of the last. */
function said(text: string): string {
  const span = timeSpan(text)
  if (typeof span === 'string') return span
  return `${new Date(Math.floor(span.fromUs / 1000)).toISOString()} ${span.toUs - span.fromUs + 1}`
}

const day = 24 * 3600 * 1_000_000

describe('a time', () => {
  test.each([
    ['2026', `2026-01-01T00:00:00.000Z ${365 * day}`],
    ['2024', `2024-01-01T00:00:00.000Z ${366 * day}`],
    ['2026-02', `2026-02-01T00:00:00.000Z ${28 * day}`],
    ['2026-12', `2026-12-01T00:00:00.000Z ${31 * day}`],
    ['2024-02-29', `2024-02-29T00:00:00.000Z ${day}`],
    ['1969-12-31', `1969-12-31T00:00:00.000Z ${day}`],
    ['2026-01-01T10:00', '2026-01-01T10:00:00.000Z 60000000'],
    ['2026-01-01t10:00z', '2026-01-01T10:00:00.000Z 60000000'],
    ['2026-01-01 10:00:01', '2026-01-01T10:00:01.000Z 1000000'],
    ['2026-01-01T10:00:01.5', '2026-01-01T10:00:01.500Z 100000'],
    ['2026-01-01T10:00:01.123456', '2026-01-01T10:00:01.123Z 1'],
    ['2026-01-01T00:30+02:00', '2025-12-31T22:30:00.000Z 60000000'],
    ['2026-01-01T00:30-02:30', '2026-01-01T03:00:00.000Z 60000000'],
    ['1969-12-31T23:59:59.999999', '1969-12-31T23:59:59.999Z 1'],
    ['2026-02-29', 'a date that exists'],
    ['2026-00', 'a date that exists'],
    ['2026-04-31T10:00', 'a date that exists'],
    ['2026-01-01T10:60', 'a time of day that exists'],
    ['2026-01-01T10:00:60', 'a time of day that exists'],
    ['2026-01-01T10:00+24:00', 'a time of day that exists'],
  ])('%s is %s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })

  test('of which an event cannot be is refused, and the first and last that fit are not', () => {
    expect(said('1684-07-29')).toBe(`1684-07-29T00:00:00.000Z ${day}`)
    expect(said('2255-06-04')).toBe(`2255-06-04T00:00:00.000Z ${day}`)
    for (const text of ['1684-07-28', '2255-06-05', '0001-01-01', '9999-12-31'])
      expect(said(text)).toContain('which is what fits')
  })

  test.each([
    '2026-1-1',
    '26-01-01',
    '2026-01-01T10',
    '2026-01-01T',
    '2026-01-01+02:00',
    '2026-01-01T10:00:00.',
    'now',
    '',
  ])('%j is none', (text) => {
    expect(said(text)).toContain('a time such as')
  })

  test('is written so that it is read as the same, as a beginning, an end and a span (seed 14)', () => {
    fc.assert(
      fc.property(anything.timesUs, (us) => {
        expect(timeSpan(timeText(us, 'from'))).toMatchObject({ fromUs: us })
        expect(timeSpan(timeText(us, 'to'))).toMatchObject({ toUs: us })
        const text = timeText(us, 'from')
        const span = timeSpan(text)
        expect(typeof span === 'string' ? span : spanText(span)?.length).toBeLessThanOrEqual(text.length)
      }),
      { seed: 14, numRuns: 1000 },
    )
  })
})
