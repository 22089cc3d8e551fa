import { EpochError } from './errors.ts'
import {
  type Event,
  type EventId,
  eventType,
  type Position,
  START,
  type StreamName,
  type StreamVersion,
  streamName,
} from './event.ts'
import { EVERYTHING, type EventFilter } from './event-filter.ts'
import { type InsertedEvent, insertedPosition, MAX_INSERTED, placeText, type WhatIf } from './what-if.ts'

/** What of a store's history a what-if has to look up. */
export interface HistoryLookup {
  /** The event at exactly this position. */
  eventAt(position: Position): Promise<Event | undefined>
  /** The first event of all. */
  first(): Promise<Event | undefined>
  /** The last event of a stream, up to a position. */
  lastOf(stream: StreamName, upTo: Position): Promise<Event | undefined>
}

/** A what-if that is ready to be laid over its store. */
export interface WhatIfOverlay {
  /** Events of the store that are not there, or not as they are. */
  readonly hidden: ReadonlySet<Position>
  /** The edited and the inserted events, in order of position. */
  readonly own: readonly Event[]
}

/**
 * Makes the events of a what-if. An edited event keeps its place, version, id and time. An inserted one has
 *
 * - the position {@link insertedPosition}, in the order of the list;
 * - a version between that of the last event of its stream before it and the next: a fraction, like its position, so that no
 *   version changes and a handler that passes over versions it has seen does not pass over this one;
 * - the time of the event it comes after, at the start that of the first event, so that time runs on;
 * - the id `what-if:` and its place.
 *
 * @throws EpochError `what-if-invalid` where the store has no event at a position that is edited or inserted after
 */
export async function prepareOverlay(whatIf: WhatIf, lookup: HistoryLookup): Promise<WhatIfOverlay> {
  const own: Event[] = []
  for (const { position, type, data, metadata } of whatIf.edit) {
    const original = await lookup.eventAt(position)
    if (original === undefined) throw missing(position)
    own.push({ ...original, type: eventType(type), data, metadata })
  }
  own.push(...(await insertedEvents(whatIf.insert, lookup)))
  own.sort((one, other) => one.position - other.position)
  return { hidden: new Set([...whatIf.skip, ...whatIf.edit.map(({ position }) => position)]), own }
}

async function insertedEvents(insert: readonly InsertedEvent[], lookup: HistoryLookup): Promise<readonly Event[]> {
  const events: Event[] = []
  const placed = new Map<Position, number>()
  const versioned = new Map<string, number>()
  for (const { after, stream, type, data, metadata } of insert.toSorted((one, other) => one.after - other.after)) {
    const nth = countIn(placed, after)
    const name = streamName(stream)
    const before = after === START ? undefined : await lookup.eventAt(after)
    if (before === undefined && after !== START) throw missing(after)
    const version = after === START ? 0 : ((await lookup.lastOf(name, after))?.version ?? 0)
    const position = insertedPosition(after, nth)
    events.push({
      position,
      stream: name,
      version: (version + countIn(versioned, `${version}@${name}`) / (MAX_INSERTED + 1)) as StreamVersion,
      id: `what-if:${placeText(position)}` as EventId,
      type: eventType(type),
      schemaVersion: 1,
      createdAtUs: (before ?? (await lookup.first()))?.createdAtUs ?? 0,
      data,
      metadata,
    })
  }
  return events
}

function countIn<Key>(counts: Map<Key, number>, key: Key): number {
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  return count
}

function missing(position: Position): EpochError {
  return new EpochError('what-if-invalid', `the store has no event at position ${position}`, { position })
}

/**
 * Reads events of a filter after one position up to another, in order. It may stop short and is then asked again from there; it gives
 * none only where there are no more.
 */
export type RangeReader = (after: Position, upTo: Position, filter: EventFilter) => Promise<readonly Event[]>

/** Looks up by reading forwards: one read an event, and all of a stream up to where something is inserted in it. */
export function lookupByReading(read: RangeReader, head: Position): HistoryLookup {
  return {
    eventAt: async (position) => (await read((position - 1) as Position, position, EVERYTHING))[0],
    first: async () => (await read(START, head, EVERYTHING))[0],
    async lastOf(stream, upTo) {
      let last: Event | undefined
      for (;;) {
        const page = await read(last?.position ?? START, upTo, { streams: [stream] })
        last = page.at(-1) ?? last
        if (page.length === 0 || last?.position === upTo) return last
      }
    },
  }
}
