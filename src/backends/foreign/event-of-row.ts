import {
  type EventId,
  eventId,
  eventType,
  MAX_EVENT_BYTES,
  type StreamName,
  streamName,
  utf8Length,
} from '../../core/event.ts'
import { checkJson } from '../../core/json-check.ts'
import type { EventMark } from '../../core/log-index.ts'
import type { ForeignTuple } from './foreign-contract.ts'
import type { ComposedMetadata, ForeignKind } from './foreign-kind.ts'
import { CAREFUL, PLAIN, type Selection } from './foreign-row.ts'
import { isObjectText, jsonOf, metadataOf, tooLarge, wholeTextOf } from './stored-json.ts'
import { type DecodeText, decodeUtf8, legalOr, nameOf, nameOfText, type StoredValue } from './stored-text.ts'

/** What is longer may have more bytes than an event may have. */
const PLAIN_CHARACTERS = Math.floor(MAX_EVENT_BYTES / 3)

/** Larger metadata may be too large together with its data, which is not looked at for a header. */
const PLAIN_METADATA_CHARACTERS = 1024 * 1024

/** What of an event is known before its row is read. */
export interface Place {
  readonly position: number
  /** Absent where the row itself says them. */
  readonly inStream?: { readonly stream: StreamName; readonly version: number }
}

/** An event as one reading of its row gives it; of a header `data` is '', of a row it may be only the beginning. */
export interface RowEvent {
  readonly event: ForeignTuple
  readonly mark: EventMark | ''
}

/** What a plain row has for NULL. */
const NOTHING = 0n

type Row = readonly unknown[]
type Member = ComposedMetadata['members'][number]

/** Makes events of the rows of one kind of store. */
export class EventOfRow {
  readonly #kind: ForeignKind
  readonly #decode: DecodeText
  readonly #streamParts: number
  /** Events that stand together often have the same time. */
  #lastTime: { readonly stored: unknown; readonly us: number | undefined } = { stored: undefined, us: undefined }

  constructor(kind: ForeignKind, decode: DecodeText) {
    this.#kind = kind
    this.#decode = decode
    this.#streamParts = kind.parts.stream.in === 'columns' ? kind.parts.stream.columns.length : 1
  }

  /**
   * The event in a plain row; nothing where a value is not what it must be, or may not be: SQLite's driver puts U+FFFD for
   * bytes that are no UTF-8. {@link withCare} decides those.
   */
  plain(row: Row, place: Place, selection: Exclude<Selection, 'care'>): RowEvent | undefined {
    const inStream = place.inStream ?? this.#plainStream(row)
    const type = plainName(row[PLAIN.type], eventType)
    const createdAtUs = this.#timeUs(row[PLAIN.time])
    if (inStream === undefined || type === undefined || createdAtUs === undefined) return undefined
    const id = this.#plainId(row[PLAIN.id], place.position, inStream)
    const metadata = selection === 'header' ? this.#headerMetadata(row) : this.#plainMetadata(row)
    if (id === undefined || metadata === undefined) return undefined
    const data = selection === 'header' ? '' : this.#plainData(row[PLAIN.data], row[PLAIN.cut] === 1n)
    if (data === undefined) return undefined
    if (metadata.length > PLAIN_METADATA_CHARACTERS || data.length + metadata.length > PLAIN_CHARACTERS)
      return undefined
    const { stream, version } = inStream
    return {
      event: [place.position, stream, version, id, type, createdAtUs, data, metadata],
      mark: markOf(row[PLAIN.mark]),
    }
  }

