import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../src/core/event.ts'
import { type EventFilter, filterText, matcherOf } from '../../src/core/event-filter.ts'
import type { JsonText } from '../../src/core/json.ts'
import type { RangeReader } from '../../src/core/prepare-overlay.ts'
import { insertedPosition, MAX_INSERTED, type WhatIf } from '../../src/core/what-if.ts'
import { SeededRandom } from './seeded-random.ts'

const types = ['Placed', 'Paid', 'Shipped']
const streams = ['order-1', 'order-2', 'cart-1', 'cart-2']

/** A log of some streams at sparse positions. */
export function someLog(seed: number, length: number): readonly Event[] {
  const random = new SeededRandom(seed)
  const versions = new Map<string, number>()
  let position = 0
  return Array.from({ length }, (_, at) => {
    position += 1 + random.upTo(2)
    const stream = random.oneOf(streams)
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    return {
      position: position as Position,
      stream: stream as StreamName,
      version: version as StreamVersion,
      id: `e${at}` as EventId,
      type: random.oneOf(types) as EventType,
      schemaVersion: 1,
      createdAtUs: 1_700_000_000_000_000 + position * 1_000_000,
      data: JSON.stringify({ n: at, cents: random.upTo(50) }) as JsonText,
      metadata: '' as JsonText,
    }
  })
}

export function someWhatIf(seed: number, log: readonly Event[]): WhatIf {
  const random = new SeededRandom(seed)
  const skip: Position[] = []
  const edit: WhatIf['edit'][number][] = []
  const insert: WhatIf['insert'][number][] = []
  const content = (): { type: string; data: JsonText; metadata: JsonText } => ({
    type: random.oneOf([...types, 'Refunded']),
    data: JSON.stringify({ cents: random.upTo(50) }) as JsonText,
    metadata: (random.chance(0.5) ? '' : '{"why":"what if"}') as JsonText,
  })
  for (const { position } of log) {
    if (random.chance(0.1)) skip.push(position)
    else if (random.chance(0.12)) edit.push({ position, ...content() })
    while (random.chance(0.1))
      insert.push({ after: position, stream: random.oneOf([...streams, 'new-1']), ...content() })
  }
  while (random.chance(0.5)) insert.push({ after: 0 as Position, stream: random.oneOf(streams), ...content() })
  insert.sort(() => random.next() - 0.5)
  return { name: 'some', skip, edit, insert }
}

/** The history of a what-if, written out by hand as it were. */
export function editedByHand(log: readonly Event[], { skip, edit, insert }: WhatIf): readonly Event[] {
  const before = { position: 0 as Position, createdAtUs: log[0]?.createdAtUs ?? 0 }
  const lastVersion = new Map<string, number>()
  const added = new Map<string, number>()
  const result: Event[] = []
  for (const event of [before, ...log]) {
    if ('stream' in event) {
      lastVersion.set(event.stream, event.version)
      added.set(event.stream, 0)
      const edited = edit.find(({ position }) => position === event.position)
      if (!skip.includes(event.position))
        result.push(edited ? { ...event, ...edited, type: edited.type as EventType } : event)
    }
    for (const [at, { after, stream, ...rest }] of insert.filter(({ after }) => after === event.position).entries()) {
      added.set(stream, (added.get(stream) ?? 0) + 1)
      result.push({
        position: insertedPosition(after, at + 1),
        stream: stream as StreamName,
        version: ((lastVersion.get(stream) ?? 0) + (added.get(stream) ?? 0) / (MAX_INSERTED + 1)) as StreamVersion,
        id: `what-if:${after}+${at + 1}` as EventId,
        schemaVersion: 1,
        createdAtUs: event.createdAtUs,
        ...rest,
        type: rest.type as EventType,
      })
    }
  }
  return result
}

export const someFilters: readonly EventFilter[] = [
  {},
  { category: 'order' },
  { types: ['Refunded' as EventType, 'Paid' as EventType] },
  { streams: ['new-1' as StreamName, 'cart-2' as StreamName] },
  { where: filterText('data.cents > 20') },
]

/** Reads pages of a log, of at most some events each. */
export function readerOf(log: readonly Event[], pageEvents: number): RangeReader {
  return (after, upTo, filter) => {
    const fits = matcherOf(filter)
    const page = log.filter((event) => event.position > after && event.position <= upTo && fits(event))
    return Promise.resolve(page.slice(0, pageEvents))
  }
}

export async function* pagesOf(events: readonly Event[], pageEvents: number): AsyncGenerator<readonly Event[], void> {
  for (let at = 0; at < events.length; at += pageEvents) yield await Promise.resolve(events.slice(at, at + pageEvents))
}
