import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Event, position, streamVersion } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { eventLine } from '../../src/core/event-line.ts'
import { decodeEvent } from '../../src/transfer/ndjson/decode-event.ts'

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text))

/** What times an event may have: whole microseconds from 1684 to 2255. */
const timeUs = fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 })

function stored(builder: EventBuilder): Event {
  return { ...builder.build(), position: position(7), version: streamVersion(3) }
}

test('a line is read back as the event that it was made of', () => {
  fc.assert(
    fc.property(name, name, name, timeUs, fc.json(), (stream, type, id, us, data) => {
      const event = stored(new EventBuilder().stream(stream).type(type).id(id).createdAtUs(us).dataText(data))
      const { timeText: _, ...decoded } = decodeEvent(eventLine(event))
      expect({ ...decoded, position: 7, version: 3 }).toEqual(event)
    }),
  )
})

test('data on several lines becomes one line, and nothing else in it changes', () => {
  const data = '{\r\n  "far": 1e400,\n  "text": "a\\nb",\n  "n": 12345678901234567890 }'
  const line = eventLine(stored(new EventBuilder().stream('s').type('T').dataText(data)))
  expect(line).not.toMatch(/[\r\n]/)
  expect(decodeEvent(line).data).toBe('{   "far": 1e400,   "text": "a\\nb",   "n": 12345678901234567890 }')
})

test('metadata that a store has none of is left out', () => {
  const event = { ...stored(new EventBuilder().stream('s').type('T')), metadata: '' as Event['metadata'] }
  expect(eventLine(event)).not.toContain('metadata')
})