  /**
   * The event in a row read with care, whatever the row holds. A version that is no whole number is 0, which no event of a stream has; a
   * time that cannot be read is 1970; names and JSON as stored-text.ts and stored-json.ts say.
   */
  withCare(row: Row, place: Place): RowEvent {
    const { position } = place
    const stream = place.inStream?.stream ?? this.streamName(row, CAREFUL.stream)
    const version = place.inStream?.version ?? this.version(row[CAREFUL.version])
    const id =
      this.#kind.parts.id === 'made'
        ? this.#madeId(position, stream, version)
        : nameOf([valueAt(row, CAREFUL.id)], this.#decode, eventId)
    const json = withinLimit(
      jsonOf(valueAt(row, CAREFUL.data), this.#kind.parts.data, this.#decode),
      this.#metadata(row),
    )
    return {
      event: [
        position,
        stream,
        version,
        id,
        nameOf([valueAt(row, CAREFUL.type)], this.#decode, eventType),
        this.#timeUs(row[CAREFUL.time]) ?? 0,
        json.data,
        json.metadata,
      ],
      mark: markOf(row[CAREFUL.mark]),
    }
  }

  /** The name of the stream that the values from a place in the row on name. */
  streamName(row: Row, from: number): StreamName {
    const values = Array.from({ length: this.#streamParts }, (_, part) => valueAt(row, from + part * 3))
    return nameOf(values, this.#decode, streamName)
  }

  /** Epoch's version of what versionExpression gave. */
  version(stored: unknown): number {
    return typeof stored === 'bigint' ? Number(stored) - this.#kind.firstVersion + 1 : 0
  }

  #plainStream(row: Row): Place['inStream'] {
    const version = row[PLAIN.version]
    const stream = this.plainStreamName(row, PLAIN.stream)
    return typeof version === 'bigint' && stream !== undefined ? { stream, version: this.version(version) } : undefined
  }

  /** Undefined where the values from a place in the row on are not plain names. */
  plainStreamName(row: Row, from: number): StreamName | undefined {
    if (this.#streamParts === 1) return plainName(row[from], streamName)
    const [category, id] = [row[from], row[from + 1]]
    return typeof category === 'string' && typeof id === 'string'
      ? plainName(`${category}-${id}`, streamName)
      : undefined
  }

  #plainId(stored: unknown, position: number, inStream: NonNullable<Place['inStream']>): EventId | undefined {
    if (this.#kind.parts.id === 'made') return this.#madeId(position, inStream.stream, inStream.version)
    return plainName(stored, eventId)
  }

  /** The version is as the store's users count it; an event outside its stream has none, and its position sets it apart. */
  #madeId(position: number, stream: StreamName, version: number): EventId {
    const counted = version === 0 ? `position ${position}` : version - 1 + this.#kind.firstVersion
    const text = `${counted}@${stream}`
    return legalOr(text, eventId) ?? nameOfText(text, eventId)
  }

  #timeUs(stored: unknown): number | undefined {
    const { time } = this.#kind.parts
    if (time === 'unknown') return 0
    if (typeof stored !== 'string' && typeof stored !== 'bigint' && typeof stored !== 'number') return undefined
    if (stored === this.#lastTime.stored) return this.#lastTime.us
    const us = time.timeUs(stored)
    this.#lastTime = { stored, us: us !== undefined && Number.isSafeInteger(us) ? us : undefined }
    return this.#lastTime.us
  }

  #plainData(stored: unknown, cut: boolean): string | undefined {
    if (stored === NOTHING) return 'null'
    if (typeof stored === 'string' && cut) return stored
    return this.#plainJson(stored, this.#kind.parts.data)
  }

  #plainJson(stored: unknown, { encoding, read }: ForeignKind['parts']['data']): string | undefined {
    if (encoding === 'text' || encoding === 'hex') return undefined
    const text = Buffer.isBuffer(stored) ? decodeUtf8(stored) : stored
    if (typeof text !== 'string' || text.length > PLAIN_CHARACTERS || text.includes('\ufffd')) return undefined
    if (checkJson(text) === undefined) return read === undefined ? text : read(text)
    return encoding === 'auto' ? wholeTextOf(text) : undefined
  }

  /** A header's metadata is only searched for links: whether it is JSON is found out when the event itself is read. */
  #headerMetadata(row: Row): string | undefined {
    const { metadata } = this.#kind.parts
    if (metadata === 'none' || 'members' in metadata || metadata.read !== undefined) return this.#plainMetadata(row)
    if (metadata.encoding !== 'json' && metadata.encoding !== 'auto') return this.#plainMetadata(row)
    const stored = row[PLAIN.metadata]
    if (stored === null) return ''
    return typeof stored === 'string' ? stored : this.#plainMetadata(row)
  }

  #plainMetadata(row: Row): string | undefined {
    const { metadata } = this.#kind.parts
    if (metadata === 'none') return ''
    if ('members' in metadata) return plainMembers(metadata, row)
    if (row[PLAIN.metadata] === NOTHING) return ''
    const json = this.#plainJson(row[PLAIN.metadata], metadata)
    return json !== undefined && isObjectText(json) ? json : undefined
  }

  #metadata(row: Row): string {
    const { metadata } = this.#kind.parts
    if (metadata === 'none') return ''
    if (!('members' in metadata)) return metadataOf(valueAt(row, CAREFUL.metadata), metadata, this.#decode)
    const values = metadata.members.map(({ as }, member) =>
      memberOf(valueAt(row, CAREFUL.metadata + member * 3), as, this.#decode),
    )
    return composed(metadata, values)
  }
}

/** Undefined where a value may be no text. */
function plainMembers(metadata: ComposedMetadata, row: Row): string | undefined {
  const values: (string | undefined)[] = []
  for (const [i, { as }] of metadata.members.entries()) {
    const stored = row[PLAIN.metadata + i]
    if (stored === NOTHING) values.push(undefined)
    else if (typeof stored === 'string' && !stored.includes('\ufffd')) values.push(memberText(stored, as))
    else return undefined
  }
  return composed(metadata, values)
}

function memberOf(value: StoredValue, as: Member['as'], decode: DecodeText): string | undefined {
  if (value.type === 'null') return undefined
  if (value.content === undefined) return tooLarge(value.bytes)
  const text = (value.type === 'blob' ? decodeUtf8 : decode)(value.content)
  return text === undefined ? jsonOf(value, { encoding: 'hex' }, decode) : memberText(text, as)
}

function memberText(text: string, as: Member['as']): string {
  return as === 'json' && checkJson(text) === undefined ? text : JSON.stringify(text.toWellFormed())
}

/** A JSON object of the members that have a value; '' where none has. */
function composed({ members }: ComposedMetadata, values: readonly (string | undefined)[]): string {
  const texts = members.flatMap(({ name }, i) =>
    values[i] === undefined ? [] : [`${JSON.stringify(name)}:${values[i]}`],
  )
  return texts.length === 0 ? '' : `{${texts.join(',')}}`
}

/** Replaces the larger of the two where together they are more than an event may have. */
function withinLimit(data: string, metadata: string): { data: string; metadata: string } {
  if ((data.length + metadata.length) * 3 <= MAX_EVENT_BYTES) return { data, metadata }
  const dataBytes = utf8Length(data)
  const metadataBytes = utf8Length(metadata)
  if (dataBytes + metadataBytes <= MAX_EVENT_BYTES) return { data, metadata }
  return dataBytes >= metadataBytes
    ? withinLimit(tooLarge(dataBytes), metadata)
    : withinLimit(data, tooLarge(metadataBytes))
}

function plainName<Name extends string>(stored: unknown, legal: (text: string) => Name): Name | undefined {
  return typeof stored === 'string' && !stored.includes('\ufffd') ? legalOr(stored, legal) : undefined
}

function markOf(stored: unknown): EventMark | '' {
  return stored === 'archived' || stored === 'deleted' ? stored : ''
}

function valueAt(row: Row, column: number): StoredValue {
  const [type, bytes, content] = row.slice(column, column + 3)
  return { type: String(type), bytes: Number(bytes ?? 0), content: Buffer.isBuffer(content) ? content : undefined }
}
