import { EpochError } from '../core/errors.ts'
import { type Event, eventId, type NewEvent, position, streamVersion } from '../core/event.ts'
import { JsonScanner } from '../core/json-scanner.ts'
import type { DecodedEvent } from '../transfer/event-shape.ts'
import { epochEventShape } from '../transfer/shapes/epoch-event-shape.ts'

/**
 * The events of a fixture: NDJSON as `epoch query --ndjson` and a shrunk history are. An event whose line has a position and a version
 * keeps both, so that a projection that looks at them sees what it saw; one without is placed by `replay`. Without an id it has one made of
 * its line's number, without a time that of the line before it.
 *
 * @throws EpochError for the first line that is no event
 */
export function readFixture(text: string): readonly (Event | NewEvent)[] {
  const events: (Event | NewEvent)[] = []
  let timeUs = 0
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const event = eventOf(line, at + 1, timeUs)
    timeUs = event.createdAtUs
    events.push(event)
  }
  return events
}

function eventOf(line: string, number: number, timeUs: number): Event | NewEvent {
  try {
    const { timeText: _, id = eventId(`line-${number}`), createdAtUs = timeUs, ...event } = decoded(line)
    return { ...event, id, createdAtUs, ...placeOf(line) }
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    throw new EpochError(
      error.code,
      `line ${number}: ${error.message}`,
      { ...error.details, line: number },
      { cause: error },
    )
  }
}

/** Without what `epoch import` needs of Node, so that a test may run in a browser too. */
function decoded(line: string): DecodedEvent {
  const scanner = new JsonScanner()
  const fault = scanner.scan(line)
  if (fault) throw new EpochError(`import-${fault.code}`, fault.message, { at: fault.at })
  const event = scanner.members && epochEventShape.decoder({})({ text: line, members: scanner.members })
  if (event) return event
  throw new EpochError('import-bad-event', 'an event is a JSON object; this is another value', { at: 0 })
}

/** @throws EpochError `import-bad-event` for a place that no event can have */
function placeOf(line: string): Pick<Event, 'position' | 'version'> | undefined {
  const { position: at, version } = JSON.parse(line) as { readonly position?: unknown; readonly version?: unknown }
  if (at === undefined || version === undefined) return undefined
  if (isPlace(at) && isPlace(version)) return { position: position(at), version: streamVersion(version) }
  throw new EpochError('import-bad-event', 'its position and version must be whole numbers from 1', { at: 0 })
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}
