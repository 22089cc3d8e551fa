import { EpochError } from '../../core/errors.ts'
import { JsonScanner } from '../../core/json-scanner.ts'
import type { DecodedEvent, JsonRecord } from '../event-shape.ts'
import { textFault } from '../record-text.ts'
import { epochEventShape } from '../shapes/epoch-event-shape.ts'

/**
 * Reads the event that one line of NDJSON is. Data and metadata are the very characters of the line.
 *
 * @throws EpochError that says in `details.at` where in the line (UTF-16 units from 0) it went wrong
 */
export function decodeEvent(line: string): DecodedEvent {
  const event = epochEventShape.decoder({})(recordOf(line))
  if (event) return event
  throw new EpochError('import-bad-event', 'the line stands for an event elsewhere', { at: 0 })
}

function recordOf(text: string): JsonRecord {
  const scanner = new JsonScanner()
  const fault = scanner.scan(text)
  if (fault) throw textFault(text, fault)
  if (scanner.members) return { text, members: scanner.members }
  throw new EpochError('import-bad-event', 'an event is a JSON object; this is another value', { at: 0 })
}
