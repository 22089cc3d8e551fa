import type {
  MappedColumns,
  PayloadEncoding,
  SourceOutline,
  StoreMapping,
  TableOutline,
} from '../../core/store-mapping.ts'

/** The parts of an event that one column each holds. */
export const columnParts = ['type', 'data', 'version', 'position', 'id', 'metadata', 'time'] as const

export type ColumnPart = (typeof columnParts)[number]

/** A mapping that is being made; '' stands for a column that is not chosen. */
export interface MappingDraft {
  readonly table: string
  readonly stream: string
  /** The column of the id where `stream` is only that of the category. */
  readonly streamId: string
  readonly columns: Readonly<Record<ColumnPart, string>>
  readonly payload: PayloadEncoding
}

/** The table that looks most like one of events: that for which most is suggested. */
export function likeliestTable({ tables }: SourceOutline): TableOutline | undefined {
  return tables.toSorted((one, other) => suggestions(other) - suggestions(one))[0]
}

/** As the names of the table's columns suggest. */
export function draftOf({ name, suggested }: TableOutline): MappingDraft {
  const [stream = '', streamId = ''] = suggested.stream ?? []
  const { type = '', data = '', version = '', position = '', id = '', metadata = '', time = '' } = suggested
  return {
    table: name,
    stream,
    streamId,
    columns: { type, data, version, position, id, metadata, time },
    payload: 'auto',
  }
}

/** The parts without which there is no mapping, as far as they are not chosen. A file of rows needs no column of data: all others are it. */
export function missingParts({ table, stream, columns }: MappingDraft): readonly ('stream' | 'type' | 'data')[] {
  const chosen = { stream, type: columns.type, data: table === '' ? 'all others' : columns.data }
  return (['stream', 'type', 'data'] as const).filter((part) => chosen[part] === '')
}

/** Of a draft that misses nothing. */
export function mappingOf({ table, stream, streamId, columns, payload }: MappingDraft): StoreMapping {
  const { type, data, version, position, id, metadata, time } = columns
  const mapped: MappedColumns = {
    stream: streamId === '' ? [stream] : [stream, streamId],
    type,
    data,
    ...(version && { version }),
    ...(position && { position }),
    ...(id && { id }),
    ...(metadata && { metadata }),
    ...(time && { time }),
  }
  return { table, columns: mapped, payload }
}

function suggestions({ suggested }: TableOutline): number {
  return Object.values(suggested).filter((column) => column !== undefined && column.length > 0).length
}
