import type { DecodedEvent } from '../../../src/transfer/event-shape.ts'
import { uuidv5 } from '../../../src/transfer/uuidv5.ts'

export interface RecordSample {
  /** The name of the shape that reads it. */
  readonly shape: string
  readonly what: string
  readonly record: string
  /** Members of the event; those that are left out are as `defaults` has them. Undefined for a record that is passed over. */
  readonly event: Readonly<Partial<Record<keyof DecodedEvent, unknown>>> | undefined
}

/** What an event has where its record says nothing. */
export const defaults = { schemaVersion: 1, data: 'null', metadata: '{}', timeText: '' }

const noon = 1_709_294_400_000_000
const id = '9f8b8c1e-0d8a-4b0a-8a30-0d2b53f0a111'
const other = '2d3c9f60-6f0e-4b3c-9d0a-95d1a2f0b222'

/** Records as each tool writes them. All are read with the stream `given`. */
export const recordSamples: readonly RecordSample[] = [
  {
    shape: 'events',
    what: 'a line that Epoch wrote',
    record: `{"position":7,"stream":"order-1","version":2,"id":"a-1","type":"Placed","schemaVersion":3,"time":"2024-03-01T12:00:00.000001Z","data":{"n":1.10},"metadata":{"a":1}}`,
    event: {
      stream: 'order-1',
      type: 'Placed',
      id: 'a-1',
      schemaVersion: 3,
      createdAtUs: noon + 1,
      timeText: '"2024-03-01T12:00:00.000001Z"',
      data: '{"n":1.10}',
      metadata: '{"a":1}',
    },
  },
  {
    shape: 'events',
    what: 'other usual names',
    record: `{"event_id":"${id.toUpperCase()}","stream_id":"s","event_type":"T","created_at":1709294400,"data":"{}"}`,
    event: { stream: 's', type: 'T', id, createdAtUs: noon, timeText: '1709294400', data: '"{}"' },
  },
  {
    shape: 'events',
    what: 'an event without a stream',
    record: '{"type":"T","data":1,"id":null,"metadata":null}',
    event: { stream: 'given', type: 'T', data: '1' },
  },
  {
    shape: 'CloudEvents 1.0',
    what: 'an event with every attribute, and extensions',
    record: `{"specversion":"1.0","type":"com.shop.placed","source":"/shop","subject":"order-1","id":"A1","time":"2024-03-01T13:00:00+01:00","datacontenttype":"application/json","dataschema":"http://s/1","traceparent":"00-1","attempt":2,"data":{"n": 1}}`,
    event: {
      stream: 'order-1',
      type: 'com.shop.placed',
      id: uuidv5('cloudevents', '/shop', 'A1'),
      createdAtUs: noon,
      timeText: '"2024-03-01T13:00:00+01:00"',
      data: '{"n": 1}',
      metadata:
        '{"ce":{"specversion":"1.0","source":"/shop","id":"A1","datacontenttype":"application/json","dataschema":"http://s/1","traceparent":"00-1","attempt":2}}',
    },
  },
  {
    shape: 'CloudEvents 1.0',
    what: 'an event without a subject, its data JSON in base64, with a correlation',
    record: `{"specversion":"1.0","type":"T","source":"/s","id":"1","data_base64":"eyJhIjoxfQ==","correlationid":"c-1"}`,
    event: {
      stream: '/s',
      type: 'T',
      id: uuidv5('cloudevents', '/s', '1'),
      data: '{"a":1}',
      metadata: '{"ce":{"specversion":"1.0","source":"/s","id":"1","correlationid":"c-1"},"correlationId":"c-1"}',
    },
  },
  {
    shape: 'CloudEvents 1.0',
    what: 'bytes that are no JSON',
    record: `{"specversion":"1.0","type":"T","source":"/s","id":"1","data_base64":"/w=="}`,
    event: {
      stream: '/s',
      type: 'T',
      id: uuidv5('cloudevents', '/s', '1'),
      data: '{"$base64":"/w=="}',
      metadata: '{"ce":{"specversion":"1.0","source":"/s","id":"1"}}',
    },
  },
  {
    shape: 'CloudEvents 1.0',
    what: 'an event that Epoch wrote',
    record: `{"specversion":"1.0","id":"x","source":"epoch:order","type":"T","subject":"order-1","epochstream":"order-1","epochid":"x","epochschemaversion":2,"epochmetadata":"{ \\"a\\":1}","data":[1 ]}`,
    event: { stream: 'order-1', type: 'T', id: 'x', schemaVersion: 2, data: '[1 ]', metadata: '{ "a":1}' },
  },
  {
    shape: 'KurrentDB append',
    what: 'an event for an append',
    record: `{"eventId":"${id}","eventType":"Placed","data":{"n":1},"metadata":{"$correlationId":"c"}}`,
    event: { stream: 'given', type: 'Placed', id, data: '{"n":1}', metadata: '{"$correlationId":"c"}' },
  },
  {
    shape: 'KurrentDB feed entries',
    what: 'an entry with its body',
    record: `{"eventId":"${id}","eventType":"Placed","eventNumber":3,"data":"{\\n  \\"n\\": 9007199254740993\\n}","metaData":"{\\"$correlationId\\":\\"c\\"}","streamId":"order-1","isJson":true,"isMetaData":true,"isLinkMetaData":false,"positionEventNumber":3,"positionStreamId":"order-1","title":"3@order-1","id":"http://h/streams/order-1/3","updated":"2024-03-01T12:00:00.1234567Z","author":{"name":"EventStore"},"summary":"Placed","links":[]}`,
    event: {
      stream: 'order-1',
      type: 'Placed',
      id,
      createdAtUs: noon + 123_456,
      timeText: '"2024-03-01T12:00:00.1234567Z"',
      data: '{\n  "n": 9007199254740993\n}',
      metadata: '{"$correlationId":"c"}',
    },
  },
  {
    shape: 'KurrentDB feed entries',
    what: 'an entry that a link was resolved to',
    record: `{"eventId":"${id}","eventType":"Placed","eventNumber":3,"data":"{}","metaData":"","streamId":"order-1","isJson":true,"positionEventNumber":0,"positionStreamId":"$ce-order","linkMetaData":"{\\"$v\\":\\"1:-1:1:4\\"}"}`,
    event: { stream: 'order-1', type: 'Placed', id, data: '{}' },
  },
  {
    shape: 'KurrentDB feed entries',
    what: 'an event of the database itself, and one that is not JSON',
    record: `{"eventId":"${id}","eventType":"$metadata","eventNumber":0,"streamId":"$$order-1","isJson":false,"updated":null}`,
    event: { stream: '$$order-1', type: '$metadata', id, timeText: 'null' },
  },
  {
    shape: 'Gaffer fixture',
    what: 'an event whose data is JSON in text',
    record: `{"eventType":"Placed","streamId":"order-1","sequenceNumber":0,"isJson":true,"data":"\\"1\\"","metadata":"{\\"a\\":1}"}`,
    event: { stream: 'order-1', type: 'Placed', data: '"1"', metadata: '{"a":1}' },
  },
  {
    shape: 'Gaffer fixture',
    what: 'an event whose data may be text',
    record: `{"eventType":"Placed","streamId":"order-1","data":"123","metadata":{"a":1}}`,
    event: { stream: 'order-1', type: 'Placed', data: '"123"', metadata: '{"a":1}' },
  },
  {
    shape: 'Gaffer fixture',
    what: 'an event whose data is text',
    record: `{"eventType":"Placed","streamId":"order-1","isJson":false,"data":"{}"}`,
    event: { stream: 'order-1', type: 'Placed', data: '"{}"' },
  },
  {
    shape: 'Emmett rows',
    what: 'a row of PostgreSQL',
    record: `{"stream_position":9007199254740993,"global_position":9007199254740993,"transaction_id":"745","created":"2024-03-01T12:00:00.123456+00:00","is_archived":true,"message_kind":"E","stream_id":"cart-1","partition":"emt:default","message_schema_version":"1","message_id":"${id}","message_type":"Added","message_data":{"n": 9007199254740993},"message_metadata":{"a":1}}`,
    event: {
      stream: 'cart-1',
      type: 'Added',
      id,
      createdAtUs: noon + 123_456,
      timeText: '"2024-03-01T12:00:00.123456+00:00"',
      data: '{"n": 9007199254740993}',
      metadata: '{"a":1}',
    },
  },
  {
    shape: 'Emmett rows',
    what: 'a row of SQLite, its payloads as text',
    record: `{"stream_id":"cart-1","stream_position":1,"partition":"global","message_kind":"E","message_data":"{\\"n\\":1}","message_metadata":"{\\"a\\":1}","message_schema_version":"0","message_type":"Added","message_id":"${id}","is_archived":0,"global_position":1,"created":"2024-03-01 12:00:00"}`,
    event: {
      stream: 'cart-1',
      type: 'Added',
      id,
      createdAtUs: noon,
      timeText: '"2024-03-01 12:00:00"',
      data: '{"n":1}',
      metadata: '{"a":1}',
    },
  },
  {
    shape: 'Emmett rows',
    what: 'a row of PostgreSQL whose payload is a string',
    record: `{"stream_position":1,"global_position":1,"transaction_id":"745","created":null,"message_kind":"E","stream_id":"c","message_id":"${id}","message_type":"T","message_data":"{}","message_metadata":null}`,
    event: { stream: 'c', type: 'T', id, data: '"{}"', timeText: 'null' },
  },
  {
    shape: 'Emmett rows',
    what: 'a command, which is passed over',
    record: `{"stream_id":"c","stream_position":1,"message_kind":"C","message_data":{},"message_metadata":{},"message_type":"Add","message_id":"${id}","global_position":1,"created":"2024-03-01 12:00:00"}`,
    event: undefined,
  },
  {
    shape: 'Marten rows',
    what: 'a row with its links in columns, and headers that have none',
    record: `{"seq_id":12,"id":"${id}","stream_id":"${other}","version":1,"data":{"N":1},"type":"order_placed","timestamp":"2024-03-01T12:00:00+00:00","tenant_id":"*DEFAULT*","mt_dotnet_type":"Shop.OrderPlaced, Shop","correlation_id":"c","causation_id":"d","headers":{"h": 1},"user_name":"ann","is_archived":false}`,
    event: {
      stream: other,
      type: 'order_placed',
      id,
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00+00:00"',
      data: '{"N":1}',
      metadata: '{"h": 1,"correlationId":"c","causationId":"d","actorId":"ann"}',
    },
  },
  {
    shape: 'Marten rows',
    what: 'an archived row of binary data, without links',
    record: `{"seq_id":13,"id":"${id}","stream_id":"order-1","version":2,"data":null,"bdata":"\\\\xff00","type":"T","timestamp":"2024-03-01T12:00:00","correlation_id":null,"headers":{"correlationId":"own"},"is_archived":true}`,
    event: {
      stream: 'order-1',
      type: 'T',
      id,
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00"',
      data: '{"$base64":"/wA="}',
      metadata: '{"correlationId":"own"}',
    },
  },
  {
    shape: 'message-db rows',
    what: 'the first message of a stream',
    record: `{"global_position":11,"position":0,"time":"2024-03-01T12:00:00.123456","stream_name":"account-1","type":"Opened","data":{"n":1},"metadata":null,"id":"${id}"}`,
    event: {
      stream: 'account-1',
      type: 'Opened',
      id,
      createdAtUs: noon + 123_456,
      timeText: '"2024-03-01T12:00:00.123456"',
      data: '{"n":1}',
    },
  },
  {
    shape: 'message-db rows',
    what: 'a message that a function gave, with payloads as text',
    record: `{"id":"${id}","stream_name":"account-1","type":"Opened","position":0,"global_position":11,"data":"{\\"n\\": 1}","metadata":"{\\"correlationStreamName\\": \\"a-1\\"}","time":"2024-03-01T12:00:00"}`,
    event: {
      stream: 'account-1',
      type: 'Opened',
      id,
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00"',
      data: '{"n": 1}',
      metadata: '{"correlationStreamName": "a-1"}',
    },
  },
  {
    shape: 'Castore rows',
    what: 'a row of PostgreSQL',
    record: `{"id":5,"aggregate_name":"POKEMONS","aggregate_id":9007199254740993,"version":1,"type":"CAUGHT","data":{"n":1},"metadata":null,"timestamp":"2024-03-01T12:00:00.123+00:00"}`,
    event: {
      stream: 'POKEMONS-9007199254740993',
      type: 'CAUGHT',
      id: uuidv5('castore', 'POKEMONS', '9007199254740993', '1'),
      createdAtUs: noon + 123_000,
      timeText: '"2024-03-01T12:00:00.123+00:00"',
      data: '{"n":1}',
    },
  },
  {
    shape: 'Castore events',
    what: 'an event of a program',
    record: `{"aggregateId":"p-1","version":1,"type":"CAUGHT","timestamp":"2024-03-01T12:00:00.000Z","payload":{"n":1},"metadata":{"by":"ann"}}`,
    event: {
      stream: 'p-1',
      type: 'CAUGHT',
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00.000Z"',
      data: '{"n":1}',
      metadata: '{"by":"ann"}',
    },
  },
  {
    shape: 'epoch_events rows',
    what: 'a row',
    record: `{"id":"${id}","stream_id":"${other}","stream_version":1,"event_type":"Placed","data":{"n":1},"created_at":"2024-03-01T12:00:00+00:00","actor_id":"${other}","purger_id":null,"purged_at":null,"global_sequence":9007199254740993,"causation_id":null,"correlation_id":"${id}","txid":9,"schema_version":2}`,
    event: {
      stream: other,
      type: 'Placed',
      id,
      schemaVersion: 2,
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00+00:00"',
      data: '{"n":1}',
      metadata: `{"correlationId":"${id}","actorId":"${other}"}`,
    },
  },
  {
    shape: 'epoch_events rows',
    what: 'a purged row of the first releases',
    record: `{"id":"${id}","stream_id":"${other}","stream_version":1,"event_type":"Placed","data":null,"created_at":"2024-03-01T12:00:00+00:00","actor_id":null,"purger_id":"${id}","purged_at":"2024-03-02T12:00:00+00:00"}`,
    event: {
      stream: other,
      type: 'Placed',
      id,
      createdAtUs: noon,
      timeText: '"2024-03-01T12:00:00+00:00"',
      metadata: `{"purgerId":"${id}","purgedAt":"2024-03-02T12:00:00+00:00"}`,
    },
  },
]
