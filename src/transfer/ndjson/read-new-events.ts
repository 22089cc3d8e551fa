import { EpochError } from '../../core/errors.ts'
import { eventId, type NewEvent } from '../../core/event.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { LineSplitter } from '../containers/line-splitter.ts'
import { recordBytes, recordText } from '../record-text.ts'
import { decodeEvent } from './decode-event.ts'

/**
 * The events of newline-delimited JSON for an append, where a fault is in the way of all of them. One without an id gets a new
 * one, one without a time has `nowMs`.
 *
 * @param source what the text is called in a message
 * @throws EpochError for the first line that is no event
 */
export function readNewEvents(bytes: Uint8Array, source: string, nowMs: number = Date.now()): readonly NewEvent[] {
  const splitter = new LineSplitter()
  const events: NewEvent[] = []
  for (const line of [...splitter.push(bytes), ...splitter.finish()]) {
    try {
      const text = recordText(line, recordBytes(line))
      if (text.trim() === '') continue
      const { timeText: _, id = eventId(uuidv7(nowMs)), createdAtUs = nowMs * 1000, ...event } = decodeEvent(text)
      events.push({ ...event, id, createdAtUs })
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      const { at } = error.details
      const place = typeof at === 'number' ? `${source}:${line.line}:${at + 1}` : source
      throw new EpochError(error.code, `${place}: ${error.message}`, { ...error.details, line: line.line })
    }
  }
  return events
}
