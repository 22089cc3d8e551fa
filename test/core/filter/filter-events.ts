import fc from 'fast-check'
import { type Event, eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import { type JsonText, jsonTextOf } from '../../../src/core/json.ts'
import { aNumberText, type Vocabulary } from './filter-trees.ts'

const types = ['OrderPlaced', 'OrderPaid', 'Item Added', 'Größe']
const streams = ['order-1', 'order-2', 'Order', 'cart-Ä', 'a-b-c', '-x']
const ids = ['a', 'b', '018f2f6e-7b1c-7000-8000-00000000000a', '018F2F6E-7B1C-7000-8000-00000000000A', '']
const keys = ['a', 'b', 'lines', '__proto__', 'constructor', 'odd key', 'a"b', 'c\\', 'é']
const texts = [
  'pen',
  'Pen case',
  'é',
  '\ud800',
  '\u{1f600}',
  '\uffff',
  'Ὀδυσσεύς',
  'İstanbul',
  'x\ny',
  '1',
  '',
  'a',
  'b"c\\d',
]

/** JSON texts that are written oddly: keys twice, escapes where none are needed, numbers of any length. */
const { value: aJson } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    aNumberText,
    aStringSource(texts),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(' , ')}]`),
    fc
      .array(fc.tuple(aStringSource(keys), tie('value')), { maxLength: 4 })
      .map((members) => `{ ${members.map(([key, value]) => `${key}:${value}`).join(',')}}`),
  ),
}))

function aStringSource(of: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...of), fc.boolean())
    .map(([text, escaped]) => (escaped ? inEscapes(text) : JSON.stringify(text)))
}

function inEscapes(text: string): string {
  const units = text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"${units.join('')}"`
}

const someData: fc.Arbitrary<JsonText> = fc.oneof(
  { weight: 8, arbitrary: aJson },
  fc.constantFrom('', '{', 'pen', '{"a":1}x', `${'['.repeat(500)}1${']'.repeat(500)}`, '{"a":01}', 'a\0b'),
) as fc.Arbitrary<JsonText>

const someMetadata: fc.Arbitrary<JsonText> = fc.oneof(
  fc
    .record(
      {
        correlationId: fc.constantFrom(...ids),
        causationId: fc.constantFrom(...ids, 7, null),
        actorId: fc.constantFrom(...ids),
        a: fc.constantFrom(1, 'pen'),
      },
      { requiredKeys: [] },
    )
    .map(jsonTextOf),
  someData,
)

export const anyEvent: fc.Arbitrary<Event> = fc.record({
  position: fc.integer({ min: 1, max: 20 }).map(position),
  stream: fc.constantFrom(...streams).map(streamName),
  version: fc.integer({ min: 1, max: 20 }).map(streamVersion),
  id: fc.constantFrom('a', 'b', '018f2f6e-7b1c-7000-8000-00000000000a').map(eventId),
  type: fc.constantFrom(...types).map(eventType),
  schemaVersion: fc.integer({ min: 1, max: 3 }),
  createdAtUs: fc.integer({ min: -3, max: 20 }),
  data: someData,
  metadata: someMetadata,
})

/** What is likely to be true of {@link anyEvent}. */
export const likely: Vocabulary = {
  types: fc.constantFrom(...types),
  streams: fc.constantFrom(...streams),
  categories: fc.constantFrom('order', 'Order', 'cart', 'a', '-x'),
  ids: fc.constantFrom(...ids),
  positions: fc.integer({ min: -1, max: 21 }),
  timesUs: fc.integer({ min: -3, max: 20 }),
  paths: fc.record({
    of: fc.constantFrom('data', 'data', 'metadata'),
    steps: fc.array(fc.oneof(fc.constantFrom(...keys), fc.nat(2)), { maxLength: 3 }),
  }),
  values: fc.oneof(
    aNumberText.map((text) => ({ kind: 'number' as const, text })),
    fc.constantFrom(...texts).map((text) => ({ kind: 'text' as const, text })),
    fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
    fc.constant({ kind: 'null' as const }),
  ),
  texts: fc.constantFrom(...texts, 'lines', 'odd key', 'true', '100', 'case', 'proto', 'istanbul', 'ΟΔΥΣΣΕΎΣ'),
}
