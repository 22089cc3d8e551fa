import fc from 'fast-check'
import { type Event, type NewEvent, position, streamVersion } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import type { PayloadPath } from '../../../src/core/filter/payload-path.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { exportHistory } from '../../../src/transfer/export/export-history.ts'
import type { TextFormat } from '../../../src/transfer/export/text-format.ts'

/** What times events may have: whole microseconds from 1684 to 2255. */
const timeUs = fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 })

const aName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text)),
  fc.constantFrom(
    'order-17',
    "'=1",
    '=cmd',
    '-7',
    '@x',
    '"',
    'a,b',
    'a;b',
    '\uff1d1',
    '\ufeffx',
    '{"a":1}',
    'null',
    '007',
  ),
)

/** JSON texts that parsing and writing would not keep as they are. */
const exactJson: readonly string[] = [
  `{"n":${'9'.repeat(400)},"m":-0.0,"e":1e400}`,
  '{"b":1,"a":2,"2":3,"1":4}',
  '{ "a" :\t1 ,"a":2}',
  '{"s":"\\u00e9\\ud800\\/é\\u0000","x":"a\\nb,\\"c\\""}',
  '[1,[],{},""]',
  '-12.50',
  '"=1+1"',
  'null',
]

const aPayload = fc.oneof(fc.json(), fc.constantFrom(...exactJson))
const aMetadata = fc.oneof(
  fc.json({ maxDepth: 1 }).map((json) => `{"of":${json}}`),
  fc.constantFrom(
    '{}',
    '{ "a" : 12345678901234567890 }',
    '{"ce":{"id":"i","source":"/s","specversion":"1.0","ext":true,"no-name":1}}',
  ),
)

/** An event that a store could have, with versions from 1 and positions that may leave some out. */
export const storedEvents: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.record({
      stream: aName,
      type: aName,
      timeUs,
      schemaVersion: fc.integer({ min: 1, max: 9 }),
      data: aPayload,
      metadata: aMetadata,
    }),
    {
      maxLength: 8,
    },
  )
  .map((all) =>
    all.map(({ stream, type, timeUs: us, schemaVersion, data, metadata }, i) =>
      storedEvent({ stream, type, us, schemaVersion, data, metadata, number: i + 1 }),
    ),
  )

interface Parts {
  readonly stream?: string
  readonly type?: string
  readonly us?: number
  readonly schemaVersion?: number
  readonly data?: string
  readonly metadata?: string
  readonly number?: number
}

export function storedEvent({
  stream = 'order-1',
  type = 'Placed',
  us = 1_700_000_000_123_456,
  schemaVersion = 1,
  data = '{}',
  metadata = '{}',
  number = 1,
}: Parts): Event {
  const builder = new EventBuilder().stream(stream).type(type).id(`id ${number}`).createdAtUs(us)
  return {
    ...builder.schemaVersion(schemaVersion).dataText(data).metadataText(metadata).build(),
    position: position(number * 3),
    version: streamVersion(number),
  }
}

/** What remains of a stored event outside its store, with payloads as JSON has them between other JSON: without space around them. */
export function asNew({ position: _, version: __, data, metadata, ...event }: Event): NewEvent {
  return { ...event, data: data.trim() as JsonText, metadata: metadata.trim() as JsonText }
}

export async function* pagesOf(events: readonly Event[], size = 3): AsyncGenerator<readonly Event[], void> {
  for (let from = 0; from < events.length; from += size) yield events.slice(from, from + size)
}

export async function exported(
  events: readonly Event[],
  format: TextFormat,
  masks: readonly PayloadPath[] = [],
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const { bytes } of exportHistory(pagesOf(events), { format, masks })) parts.push(bytes)
  return Buffer.concat(parts)
}
