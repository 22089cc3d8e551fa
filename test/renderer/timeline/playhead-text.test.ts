import { expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import { placeText, playheadValueText } from '../../../src/renderer/timeline/playhead-text.ts'
import { timeAtPosition } from '../../../src/renderer/timeline/timeline-scale.ts'
import { positionScale, timesScale } from './made-up-scale.ts'

const fromUs = Date.UTC(2026, 2, 1, 10) * 1000
const plot = { leftPx: 0, widthPx: 200 }
const scale = timesScale({ fromUs, bucketUs: 50_000_000, counts: [50, 50] }, plot)

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

const place = {
  playhead: position(25),
  head: position(100),
  playheadEvent: event,
  times: 'known',
  zone: 'utc',
} as const

test('the time is exact once the event at the playhead is known', () => {
  expect(playheadValueText({ ...place, aboutUs: undefined })).toBe('2026-03-01 10:22:31.123456 UTC, position 25 of 100')
})

test('before that it is told as the density has it', () => {
  const aboutUs = timeAtPosition(scale, position(75))
  expect(playheadValueText({ ...place, playhead: position(75), aboutUs })).toBe(
    'about 2026-03-01 10:01:15 UTC, position 75 of 100',
  )
})

test('a store without times tells the position alone', () => {
  expect(playheadValueText({ ...place, times: 'unknown', aboutUs: undefined })).toBe('position 25 of 100')
  expect(placeText(positionScale(100, plot), 100, position(50), 'utc')).toBe('position 50')
})

test.each([
  { spanUs: 864_000_000_000, text: '2026-03-06 10:00 · position 50' },
  { spanUs: 1_000_000_000, text: '2026-03-01 10:08:20 · position 50' },
  { spanUs: 1_000_000, text: '2026-03-01 10:00:00.500 · position 50' },
  { spanUs: 1_000, text: '2026-03-01 10:00:00.000500 · position 50' },
])('over $spanUs µs a pixel is worth $text', ({ spanUs, text }) => {
  const wide = timesScale({ fromUs, bucketUs: spanUs / 2, counts: [50, 50] }, plot)
  expect(placeText(wide, 100, position(50), 'utc')).toBe(text)
})
