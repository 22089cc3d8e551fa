import { EpochError, type EpochErrorCode } from '../../core/errors.ts'
import { type EventId, eventId, eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'
import type { DecodedEvent } from '../event-shape.ts'
import { eventTimeUs } from '../event-time.ts'
import { jsonMembers, type TextRange } from '../json-members.ts'

/** The names that a member goes by; the first that a line has counts. */
const names = {
  id: ['id', 'eventId', 'event_id'],
  stream: ['stream', 'streamId', 'stream_id'],
  type: ['type', 'eventType', 'event_type'],
  time: ['createdAt', 'created_at', 'time', 'timestamp'],
  schemaVersion: ['schemaVersion', 'schema_version'],
  data: ['data'],
  metadata: ['metadata'],
} as const

type Member = keyof typeof names

/**
 * Reads the event that one line of NDJSON is. Data and metadata are the very characters of the line.
 *
 * @throws EpochError that says in `details.at` where in the line (UTF-16 units from 0) it went wrong
 */
export function decodeEvent(line: string): DecodedEvent {
  const fault = checkJson(line)
  if (fault) throw lineFault(`import-${fault.code}`, fault.message, fault.at)
  const members = jsonMembers(line)
  if (members === undefined) throw lineFault('import-bad-event', 'an event is a JSON object; this is another value', 0)
  return new EventLine(line, members).decode()
}

class EventLine {
  readonly #line: string
  readonly #members: ReadonlyMap<string, TextRange>

  constructor(line: string, members: ReadonlyMap<string, TextRange>) {
    this.#line = line
    this.#members = members
  }

  decode(): DecodedEvent {
    const id = this.#id()
    const createdAtUs = this.#time()
    const time = this.#find('time')
    return {
      stream: this.#named('stream', streamName),
      type: this.#named('type', eventType),
      ...(id !== undefined && { id }),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: time ? this.#text(time) : '',
      schemaVersion: this.#schemaVersion(),
      data: this.#raw('data') ?? ('null' as JsonText),
      metadata: this.#metadata(),
    }
  }

  #id(): EventId | undefined {
    const range = this.#find('id')
    if (range === undefined || this.#text(range) === 'null') return undefined
    const text = this.#text(range)
    return /^\d+$/.test(text) ? this.#legal(range, text, eventId) : this.#named('id', eventId)
  }

  #time(): number | undefined {
    const range = this.#find('time')
    if (range === undefined || this.#text(range) === 'null') return undefined
    const us = eventTimeUs(this.#scalar(range))
    if (us !== undefined) return us
    throw lineFault(
      'import-bad-time',
      `${shown(this.#text(range))} is no time; write ISO 8601, or a number of seconds, milliseconds or microseconds since 1970`,
      range.from,
    )
  }

  #schemaVersion(): number {
    const range = this.#find('schemaVersion')
    if (range === undefined || this.#text(range) === 'null') return 1
    const version = this.#scalar(range)
    if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version
    const what = `the schema version ${shown(this.#text(range))} is not a whole number from 1`
    throw lineFault('import-bad-event', what, range.from)
  }

  #metadata(): JsonText {
    const text = this.#raw('metadata')
    if (text === undefined || text === 'null') return '{}' as JsonText
    if (text.startsWith('{')) return text
    throw lineFault('import-bad-event', 'metadata must be a JSON object', this.#find('metadata')?.from ?? 0)
  }

  #named<Name>(member: 'id' | 'stream' | 'type', make: (text: string) => Name): Name {
    const range = this.#find(member)
    if (range === undefined)
      throw lineFault('import-bad-event', `the event has no ${member}; give it a member "${member}"`, 0)
    const text = this.#scalar(range)
    if (typeof text === 'string') return this.#legal(range, text, make)
    throw lineFault(
      'import-bad-event',
      `the event's ${member} must be text and is ${shown(this.#text(range))}`,
      range.from,
    )
  }

  #legal<Name>(range: TextRange, text: string, make: (text: string) => Name): Name {
    try {
      return make(text)
    } catch (error) {
      if (error instanceof EpochError) throw lineFault(error.code, error.message, range.from)
      throw error
    }
  }

  #find(member: Member): TextRange | undefined {
    for (const name of names[member]) {
      const range = this.#members.get(name)
      if (range) return range
    }
    return undefined
  }

  /** The member's characters: the line was checked, so they are JSON. */
  #raw(member: 'data' | 'metadata'): JsonText | undefined {
    const range = this.#find(member)
    return range && (this.#text(range) as JsonText)
  }

  /** The value of text or of a number; undefined for anything else. */
  #scalar(range: TextRange): string | number | undefined {
    const value: unknown = /["\-\d]/.test(this.#line.charAt(range.from)) ? JSON.parse(this.#text(range)) : undefined
    return typeof value === 'string' || typeof value === 'number' ? value : undefined
  }

  #text({ from, to }: TextRange): string {
    return this.#line.slice(from, to)
  }
}

function shown(json: string): string {
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}

function lineFault(code: EpochErrorCode, message: string, at: number): EpochError {
  return new EpochError(code, message, { at })
}
