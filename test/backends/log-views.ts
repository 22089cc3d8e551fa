import fc from 'fast-check'
import { eventType, streamName } from '../../src/core/event.ts'
import { type EventFilter, type FilterText, filterText } from '../../src/core/event-filter.ts'
import { formatFilter } from '../../src/core/filter/format-filter.ts'
import { parsePayloadPath } from '../../src/core/filter/payload-path.ts'
import { linksOf } from '../../src/core/metadata.ts'
import { aFilterTree, aNumberText } from '../core/filter/filter-trees.ts'
import type { LogModel } from './log-model.ts'

export const streams = ['order-1', 'order-2', 'Order-3', 'order', 'cart-Ä', 'cart-ä1', 'stock-😀', 'order-10'].map(
  streamName,
)
export const types = ['OrderPlaced', 'OrderPaid', 'ItemAdded', 'Größe'].map(eventType)
const categories = ['order', 'cart', 'stock', 'Order', 'nobody']

/** What the events of a log say, by turns; each has its number in it. */
export const payloads: readonly ((n: number) => string)[] = [
  (n) => `{"n":${n}}`,
  (n) => `{"n":${n},"note":"Free text, Größe","open":${n % 3 === 0}}`,
  (n) => `{"n":${n},"lines":[{"sku":"pen"},{"sku":"Pen case","count":${n % 4}}]}`,
  (n) => `{ "n" : ${n}.0, "total" : 900719925474099${2 + (n % 2)} }`,
  (n) => `{"total":"twice","n":${n},"total":${n}e-1,"__proto__":{"x":1}}`,
  (n) => `{"n":${n},"note":"caf\\u00e9\\npen","coupon":null}`,
  (n) => `[${n},"pen",1e400]`,
  (n) => `{"n":${n},"total":${n % 2 === 0 ? '1' : '-'}${'9'.repeat(399)}${n % 10},"note":"\\ud800 \\u0000"}`,
]

const paths = [
  'n',
  'total',
  'note',
  'open',
  'lines',
  'lines[0].sku',
  'lines[1].count',
  'coupon',
  '__proto__.x',
  'constructor',
]
  .map((path) => `data.${path}`)
  .concat('data', 'data[0]', 'data[1]', 'data[2]', 'meta.userId', 'meta.correlationId', 'meta')
  .map(parsePayloadPath)

const texts = ['pen', 'Pen case', 'twice', 'u1', 'u2', 'Free text, Größe', 'café\npen', '\ud800 \0', '']
const phrases = [
  'pen',
  'Free text',
  'größe',
  'CAFÉ',
  'pen case',
  'case pen',
  'note',
  'caf',
  'e',
  '7',
  'n 7',
  'proto x',
  'null',
]

/** Views of every kind, and questions in the filter language among them, in the words of a log. */
export function aView(model: LogModel): fc.Arbitrary<EventFilter> {
  const where = aFilterText(model)
  return fc.oneof(
    fc.constant({}),
    fc.constantFrom(...streams).map((stream) => ({ streams: [stream] })),
    fc.constantFrom(...types).map((type) => ({ types: [type] })),
    fc.constantFrom(...categories).map((category) => ({ category })),
    { weight: 4, arbitrary: where.map((text) => ({ where: text })) },
    fc.record(
      {
        streams: fc.subarray([...streams, streamName('nobody-1')]),
        types: fc.subarray([...types, eventType('Never')]),
        category: fc.constantFrom('order', 'cart', 'nobody'),
        where,
      },
      { requiredKeys: [] },
    ),
  )
}

function aFilterText({ log }: LogModel): fc.Arbitrary<FilterText> {
  const links = log.flatMap((event) => Object.values(linksOf(event.metadata)))
  const someTime = fc.constantFrom(0, ...log.map((event) => event.createdAtUs))
  const tree = aFilterTree({
    types: fc.constantFrom(...types, 'Never'),
    streams: fc.constantFrom(...streams, 'nobody-1'),
    categories: fc.constantFrom(...categories),
    ids: fc.constantFrom('nobody', ...log.map((event) => event.id), ...links),
    positions: fc.constantFrom(0, 1, 1_000_000, ...log.map((event) => event.position)),
    timesUs: fc.tuple(someTime, fc.constantFrom(-1, 0, 1)).map(([us, more]) => us + more),
    paths: fc.constantFrom(...paths),
    values: fc.oneof(
      fc.oneof(aNumberText, fc.nat(log.length).map(String)).map((text) => ({ kind: 'number' as const, text })),
      fc.constantFrom(...texts).map((text) => ({ kind: 'text' as const, text })),
      fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
      fc.constant({ kind: 'null' as const }),
    ),
    texts: fc.constantFrom(...phrases),
  })
  return tree.map((one) => filterText(formatFilter(one)))
}
