import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionTicks, ticksBehind, timeTicks } from '../../../src/renderer/timeline/ticks.ts'

const us = (iso: string): number => Date.parse(iso) * 1000
const labels = (from: string, to: string, count: number): readonly string[] =>
  timeTicks(us(from), us(to), count, 'utc').map((tick) => tick.label)

test('hours over two days turn over to the day', () => {
  expect(labels('2026-03-01T07:00:00Z', '2026-03-02T20:00:00Z', 5)).toEqual([
    '1 Mar 2026, 12:00',
    '18:00',
    '2 Mar',
    '06:00',
    '12:00',
    '18:00',
  ])
})

test('days over two weeks name the month, and the first one the year', () => {
  expect(labels('2026-02-20T07:00:00Z', '2026-03-08T20:00:00Z', 4)).toEqual(['22 Feb 2026', '1 Mar', '8 Mar'])
})

test('months over new year turn over to the year', () => {
  expect(labels('2025-09-15T00:00:00Z', '2026-04-20T00:00:00Z', 4)).toEqual(['Oct 2025', '2026', 'Apr'])
})

test('years are years', () => {
  expect(labels('2015-09-15T00:00:00Z', '2026-04-20T00:00:00Z', 3)).toEqual(['2020', '2025'])
})

test('spans below a second show fractions down to the microsecond', () => {
  const from = us('2026-03-01T10:00:00Z') + 100
  expect(timeTicks(from, from + 300, 3, 'utc').map((tick) => tick.label)).toEqual([
    '1 Mar 2026, 10:00:00.000100',
    '10:00:00.000200',
    '10:00:00.000300',
    '10:00:00.000400',
  ])
})

test('an instant and a single microsecond have ticks that lie in them', () => {
  const at = us('2026-03-01T10:00:00Z')
  for (const tick of [...timeTicks(at, at, 6, 'utc'), ...timeTicks(at, at + 1, 6, 'utc')]) {
    expect(tick.at).toBeGreaterThanOrEqual(at)
    expect(tick.at).toBeLessThanOrEqual(at + 1)
  }
})

test('ticks lie in the span, rise, and are about as many as asked for', () => {
  const from = fc.integer({ min: us('1971-01-01T00:00:00Z'), max: us('2200-01-01T00:00:00Z') })
  fc.assert(
    fc.property(from, fc.integer({ min: 1, max: 4e15 }), fc.integer({ min: 2, max: 20 }), (fromUs, span, count) => {
      const ticks = timeTicks(fromUs, fromUs + span, count, 'utc')
      expect(ticks.length).toBeLessThanOrEqual(count * 3)
      for (const [index, tick] of ticks.entries()) {
        expect(tick.at).toBeGreaterThanOrEqual(index === 0 ? fromUs : (ticks[index - 1]?.at ?? 0) + 1)
        expect(tick.at).toBeLessThanOrEqual(fromUs + span)
      }
    }),
  )
})

test('positions are whole and grouped', () => {
  expect(positionTicks(0, 2500, 3).map((tick) => tick.label)).toEqual(['0', '1,000', '2,000'])
  expect(positionTicks(0, 1, 8).map((tick) => tick.label)).toEqual(['0', '1'])
})

test('positions of a part begin where it does', () => {
  expect(positionTicks(12_000, 12_400, 4).map((tick) => tick.label)).toEqual([
    '12,000',
    '12,100',
    '12,200',
    '12,300',
    '12,400',
  ])
})

test('in the local zone a day turns over when it does there', () => {
  for (const zone of ['Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin']) {
    process.env['TZ'] = zone
    const from = us('2026-03-28T00:00:00Z')
    const ticks = timeTicks(from, from + 3 * 86_400_000_000, 6, 'local')
    const turns = ticks.filter(({ turn }) => turn)
    expect(turns.map(({ label }) => label)).toEqual(expect.arrayContaining(['29 Mar', '30 Mar']))
    for (const { at } of turns) {
      const day = new Date(at / 1000)
      expect([day.getHours(), day.getMinutes()]).toEqual([0, 0])
    }
  }
})

test('behind a gap the day is named where it is another', () => {
  const [from, to] = [us('2026-03-02T09:00:00Z'), us('2026-03-02T17:00:00Z')]
  const labelsBehind = (end: string) => ticksBehind(us(end), from, to, 2, 'utc').map((tick) => tick.label)
  expect(labelsBehind('2026-03-01T17:00:00Z')).toEqual(['2 Mar', '09:00', '12:00', '15:00'])
  expect(labelsBehind('2026-03-02T02:00:00Z')).toEqual(['09:00', '12:00', '15:00'])
})
