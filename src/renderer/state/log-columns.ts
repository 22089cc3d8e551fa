import { formatPayloadPath, type PayloadPath, parsePayloadPath } from '../../core/filter/payload-path.ts'

/** Columns that every event has something for, in their first order. */
export const standardColumns = ['position', 'time', 'type', 'stream', 'version', 'id', 'correlation', 'data'] as const

export type StandardColumn = (typeof standardColumns)[number]

/** A column of the log. */
export interface LogColumn {
  /** A {@link StandardColumn}, or a payload path as Epoch writes it: the column is made of what is there. No two have the same. */
  readonly name: string
  readonly shown: boolean
  /** As a person set it; else it takes what the others leave. */
  readonly widthPx?: number
}

export const MIN_COLUMN_PX = 48
export const MAX_COLUMN_PX = 1200

/** Most columns made of payload paths. */
export const MAX_PATH_COLUMNS = 40

const shownAtFirst: ReadonlySet<StandardColumn> = new Set(['position', 'time', 'type', 'stream', 'data'])

export const firstColumns: readonly LogColumn[] = standardColumns.map((name) => ({
  name,
  shown: shownAtFirst.has(name),
}))

export function isStandard(name: string): name is StandardColumn {
  return standardColumns.some((standard) => standard === name)
}

/** The payload path whose values a column shows; nothing for what every row has. */
export function pathOf(name: string): string | undefined {
  if (name === 'correlation') return 'meta.correlationId'
  return isStandard(name) ? undefined : name
}

/** The path that a column is made of, read. */
export function parsedPathOf(name: string): PayloadPath | undefined {
  const path = pathOf(name)
  return path === undefined ? undefined : parsePayloadPath(path)
}

/** The paths that the shown columns are made of. */
export function shownPaths(columns: readonly LogColumn[]): readonly string[] {
  return columns.flatMap(({ name, shown }) => {
    const path = shown ? pathOf(name) : undefined
    return path === undefined ? [] : [path]
  })
}

/** The name of a column as it is written. @throws InvalidFilter where it is neither a standard column's nor a payload path */
export function columnName(text: string): string {
  return isStandard(text) ? text : formatPayloadPath(parsePayloadPath(text))
}

/**
 * Columns of which one is shown that may not have been there: a new one stands before the preview of the data. Unchanged where there
 * are {@link MAX_PATH_COLUMNS} already.
 *
 * @throws InvalidFilter where the name is neither a standard column's nor a payload path
 */
export function withColumn(columns: readonly LogColumn[], wanted: string): readonly LogColumn[] {
  const name = columnName(wanted)
  if (columns.some((column) => column.name === name))
    return columns.map((column) => (column.name === name ? { ...column, shown: true } : column))
  if (columns.length - standardColumns.length >= MAX_PATH_COLUMNS) return columns
  const preview = columns.findIndex((column) => column.name === 'data')
  return columns.toSpliced(preview < 0 ? columns.length : preview, 0, { name, shown: true })
}

/** A path's column goes; a standard one is hidden. The last one that is shown stays. */
export function withoutColumn(columns: readonly LogColumn[], name: string): readonly LogColumn[] {
  if (columns.every((column) => column.name === name || !column.shown)) return columns
  return isStandard(name)
    ? columns.map((column) => (column.name === name ? { ...column, shown: false } : column))
    : columns.filter((column) => column.name !== name)
}

/** Moves a column to stand before another one, or last. */
export function withColumnBefore(
  columns: readonly LogColumn[],
  name: string,
  before: string | undefined,
): readonly LogColumn[] {
  const moved = columns.find((column) => column.name === name)
  if (moved === undefined || before === name) return columns
  const others = columns.filter((column) => column !== moved)
  const place = others.findIndex((column) => column.name === before)
  return others.toSpliced(place < 0 ? others.length : place, 0, moved)
}

/** @param widthPx is brought within bounds; undefined lets the column take what the others leave */
export function withWidth(
  columns: readonly LogColumn[],
  name: string,
  widthPx: number | undefined,
): readonly LogColumn[] {
  return columns.map((column) => {
    if (column.name !== name) return column
    const { widthPx: _, ...rest } = column
    return widthPx === undefined ? rest : { ...rest, widthPx: boundedPx(widthPx) }
  })
}

export function boundedPx(widthPx: number): number {
  return Math.round(Math.min(MAX_COLUMN_PX, Math.max(MIN_COLUMN_PX, widthPx)))
}
