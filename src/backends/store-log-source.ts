import { type Event, type EventType, type Position, position, START, type StreamName } from '../core/event.ts'
import type { EventStoreBackend, SubscriptionMessage } from '../core/event-store-backend.ts'
import { type EventRow, previewOf } from '../core/log-index.ts'
import { hashOfId } from './id-hash.ts'
import { linkHashesOf } from './link-hashes.ts'
import type { HeaderBatch, HeaderMessage, LogSource } from './log-source.ts'
import { NameNumbers } from './name-numbers.ts'

/** Events this near to each other are read in one go, with those between. */
const NEAR_POSITIONS = 32

type ReadStore = Pick<EventStoreBackend, 'readAll'>

/** What a general index asks of a store, of any store that can be read: it reads whole events for it. */
export function logSourceOf(store: EventStoreBackend): LogSource {
  return {
    capabilities: store.capabilities,
    head: () => store.head(),
    readAll: (options) => store.readAll(options),
    followHeaders: (after) => headerMessages(store.subscribe({ after })),
    rowsAt: (positions) => rowsAt(store, positions),
    detailAt: async (at) => (await eventsOf(store.readAll({ after: before(at), upTo: at }))).at(0),
    inStream: async (stream, version) => {
      const [event] = await eventsOf(store.readEvents(stream, { from: version, limit: 1 }))
      return event?.version === version ? event : undefined
    },
  }
}

async function* headerMessages(messages: AsyncIterable<SubscriptionMessage>): AsyncGenerator<HeaderMessage, void> {
  for await (const message of messages)
    yield message.kind === 'events' ? { kind: 'headers', headers: headersOf(message.events) } : message
}

function headersOf(events: readonly Event[]): HeaderBatch {
  const streams = new NameNumbers<StreamName>()
  const types = new NameNumbers<EventType>()
  const streamOf = events.map((event) => streams.numberOf(event.stream))
  const typeOf = events.map((event) => types.numberOf(event.type))
  const links = events.map(({ metadata }) => linkHashesOf(metadata))
  return {
    streams: streams.names,
    types: types.names,
    streamOf,
    typeOf,
    positions: events.map((event) => event.position),
    versions: events.map((event) => event.version),
    timesUs: events.map((event) => event.createdAtUs),
    idHashes: events.map((event) => hashOfId(event.id)),
    causeHashes: links.map(({ cause }) => cause),
    correlationHashes: links.map(({ correlation }) => correlation),
  }
}

async function rowsAt(store: ReadStore, positions: readonly Position[]): Promise<Omit<EventRow, 'row'>[]> {
  const wanted = new Set(positions)
  const rows: Omit<EventRow, 'row'>[] = []
  for (const { first, last } of runsOf(positions))
    for await (const events of store.readAll({ after: before(first), upTo: last }))
      for (const event of events) if (wanted.has(event.position)) rows.push(rowOf(event))
  return rows
}

function rowOf({ position: at, stream, version, id, type, createdAtUs, data }: Event): Omit<EventRow, 'row'> {
  return { position: at, stream, version, id, type, createdAtUs, preview: previewOf(data) }
}

function runsOf(positions: readonly Position[]): { readonly first: Position; readonly last: Position }[] {
  const runs: { first: Position; last: Position }[] = []
  for (const at of positions) {
    const run = runs.at(-1)
    if (run !== undefined && at - run.last <= NEAR_POSITIONS) run.last = at
    else runs.push({ first: at, last: at })
  }
  return runs
}

async function eventsOf(pages: AsyncIterable<readonly Event[]>): Promise<readonly Event[]> {
  const events: Event[] = []
  for await (const page of pages) events.push(...page)
  return events
}

/** The last position that is before one. */
function before(at: Position): Position {
  return position(Math.max(START, at - 1))
}
