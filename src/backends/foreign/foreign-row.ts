import { BadName } from '../../core/errors.ts'
import {
  type EventId,
  type EventType,
  eventId,
  eventType,
  MAX_EVENT_BYTES,
  type StreamName,
  streamName,
  utf8Length,
} from '../../core/event.ts'
import { checkJson } from '../../core/json-check.ts'
import type { ForeignTuple } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { jsonOf, metadataOf, tooLarge } from './stored-json.ts'
import { type DecodeText, nameOf, type StoredValue } from './stored-text.ts'

const MOST_NAME_BYTES = 4096
const MOST_TIME_BYTES = 64

/** A row whose values are all text as they must be; NULL for each that is not. */
export type TextRow = [
  position: bigint,
  version: bigint | null,
  stream: string | null,
  id: string | null,
  type: string | null,
  createdAt: string | null,
  data: string | null,
  metadata: string | null,
]

/** Three columns of a row for each value: its type, its size, and its bytes where they are few enough. */
type ValueColumns = [type: string, bytes: bigint | null, content: Buffer | null]

export type ForeignRow = [
  position: bigint,
  version: bigint | null,
  ...stream: ValueColumns,
  ...id: ValueColumns,
  ...type: ValueColumns,
  ...createdAt: ValueColumns,
  ...data: ValueColumns,
  ...metadata: ValueColumns,
]

/** The expressions of a SELECT that give a {@link TextRow}; a value's size is looked at before the value is read. */
export function textExpressions(kind: ForeignKind): string {
  const { columns } = kind
  return [
    quoted(columns.position),
    versionExpression(kind),
    ...[columns.stream, columns.id, columns.type].map((name) => textExpression(name, MOST_NAME_BYTES)),
    textExpression(columns.createdAt, MOST_TIME_BYTES),
    ...[columns.data, columns.metadata].map(jsonTextExpression),
  ].join(', ')
}

/** The expressions of a SELECT that give a {@link ForeignRow}; a value's size is looked at before the value is read. */
export function rowExpressions(kind: ForeignKind): string {
  const { columns } = kind
  return [
    quoted(columns.position),
    versionExpression(kind),
    ...[columns.stream, columns.id, columns.type].map((name) => valueExpressions(name, MOST_NAME_BYTES)),
    valueExpressions(columns.createdAt, MOST_TIME_BYTES),
    ...[columns.data, columns.metadata].map(jsonExpressions),
  ].join(', ')
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A version that is a whole number from the kind's first, and exact in JavaScript; NULL for any other value. */
export function versionExpression({ columns, firstVersion }: ForeignKind): string {
  const column = quoted(columns.version)
  return `CASE WHEN typeof(${column}) = 'integer' AND ${column} BETWEEN ${firstVersion} AND ${Number.MAX_SAFE_INTEGER - 1} THEN ${column} END`
}

/**
 * The event in a row of text; nothing where a value is not what it must be, or may not be: SQLite's driver puts U+FFFD for
 * bytes that are no UTF-8. {@link eventOfRow} decides those.
 */
export function eventOfText(row: TextRow, kind: ForeignKind): ForeignTuple | undefined {
  const [position, version, stream, id, type, createdAt, data, metadata] = row
  if (version === null || createdAt === null || data === null || metadata === null) return undefined
  if (stream === null || id === null || type === null) return undefined
  const createdAtUs = kind.timeUs(createdAt)
  if (createdAtUs === undefined || checkJson(data) || checkJson(metadata) || !/^[ \t\n\r]*\{/.test(metadata))
    return undefined
  if ([stream, id, type, data, metadata].some((text) => text.includes('\ufffd'))) return undefined
  if ((data.length + metadata.length) * 3 > MAX_EVENT_BYTES) return undefined
  const names = legalNames(stream, id, type)
  return (
    names && [
      Number(position),
      names[0],
      Number(version) - kind.firstVersion + 1,
      names[1],
      names[2],
      createdAtUs,
      data,
      metadata,
    ]
  )
}

/**
 * The event in a row, whatever the row holds. A version that is no whole number is 0, which no event of a stream has; a
 * time that cannot be read is 1970; names and JSON as stored-text.ts and stored-json.ts say.
 */
export function eventOfRow(row: ForeignRow, kind: ForeignKind, decode: DecodeText): ForeignTuple {
  const position = Number(row[0])
  const version = row[1] === null ? 0 : Number(row[1]) - kind.firstVersion + 1
  const createdAt = valueAt(row, 11)
  const time = createdAt.content === undefined || createdAt.type !== 'text' ? undefined : decode(createdAt.content)
  const json = withinLimit(jsonOf(valueAt(row, 14), decode), metadataOf(valueAt(row, 17), decode))
  return [
    position,
    nameOf(valueAt(row, 2), decode, streamName),
    version,
    nameOf(valueAt(row, 5), decode, eventId),
    nameOf(valueAt(row, 8), decode, eventType),
    (time === undefined ? undefined : kind.timeUs(time)) ?? 0,
    json.data,
    json.metadata,
  ]
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

function legalNames(stream: string, id: string, type: string): [StreamName, EventId, EventType] | undefined {
  try {
    return [streamName(stream), eventId(id), eventType(type)]
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}

function textExpression(name: string, mostBytes: number): string {
  const column = quoted(name)
  return `CASE WHEN typeof(${column}) = 'text' AND octet_length(${column}) <= ${mostBytes} THEN ${column} END`
}

function jsonTextExpression(name: string): string {
  const column = quoted(name)
  return `CASE WHEN octet_length(${column}) > ${MAX_EVENT_BYTES} THEN NULL WHEN typeof(${column}) = 'text' THEN ${column}
    WHEN typeof(${column}) = 'blob' AND json_valid(${column}, 8) THEN json(${column}) END`
}

function valueExpressions(name: string, mostBytes: number): string {
  const column = quoted(name)
  return `typeof(${column}), octet_length(${column}), CASE WHEN octet_length(${column}) <= ${mostBytes} THEN CAST(${column} AS BLOB) END`
}

/** A blob that is JSONB through and through is read as its text. */
function jsonExpressions(name: string): string {
  const column = quoted(name)
  return `typeof(${column}), octet_length(${column}), CASE WHEN octet_length(${column}) > ${MAX_EVENT_BYTES} THEN NULL
    WHEN typeof(${column}) = 'blob' AND json_valid(${column}, 8) THEN CAST(json(${column}) AS BLOB)
    ELSE CAST(${column} AS BLOB) END`
}

function valueAt(row: ForeignRow, column: number): StoredValue {
  const [type, bytes, content] = row.slice(column, column + 3)
  return {
    type: String(type),
    bytes: Number(bytes ?? 0),
    content: Buffer.isBuffer(content) ? content : undefined,
  }
}
