import { EpochError } from '../../core/errors.ts'
import type { StreamName } from '../../core/event.ts'
import type { MappedColumns, PayloadEncoding, StoreMapping } from '../../core/store-mapping.ts'
import { suggestedColumns } from '../../core/suggested-columns.ts'
import { epochColumns } from './epoch-columns.ts'

export interface RowOptions {
  /** What a person said about the columns. */
  readonly mapping?: StoreMapping
  /** The stream of all rows, where no column says it. */
  readonly stream?: StreamName
}

/** Where in a row each part of its event stands, counted from 0. */
export interface RowColumns {
  readonly names: readonly string[]
  /** More than one are joined by a hyphen; a name where no column says it. */
  readonly stream: readonly number[] | StreamName
  readonly type: number
  /** More than one make an object, each a member of its column's name. */
  readonly data: number | readonly number[]
  readonly metadata: number | undefined
  readonly time: number | undefined
  readonly id: number | undefined
  readonly schemaVersion: number | undefined
  readonly payload: PayloadEncoding
  /** Whether Epoch wrote the rows: with a guard before what a spreadsheet would take for a formula. */
  readonly own: boolean
}

/**
 * Which columns of a file of rows hold what: as the mapping says, or as Epoch writes them, or as their names and the first rows suggest.
 *
 * @throws EpochError `invalid-mapping` when the mapping names a column that is not there; `import-unrecognised` when there is
 * none and the names do not say it
 */
export function rowColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  { mapping, stream }: RowOptions,
): RowColumns {
  if (mapping) return columnsOf(names, mapping.columns, mapping.payload, stream)
  if (isEpochHeader(names))
    return {
      ...columnsOf(names, epochMapping, 'json', undefined),
      schemaVersion: names.indexOf('schemaVersion'),
      own: true,
    }
  const { stream: streams = [], type, data, ...others } = suggestedColumns(names, sample)
  const missing = [
    ...(streams.length === 0 && stream === undefined ? ['the stream'] : []),
    ...(type === undefined ? ['the type'] : []),
    ...(data === undefined ? ['the data'] : []),
  ]
  if (type !== undefined && data !== undefined && missing.length === 0)
    return columnsOf(names, { stream: streams, type, data, ...others }, 'auto', stream)
  throw new EpochError(
    'import-unrecognised',
    `no column's name says that it holds ${missing.join(' or ')}; the file has ${listed(names)}. Say which is which with --map`,
    { columns: names.slice(0, SHOWN_COLUMNS) },
  )
}

/** Whether the header is the one that Epoch writes. */
function isEpochHeader(names: readonly string[]): boolean {
  return names.length === epochColumns.length && epochColumns.every((name, at) => name === names[at])
}

const SHOWN_COLUMNS = 50

const epochMapping: MappedColumns = {
  stream: ['stream'],
  type: 'type',
  data: 'data',
  version: 'version',
  position: 'position',
  id: 'id',
  metadata: 'metadata',
  time: 'time',
}

function columnsOf(
  names: readonly string[],
  columns: MappedColumns,
  payload: PayloadEncoding,
  stream: StreamName | undefined,
): RowColumns {
  const indexOf = (name: string): number => {
    const index = names.indexOf(name)
    if (index !== -1) return index
    throw new EpochError('invalid-mapping', `the file has no column ${JSON.stringify(name)}; it has ${listed(names)}`)
  }
  const optional = (name: string | undefined): number | undefined => (name === undefined ? undefined : indexOf(name))
  const streams = columns.stream.map(indexOf)
  if (streams.length === 0 && stream === undefined)
    throw new EpochError(
      'invalid-mapping',
      'the mapping says no column for the stream, and none is named with --stream',
    )
  const known = {
    names,
    stream: streams.length === 0 && stream !== undefined ? stream : streams,
    type: indexOf(columns.type),
    metadata: optional(columns.metadata),
    time: optional(columns.time),
    id: optional(columns.id),
    schemaVersion: undefined,
    payload,
    own: false,
  }
  if (columns.data !== '') return { ...known, data: indexOf(columns.data) }
  const mapped = [...streams, known.type, known.metadata, known.time, known.id]
  const others = [...mapped, optional(columns.version), optional(columns.position)]
  return { ...known, data: [...names.keys()].filter((index) => !others.includes(index)) }
}

function listed(names: readonly string[]): string {
  const few = names.slice(0, SHOWN_COLUMNS).map((name) => name.slice(0, 60))
  return `${few.join(', ')}${names.length > few.length ? ` and ${names.length - few.length} more` : ''}`
}
