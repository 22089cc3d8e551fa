import type { Event, Position, StreamName } from '../../../core/event.ts'
import { START } from '../../../core/event.ts'
import { EVERYTHING } from '../../../core/event-filter.ts'
import { overlayMessages, overlayReader } from '../../../core/overlay-events.ts'
import { type HistoryLookup, prepareOverlay } from '../../../core/prepare-overlay.ts'
import { storePosition, type WhatIf } from '../../../core/what-if.ts'
import type { EventSource } from '../../state/projection-port.ts'

/** A history with a what-if laid over it. @throws EpochError `what-if-invalid` */
export async function whatIfSource(whatIf: WhatIf, main: EventSource): Promise<EventSource> {
  const overlay = await prepareOverlay(whatIf, lookupIn(main))
  return {
    subscribe: ({ after, filter, signal }) =>
      overlayMessages(main.subscribe({ after: storePosition(after), filter, signal }), overlay, { after, filter }),
    read: overlayReader((after, upTo, filter) => main.read(after, upTo, filter), overlay),
  }
}

const END = Number.MAX_SAFE_INTEGER as Position

function lookupIn({ read }: EventSource): HistoryLookup {
  return {
    eventAt: async (position) =>
      (await read((position - 1) as Position, position, EVERYTHING)).find((event) => event.position === position),
    first: async () => (await read(START, END, EVERYTHING)).at(0),
    lastOf: (stream, upTo) => lastOf({ read }, stream, upTo),
  }
}

async function lastOf(
  { read }: Pick<EventSource, 'read'>,
  stream: StreamName,
  upTo: Position,
): Promise<Event | undefined> {
  let last: Event | undefined
  for (let after: Position = START; after < upTo; after = last.position) {
    const found = (await read(after, upTo, { streams: [stream] })).at(-1)
    if (found === undefined) break
    last = found
  }
  return last
}
