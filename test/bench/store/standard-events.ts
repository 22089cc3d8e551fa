import { eventId, eventType, type NewEvent, streamName } from '../../../src/core/event.ts'
import { type JsonObject, jsonTextOf } from '../../../src/core/json.ts'

/** An event before its payload is text: about 197 bytes of data and 79 of metadata, links included. */
export interface StandardEvent {
  readonly stream: string
  readonly type: string
  readonly id: string
  readonly createdAtUs: number
  readonly data: JsonObject
  readonly metadata: JsonObject
}

export const standardTypes = Array.from({ length: 20 }, (_, i) => `Order${'ABCDEFGHIJKLMNOPQRST'[i]}Happened`)

const categories = ['order', 'cart', 'invoice', 'shipment']
const words = 'amber basil cedar delta ember fjord grove haven islet jade karst lotus maple north ocean pearl'.split(
  ' ',
)
const STEP_US = 250_000
const START_MS = 1_700_000_000_000

/** A word that is in one event of about 2,000. */
export const RARE_WORD = 'zanzibar'

/** Streams are picked evenly, time rises, ids are UUIDv7. The same seed gives the same events. */
export function* standardEvents({ streams, seed = 1 }: { streams: number; seed?: number }): Generator<StandardEvent> {
  const random = randomBelow(seed)
  const word = (): string => words[random(words.length)] ?? ''
  for (let n = 0; ; n++) {
    const number = random(streams)
    const stream = `${categories[number % categories.length]}-${number}`
    const quantity = 1 + random(9)
    const cents = 100 + random(9900)
    yield {
      stream,
      type: standardTypes[random(standardTypes.length)] ?? '',
      id: uuidv7(START_MS + (n * STEP_US) / 1000, random),
      createdAtUs: START_MS * 1000 + n * STEP_US,
      data: {
        orderId: stream,
        sku: `SKU-${random(5000)}`,
        name: `${word()} ${word()}`,
        quantity,
        priceCents: cents,
        totalCents: quantity * cents,
        currency: 'EUR',
        customer: `cust-${random(20_000)}`,
        city: word(),
        note: `${word()} ${random(2000) === 0 ? RARE_WORD : word()} ${word()}`,
      },
      metadata: {
        correlationId: `c-${random(1_000_000_000)}`,
        causationId: `e-${random(1_000_000_000)}`,
        user: `u${random(500)}`,
        v: 1,
      },
    }
  }
}

export function newEventOf({ stream, type, id, createdAtUs, data, metadata }: StandardEvent): NewEvent {
  return {
    stream: streamName(stream),
    type: eventType(type),
    id: eventId(id),
    schemaVersion: 1,
    createdAtUs,
    data: jsonTextOf(data),
    metadata: jsonTextOf(metadata),
  }
}

/** The next `count` events. */
export function take(events: Generator<StandardEvent>, count: number): StandardEvent[] {
  const taken: StandardEvent[] = []
  while (taken.length < count) {
    const { value, done } = events.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

/** Whole numbers from 0 below a bound, by xorshift on 32 bits. */
export function randomBelow(seed: number): (bound: number) => number {
  let state = seed * 2_654_435_761 || 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

function uuidv7(ms: number, random: (bound: number) => number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const hex = (digits: number): string =>
    random(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`
}
