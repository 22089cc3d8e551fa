import type Database from 'better-sqlite3'
import { BadName } from '../../../core/errors.ts'
import { type EventId, eventId, position, streamName, streamVersion } from '../../../core/event.ts'
import type { FindingPlace } from '../../../core/store-audit.ts'
import { digestOf, eventChecksum } from '../checksum.ts'
import { eventIdOfHex, eventIdText } from '../event-id-blob.ts'

/**
 * An event's row with what it refers to, as it lies in the file: every value of it may be damaged. Bytes are read in hexadecimal, which takes the
 * driver less time than blobs.
 */
export interface StoredEvent {
  readonly position: number
  readonly stream: string
  readonly categoryId: number
  readonly version: number
  readonly id: string
  readonly typeId: number
  readonly type: string
  readonly schemaVersion: number
  readonly createdAtUs: number
  readonly logTimeUs: number
  readonly checksum: Buffer
  readonly data: string
  readonly metadata: string
  /** The digests that a purge kept of what it emptied. */
  readonly purged: { readonly dataDigest: string; readonly metadataDigest: string } | undefined
}

const UUID_DIGITS = 32

type Values = readonly [position: number, ...rest: readonly unknown[]]

/** Reads events after one position up to another, in order; a row that no store of Epoch's writes gives its position only. */
export class StoredEvents {
  readonly #rows

  constructor(database: Database.Database) {
    this.#rows = database
      .prepare<[number, number], Values>(
        `SELECT e.position, s.name, s.category_id, e.version, hex(e.event_id), e.type_id, t.name, e.schema_version,
           e.created_at_us, e.log_time_us, hex(e.checksum), e.data, e.metadata,
           p.position, lower(hex(p.data_digest)), lower(hex(p.metadata_digest))
         FROM events e LEFT JOIN streams s ON s.id = e.stream_id LEFT JOIN types t ON t.id = e.type_id
           LEFT JOIN purges p ON p.position = e.position
         WHERE e.position > ? AND e.position <= ? ORDER BY e.position`,
      )
      .raw()
  }

  *between(after: number, upTo: number): Generator<{ readonly position: number; readonly event?: StoredEvent }, void> {
    for (const values of this.#rows.iterate(after, upTo)) {
      const event = eventOf(values)
      yield { position: values[0], ...(event && { event }) }
    }
  }
}

/** Nothing where a value is not of its column's sort. Without its stream's or its type's row an event has '' for the name. */
function eventOf(values: Values): StoredEvent | undefined {
  const [
    at,
    stream,
    categoryId,
    version,
    id,
    typeId,
    type,
    schemaVersion,
    createdAtUs,
    logTimeUs,
    checksum,
    data,
    metadata,
    purgedAt,
    dataDigest,
    metadataDigest,
  ] = values
  if (!isNumber(version) || !isNumber(typeId) || !isNumber(schemaVersion)) return undefined
  if (!isNumber(createdAtUs) || !isNumber(logTimeUs) || typeof id !== 'string') return undefined
  if (typeof checksum !== 'string' || typeof data !== 'string' || typeof metadata !== 'string') return undefined
  const isPurged = purgedAt !== null && typeof dataDigest === 'string' && typeof metadataDigest === 'string'
  return {
    position: at,
    stream: typeof stream === 'string' ? stream : '',
    categoryId: isNumber(categoryId) ? categoryId : 0,
    version,
    id: idOfHex(id),
    typeId,
    type: typeof type === 'string' ? type : '',
    schemaVersion,
    createdAtUs,
    logTimeUs,
    checksum: Buffer.from(checksum, 'hex'),
    data,
    metadata,
    purged: isPurged ? { dataDigest, metadataDigest } : undefined,
  }
}

/** Of damaged ids too. */
function idOfHex(hex: string): string {
  return hex.length === UUID_DIGITS ? eventIdOfHex(hex) : eventIdText(Buffer.from(hex, 'hex'))
}

/** Whether the event is what was stored: its members and its payload, or what a purge kept of that, give its checksum. */
export function hasItsChecksum(event: StoredEvent): boolean {
  const { data, metadata, purged, checksum } = event
  const dataDigest = purged?.dataDigest ?? digestOf(data)
  const metadataDigest = purged?.metadataDigest ?? digestOf(metadata)
  return eventChecksum(event, dataDigest, metadataDigest).equals(checksum)
}

/** What a finding says of its event; names that are none any more are left out. */
export function placeOf({
  position: at,
  stream,
  version,
  id,
}: Pick<StoredEvent, 'position' | 'stream' | 'version' | 'id'>): FindingPlace {
  const name = unlessBad(() => streamName(stream))
  const eventName = legalEventId(id)
  return {
    ...placeAt(at),
    ...(name !== undefined && { stream: name }),
    ...(Number.isSafeInteger(version) && version >= 0 && { version: streamVersion(version) }),
    ...(eventName !== undefined && { eventId: eventName }),
  }
}

/** What a finding says of a position, which may be none. */
export function placeAt(at: number): FindingPlace {
  return Number.isSafeInteger(at) && at >= 0 ? { position: position(at) } : {}
}

/** Metadata and damaged rows may have any text for an id; what is no legal one is no event's. */
export function legalEventId(text: string): EventId | undefined {
  return unlessBad(() => eventId(text))
}

function unlessBad<Name>(name: () => Name): Name | undefined {
  try {
    return name()
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
