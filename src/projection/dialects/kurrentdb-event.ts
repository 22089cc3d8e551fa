import type { Event } from '../../core/event.ts'
import { isoTime } from '../iso-time.ts'
import { base64Text } from './base64-text.ts'
import type { FaultWatch } from './kurrentdb-fault.ts'

/** How an import keeps data that is no JSON. */
const wrapping = { prefix: '{"$base64":"', whole: /^\{"\$base64":"[A-Za-z0-9+/]*=*"\}$/ }

/**
 * An event as KurrentDB hands it to a projection. What has to be made of it is made when it is first asked for, and is none of its own
 * members: `{...event}` has what there is without that.
 */
export class KurrentdbEvent {
  /** '' until it is known. */
  partition = ''
  /** The text of the data; null where there is none. */
  readonly bodyRaw: string | null
  readonly metadataRaw: string | null
  readonly streamId: string
  readonly eventId: string
  readonly eventType: string
  readonly isJson: boolean
  readonly linkMetadataRaw: null
  /** From 0. */
  readonly sequenceNumber: number
  readonly #event: Event
  readonly #faults: FaultWatch
  #data: unknown
  #metadata: unknown

  constructor(event: Event, faults: FaultWatch) {
    this.isJson = isJsonData(event)
    this.bodyRaw = this.isJson && event.data !== '' ? event.data : bodyOf(event)
    this.metadataRaw = event.metadata === '' ? null : event.metadata
    this.streamId = event.stream
    this.eventId = event.id
    this.eventType = event.type
    this.linkMetadataRaw = null
    this.sequenceNumber = event.version - 1
    this.#event = event
    this.#faults = faults
  }

  get category(): string {
    return kurrentdbCategory(this.streamId)
  }

  get created(): string {
    return createdText(this.#event.createdAtUs)
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

  /** It says so from here on, and nothing of it can be changed but what is in its data. */
  in(partition: string): this {
    this.partition = partition
    return Object.freeze(this)
  }

  /** All that it says, as KurrentDB writes it where it is part of a state. */
  members(): Readonly<Record<string, unknown>> {
    const { category, created, data, metadata, linkMetadata } = this
    const members: Record<string, unknown> = {}
    return Object.assign(members, this, { category, created, body: data, data, metadata, linkMetadata })
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

/** An event as `$created` gets it: KurrentDB leaves out the category there. */
export class CreatingEvent extends KurrentdbEvent {
  override get category(): string {
    return ''
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
function kurrentdbCategory(stream: string): string {
  const dash = stream.indexOf('-')
  return dash === -1 ? stream : stream.slice(0, dash)
}

/** The text of an event's data as it was stored. */
export function bodyOf(event: Event): string | null {
  if (event.data === '') return null
  return isJsonData(event) ? event.data : base64Text(event.data.slice(wrapping.prefix.length, -'"}'.length))
}

/** ISO 8601 with the seven digits after the second that .NET writes. */
function createdText(microseconds: number): string {
  const seconds = Math.floor(microseconds / SECOND_US)
  const digits = String(SECOND_US + microseconds - seconds * SECOND_US).slice(1)
  return `${isoTime(seconds * SECOND_US).slice(0, -'000Z'.length)}${digits}0Z`
}

const SECOND_US = 1_000_000
