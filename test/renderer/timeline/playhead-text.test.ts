import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import { placeText, playheadValueText } from '../../../src/renderer/timeline/playhead-text.ts'
import { timeScale } from '../../../src/renderer/timeline/time-scale.ts'

const fromUs = Date.UTC(2026, 2, 1, 10) * 1000
const toUs = fromUs + 100_000_000
const histogram = { fromUs, toUs, counts: [50, 50], edges: [0, 50, 100].map(position) }
const summary = { head: position(100), events: 100, streams: 1, firstUs: fromUs, lastUs: toUs }
const plot = { leftPx: 0, widthPx: 200 }
const scale = timeScale(histogram, summary, plot)

const event: EventRow = {
  row: 25,
  position: position(25),
  stream: streamName('order-1'),
  version: streamVersion(1),
  id: eventId('event-25'),
  type: eventType('OrderPlaced'),
  createdAtUs: fromUs + 1_351_123_456,
  preview: '',
}

test('the time is exact once the event at the playhead is known', () => {
  const place = { playhead: position(25), head: position(100), playheadEvent: event, scale }
  expect(playheadValueText(place)).toBe('2026-03-01 10:22:31.123456 UTC, position 25 of 100')
})

test('before that it is told as the density has it', () => {
  const place = { playhead: position(75), head: position(100), playheadEvent: event, scale }
  expect(playheadValueText(place)).toBe('about 2026-03-01 10:01:15 UTC, position 75 of 100')
})

test('a store without times tells the position alone', () => {
  const timeless = timeScale(undefined, { head: position(100), events: 100, streams: 1 }, plot)
  const place = { playhead: position(25), head: position(100), playheadEvent: event, scale: timeless }
  expect(playheadValueText(place)).toBe('position 25 of 100')
  expect(placeText(timeless, 100, position(50))).toBe('position 50')
})

test.each([
  { spanUs: 864_000_000_000, text: '2026-03-06 10:00 · position 50' },
  { spanUs: 1_000_000_000, text: '2026-03-01 10:08:20 · position 50' },
  { spanUs: 1_000_000, text: '2026-03-01 10:00:00.500 · position 50' },
  { spanUs: 1_000, text: '2026-03-01 10:00:00.000500 · position 50' },
])('over $spanUs µs a pixel is worth $text', ({ spanUs, text }) => {
  const ends = { fromUs, toUs: fromUs + spanUs }
  const wide = timeScale({ ...histogram, ...ends }, { ...summary, lastUs: fromUs + spanUs }, plot)
  expect(placeText(wide, 100, position(50))).toBe(text)
})
