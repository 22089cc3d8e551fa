import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import { type PaceStep, paceOf } from '../../../src/renderer/state/play-pace.ts'

const stream = streamName('s-1')

/** A log whose rows happened at these milliseconds. */
function logOf(timesMs: readonly number[]) {
  const rows = timesMs.map((atMs, index): EventRow => {
    const row = index + 1
    const names = { stream, id: eventId(`e-${row}`), type: eventType('T'), version: streamVersion(row) }
    return { row, position: position(row), ...names, createdAtUs: atMs * 1000, preview: '' }
  })
  return (fromRow: number, limit: number) => Promise.resolve(rows.slice(fromRow - 1, fromRow - 1 + limit))
}

const placeOf = ({ event, ended }: PaceStep): number | string => (ended ? 'ended' : (event?.position ?? 0))

test('so many events a second are due, whatever lies between them', async () => {
  const pace = paceOf(10, { row: 1, atMs: 0 }, logOf([0, 0, 0, 9_999_999, 9_999_999, 9_999_999]))
  const steps = [50, 100, 350, 360, 5000].map(async (nowMs) => placeOf(await pace(nowMs)))
  expect(await Promise.all(steps)).toEqual([0, 2, 4, 0, 'ended'])
})

test('with real gaps events are as far apart as they were, so many times as fast', async () => {
  const times = logOf([0, 1000, 1500, 1500, 3000])
  const slow = paceOf('×1', { row: 1, atMs: 100 }, times)
  expect(placeOf(await slow(1000))).toBe(0)
  expect(placeOf(await slow(1100))).toBe(2)
  expect(placeOf(await slow(1600))).toBe(4)
  const quick = paceOf('×10', { row: 1, atMs: 100 }, times)
  expect(placeOf(await quick(200))).toBe(2)
  expect(placeOf(await quick(400))).toBe(5)
  expect(await quick(401)).toEqual({ ended: true })
})

test('a long gap is cut short, and said while it is waited in', async () => {
  const pace = paceOf('×1', { row: 1, atMs: 0 }, logOf([0, 3_600_000, 3_600_100]))
  expect(await pace(10)).toEqual({ shortenedUs: 3_600_000_000 })
  expect(await pace(1999)).toEqual({ shortenedUs: 3_600_000_000 })
  const step = await pace(2000)
  expect([placeOf(step), step.shortenedUs]).toEqual([2, undefined])
  expect(placeOf(await pace(2100))).toBe(3)
})

test('from before the first event that one is due at once; where time runs backwards nothing is waited for', async () => {
  const pace = paceOf('×1', { row: 0, atMs: 0 }, logOf([5000, 4000, 5100]))
  expect(placeOf(await pace(0))).toBe(2)
  expect(placeOf(await pace(99))).toBe(0)
  expect(placeOf(await pace(100))).toBe(3)
})

test('more events than are read at once come one page after the other', async () => {
  const pace = paceOf('×1', { row: 0, atMs: 0 }, logOf(Array.from({ length: 1200 }, (_, n) => n)))
  const places = []
  for (const nowMs of [2000, 2001, 2002, 2003]) places.push(placeOf(await pace(nowMs)))
  expect(places).toEqual([500, 1000, 1200, 'ended'])
})
