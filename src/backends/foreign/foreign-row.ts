import { MAX_EVENT_BYTES } from '../../core/event.ts'
import type { ComposedMetadata, ForeignKind, PayloadSource, StreamSource } from './foreign-kind.ts'

const MOST_NAME_BYTES = 4096
const MOST_TIME_BYTES = 64

/** Larger data is not read for its preview alone. */
const MOST_PREVIEWED_BYTES = 64 * 1024
const PREVIEW_READ_CHARACTERS = 400

/** What the table of events is called in every statement, so that no column of another table can be taken for one of its. */
export const EVENTS = '"epoch events"'

/** Where the values of a row stand; from `metadata` on there is one for each of its members. */
export const PLAIN = {
  position: 0,
  version: 1,
  mark: 2,
  stream: 3,
  streamId: 4,
  id: 5,
  type: 6,
  time: 7,
  data: 8,
  cut: 9,
  metadata: 10,
} as const

/** Where they stand in a row read with care; from `stream` on each takes three columns: SQLite's type, the size, and the bytes if few enough. */
export const CAREFUL = {
  position: 0,
  version: 1,
  mark: 2,
  time: 3,
  stream: 4,
  streamId: 7,
  id: 10,
  type: 13,
  data: 16,
  metadata: 19,
} as const

/**
 * What a statement selects. `event`: all of it; `header`: not its data; `row`: of large data only the beginning. In these a value that is not
 * plainly what it must be is NULL, and the row is read again with `care`.
 */
export type Selection = 'event' | 'header' | 'row' | 'care'

export interface SelectionOptions {
  readonly kind: ForeignKind
  /** SQL of the position; NULL where it is known already. */
  readonly position: string
  /** Whether stream and version are known already. */
  readonly placed: boolean
}

/** The expressions of a SELECT from the table of events, which is called {@link EVENTS}. */
export function selected(selection: Selection, options: SelectionOptions): string {
  return (selection === 'care' ? carefulExpressions(options) : plainExpressions(selection, options)).join(', ')
}

