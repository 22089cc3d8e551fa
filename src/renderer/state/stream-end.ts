import { BadName } from '../../core/errors.ts'
import { type Event, NO_EVENTS, type Position, type StreamName, streamName, streamVersion } from '../../core/event.ts'
import type { StoreLink } from './store-link.ts'

type Asking = Pick<StoreLink, 'ask'>

/** A stream's version as the store has it up to a position; {@link NO_EVENTS} where there is no such stream. */
export async function streamHead(link: Asking, named: string, head: Position): Promise<number> {
  const stream = legalStream(named)
  if (stream === undefined) return NO_EVENTS
  const view = { streams: [stream] }
  const { row } = await link.ask('log.rowAt', { view, position: head })
  if (row === 0) return NO_EVENTS
  const [last] = (await link.ask('log.rows', { view, fromRow: row, limit: 1 })).rows
  return last?.version ?? NO_EVENTS
}

/** The events of a stream after a version, at most `limit`. */
export async function eventsAfter(
  link: Asking,
  stream: StreamName,
  version: number,
  limit: number,
): Promise<readonly Event[]> {
  const events: Event[] = []
  while (events.length < limit) {
    const asked = { stream, version: streamVersion(version + 1 + events.length) }
    const { event } = await link.ask('event.inStream', asked)
    if (event === undefined) return events
    events.push(event)
  }
  return events
}

/** Nothing for a text that no stream can have as its name. */
function legalStream(text: string): StreamName | undefined {
  try {
    return streamName(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
