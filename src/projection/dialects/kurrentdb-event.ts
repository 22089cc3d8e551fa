import type { Event } from '../../core/event.ts'
import { isoTime } from '../iso-time.ts'
import { base64Text } from './base64-text.ts'
import type { FaultWatch } from './kurrentdb-fault.ts'

/** How an import keeps data that is no JSON. */
const wrapping = { prefix: '{"$base64":"', whole: /^\{"\$base64":"[A-Za-z0-9+/]*=*"\}$/ }

/** Where an event goes on its way through a projection; what it is called for changes what its event says of itself. */
export interface EventPlace {
  /** '' where it is not known yet, or there is but one. */
  readonly partition: string
  /** KurrentDB leaves it out where it calls `$created`. */
  readonly category: string
}

/**
 * An event as KurrentDB hands it to a projection. What can be parsed is parsed when it is first asked for, and only then one of its own
 * members: `{...event}` has what was asked for.
 */
export class KurrentdbEvent {
  readonly partition: string
  readonly created: string
  /** The text of the data; null where there is none. */
  readonly bodyRaw: string | null
  readonly metadataRaw: string | null
  readonly streamId: string
  readonly eventId: string
  readonly eventType: string
  readonly isJson: boolean
  readonly linkMetadataRaw: null
  readonly category: string
  /** From 0. */
  readonly sequenceNumber: number
  readonly #faults: FaultWatch
  #data: unknown
  #metadata: unknown

  constructor(event: Event, place: EventPlace, faults: FaultWatch) {
    this.partition = place.partition
    this.created = createdText(event.createdAtUs)
    this.isJson = isJsonData(event)
    this.bodyRaw = bodyOf(event)
    this.metadataRaw = event.metadata === '' ? null : event.metadata
    this.streamId = event.stream
    this.eventId = event.id
    this.eventType = event.type
    this.linkMetadataRaw = null
    this.category = place.category
    this.sequenceNumber = event.version - 1
    this.#faults = faults
    Object.freeze(this)
  }

  /** `undefined` where it is no JSON. */
  get data(): unknown {
    if (!this.isJson) return undefined
    this.#data ??= this.#parsed(this.bodyRaw, 'data')
    return this.#data
  }

  get body(): unknown {
    return this.data
  }

  get metadata(): unknown {
    this.#metadata ??= this.#parsed(this.metadataRaw, 'metadata')
    return this.#metadata
  }

  get linkMetadata(): null {
    return null
  }

  /** The same event for another call, with what is parsed already. */
  at(event: Event, place: EventPlace): KurrentdbEvent {
    const moved = new KurrentdbEvent(event, place, this.#faults)
    moved.#data = this.#data
    moved.#metadata = this.#metadata
    return moved
  }

  /** All that it says, as KurrentDB writes it where it is part of a state. */
  members(): Readonly<Record<string, unknown>> {
    const { data, metadata, linkMetadata } = this
    const members: Record<string, unknown> = {}
    return Object.assign(members, this, { body: data, data, metadata, linkMetadata })
  }

  #parsed(text: string | null, part: string): unknown {
    if (text === null) return null
    try {
      return JSON.parse(text) as unknown
    } catch (cause) {
      return this.#faults.refuse('malformed-event', `the event's ${part} is no JSON`, cause)
    }
  }
}

/** Whether the event's data is JSON, as far as who stored it said. */
export function isJsonData(event: Event): boolean {
  return !event.data.startsWith(wrapping.prefix) || !wrapping.whole.test(event.data)
}

/** Whether there are no data where some should be: KurrentDB then calls no handler. */
export function hasNoData(event: Event): boolean {
  return event.data.trim() === ''
}

/** The part of a stream's name before its first dash; all of it where there is none. */
export function kurrentdbCategory(stream: string): string {
  const dash = stream.indexOf('-')
  return dash === -1 ? stream : stream.slice(0, dash)
}

/** The text of an event's data as it was stored. */
export function bodyOf(event: Event): string | null {
  if (event.data === '') return null
  return isJsonData(event) ? event.data : base64Text(event.data.slice(wrapping.prefix.length, -'"}'.length))
}

const MINUTE_US = 60_000_000
let lastMinute = Number.NaN
let minuteText = ''

/** ISO 8601 with the seven digits after the second that .NET writes. */
function createdText(microseconds: number): string {
  const minute = Math.floor(microseconds / MINUTE_US)
  if (minute !== lastMinute) {
    minuteText = isoTime(minute * MINUTE_US).slice(0, -'00.000Z'.length)
    lastMinute = minute
  }
  const tenths = String((microseconds - minute * MINUTE_US) * 10).padStart(9, '0')
  return `${minuteText}${tenths.slice(0, 2)}.${tenths.slice(2)}Z`
}