/** {@link selected} for each selection: text that is made once is quick to find statements by. */
export function allSelected(options: SelectionOptions): Readonly<Record<Selection, string>> {
  return {
    event: selected('event', options),
    header: selected('header', options),
    row: selected('row', options),
    care: selected('care', options),
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A column of the table of events. */
export function ofEvents(name: string): string {
  return `${EVENTS}.${quoted(name)}`
}

/** The lowest number that the store's order begins with. */
export function firstOrder({ parts: { order } }: ForeignKind): number {
  return order.by === 'column' ? (order.from ?? 1) : 1
}

/** Beyond it, positions would not be exact in JavaScript. */
export function lastOrder(kind: ForeignKind): number {
  return Number.MAX_SAFE_INTEGER - 1 + firstOrder(kind)
}

/** Which rows of the table are events. */
export function areEvents({ rowsThatAreEvents }: ForeignKind): string {
  return `(${rowsThatAreEvents ?? '1'})`
}

/** A version that is a whole number from the kind's first, and exact in JavaScript; NULL for any other value. */
export function versionExpression({ parts: { version }, firstVersion }: ForeignKind): string {
  if (version === 'counted') return 'NULL'
  const column = ofEvents(version.column)
  return `CASE WHEN typeof(${column}) = 'integer' AND ${column} BETWEEN ${firstVersion} AND ${Number.MAX_SAFE_INTEGER - 1} THEN ${column} END`
}

/** SQL of what a stream's name is made of: one value or two. For links there is none: they are followed before. */
export function streamValues(stream: StreamSource): readonly string[] {
  switch (stream.in) {
    case 'columns':
      return stream.columns.map(ofEvents)
    case 'elsewhere':
      return [
        `(SELECT ${quoted(stream.name)} FROM ${quoted(stream.table)} AS "epoch other"
          WHERE "epoch other".${quoted(stream.key)} = ${ofEvents(stream.column)} LIMIT 1)`,
      ]
    case 'links':
      return []
  }
}

/** A name of text or of a whole number; NULL for any other value. */
export function nameExpression(value: string): string {
  return `CASE typeof(${value}) WHEN 'text' THEN CASE WHEN octet_length(${value}) <= ${MOST_NAME_BYTES} THEN ${value} END
    WHEN 'integer' THEN CAST(${value} AS TEXT) END`
}

/** A value as it is stored, whatever it is: its type, its size, and its bytes if they are few enough for a name. */
export function nameWithCare(value: string): string {
  return withCare(value, MOST_NAME_BYTES)
}

function plainExpressions(
  selection: Exclude<Selection, 'care'>,
  { kind, position, placed }: SelectionOptions,
): string[] {
  const { id, type, data, metadata } = kind.parts
  const [stream = 'NULL', streamId = 'NULL'] = placed ? [] : streamValues(kind.parts.stream)
  const beginning =
    selection === 'row' && data.read === undefined && (data.encoding === 'json' || data.encoding === 'auto')
  const column = ofEvents(data.column)
  return [
    position,
    placed ? 'NULL' : versionExpression(kind),
    selection === 'header' ? `''` : markExpression(kind),
    nameExpression(stream),
    nameExpression(streamId),
    id === 'made' ? 'NULL' : nameExpression(ofEvents(id.column)),
    nameExpression(ofEvents(type.column)),
    timeExpression(kind),
    selection === 'header' ? 'NULL' : plainPayload(column, beginning),
    beginning ? `octet_length(${column}) > ${MOST_PREVIEWED_BYTES}` : '0',
    ...plainMetadata(metadata),
  ]
}

function carefulExpressions({ kind, position, placed }: SelectionOptions): string[] {
  const { id, type, data, metadata } = kind.parts
  const [stream = 'NULL', streamId = 'NULL'] = placed ? [] : streamValues(kind.parts.stream)
  const columns = [data.column, ...metadataColumns(metadata)]
  return [
    position,
    placed ? 'NULL' : versionExpression(kind),
    markExpression(kind),
    timeExpression(kind),
    ...[stream, streamId, id === 'made' ? 'NULL' : ofEvents(id.column), ofEvents(type.column)].map(nameWithCare),
    ...columns.map((name) => jsonWithCare(ofEvents(name))),
  ]
}

export function metadataColumns(metadata: PayloadSource | ComposedMetadata | 'none'): readonly string[] {
  if (metadata === 'none') return []
  return 'members' in metadata ? metadata.members.map(({ column }) => column) : [metadata.column]
}

function plainMetadata(metadata: PayloadSource | ComposedMetadata | 'none'): string[] {
  if (metadata === 'none') return []
  if (!('members' in metadata)) return [plainPayload(ofEvents(metadata.column), false)]
  return metadata.members.map(({ column }) => plainMember(ofEvents(column)))
}

/** 0 stands for NULL, and NULL for what must be read with care. */
function plainMember(column: string): string {
  return `CASE typeof(${column}) WHEN 'null' THEN 0 WHEN 'integer' THEN CAST(${column} AS TEXT)
    WHEN 'text' THEN CASE WHEN octet_length(${column}) <= ${MAX_EVENT_BYTES} THEN ${column} END END`
}

function markExpression({ marks = [] }: ForeignKind): string {
  if (marks.length === 0) return `''`
  return `CASE ${marks.map(({ mark, where }) => `WHEN (${where}) THEN '${mark}'`).join(' ')} ELSE '' END`
}

function timeExpression({ parts: { time } }: ForeignKind): string {
  if (time === 'unknown') return 'NULL'
  const column = ofEvents(time.column)
  return `CASE WHEN typeof(${column}) IN ('integer', 'real') OR (typeof(${column}) = 'text' AND octet_length(${column}) <= ${MOST_TIME_BYTES})
    THEN ${column} END`
}

/** Text as it is, JSONB as its text, other bytes as they are, and 0 for NULL. @param beginning whether of large values that is enough */
function plainPayload(column: string, beginning: boolean): string {
  const large = `octet_length(${column}) > ${MOST_PREVIEWED_BYTES}`
  const cut = (text: string): string =>
    beginning ? `CASE WHEN ${large} THEN substr(${text}, 1, ${PREVIEW_READ_CHARACTERS}) ELSE ${text} END` : text
  const bytes = beginning ? `CASE WHEN NOT ${large} THEN ${column} END` : column
  return `CASE WHEN ${column} IS NULL THEN 0 WHEN octet_length(${column}) > ${MAX_EVENT_BYTES} THEN NULL
    WHEN typeof(${column}) = 'text' THEN ${cut(column)}
    WHEN ${isJsonb(column)} THEN ${cut(`json(${column})`)} WHEN typeof(${column}) = 'blob' THEN ${bytes} END`
}

/** A value as it is stored, whatever it is: its type, its size, and its bytes if they are few enough. */
function withCare(value: string, mostBytes: number): string {
  return `typeof(${value}), octet_length(${value}), CASE WHEN octet_length(${value}) <= ${mostBytes} THEN CAST(${value} AS BLOB) END`
}

/** {@link withCare} for JSON: a blob that is JSONB through and through is read as its text, which `jsonb` as its type says. */
function jsonWithCare(value: string): string {
  const fits = `octet_length(${value}) <= ${MAX_EVENT_BYTES}`
  return `CASE WHEN ${fits} AND ${isJsonb(value)} THEN 'jsonb' ELSE typeof(${value}) END, octet_length(${value}),
    CASE WHEN NOT ${fits} THEN NULL WHEN ${isJsonb(value)} THEN CAST(json(${value}) AS BLOB) ELSE CAST(${value} AS BLOB) END`
}

/** Three digits and the like are JSON as well as JSONB, and rather the former. */
function isJsonb(value: string): string {
  return `(typeof(${value}) = 'blob' AND json_valid(${value}, 8) AND substr(${value}, 1, 1) NOT BETWEEN x'30' AND x'39')`
}
