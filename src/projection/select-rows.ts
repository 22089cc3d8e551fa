import type { ProjectionColumn } from '../core/projection.ts'
import { valueAt } from './ask/state-path.ts'
import { UNRECORDED } from './column-log.ts'
import { type Moment, textsAt } from './moment.ts'
import { columnResult, compareRowValues, fits, type RowValue, rowValueOf } from './row-value.ts'
import type { RowField, RowsQuery } from './rows-query.ts'
import { topRows } from './top-rows.ts'
import type { VersionLog } from './version-log.ts'

const CELLS_AT_ONCE = 2000

/** A cell's state as it was, besides what is recorded of it. */
interface RowSource {
  readonly log: VersionLog
  readonly moment: Moment
  readonly columns: readonly ProjectionColumn[]
}

/** Which of some cells a query wants, in its order, and how many there are before its page is taken. */
export interface SelectedRows {
  readonly total: number
  readonly cells: readonly number[]
}

/** States are read only for what is not recorded: paths, and what columns give of cells behind the quantum's edge. */
export async function selectRows(
  source: RowSource,
  living: readonly number[],
  { from, limit, where = [], sort }: RowsQuery,
): Promise<SelectedRows> {
  const conditions = where.toSorted((one, other) => Number('path' in one.field) - Number('path' in other.field))
  let cells = living
  for (const condition of conditions) {
    const values = await valuesOf(source, condition.field, cells)
    cells = cells.filter((_, at) => fits(values[at], condition))
  }
  if (sort === undefined) return { total: cells.length, cells: cells.slice(from, from + limit) }
  const values = await valuesOf(source, sort.field, cells)
  const places = topRows(cells.length, { from, until: from + limit }, (one, other) =>
    compareRowValues(values[one], values[other], sort.descending),
  )
  return { total: cells.length, cells: places.map((place) => cells[place] ?? 0) }
}

async function valuesOf(source: RowSource, field: RowField, cells: readonly number[]): Promise<readonly RowValue[]> {
  if ('path' in field) return statesOf(source, cells, (state) => rowValueOf(valueAt(state, field.path)))
  const at = source.columns.findIndex(({ name }) => name === field.column)
  const column = source.columns[at]
  if (column === undefined) return cells.map(() => undefined)
  const { log, moment } = source
  const missing: number[] = []
  const values = cells.map((cell, place): RowValue => {
    const isRecorded = moment.fold.lives(cell) === undefined
    const recorded = isRecorded ? log.columnOf(at, moment.index.latestOf(cell) - 1) : UNRECORDED
    if (recorded !== UNRECORDED) return recorded
    missing.push(place)
    return undefined
  })
  const given = await statesOf(
    source,
    missing.map((place) => cells[place] ?? 0),
    (state) => {
      const result = columnResult(column, state)
      return 'value' in result ? result.value : undefined
    },
  )
  for (const [next, place] of missing.entries()) values[place] = given[next]
  return values
}

async function statesOf(
  { log, moment }: RowSource,
  cells: readonly number[],
  read: (state: unknown) => RowValue,
): Promise<readonly RowValue[]> {
  const values: RowValue[] = []
  for (let at = 0; at < cells.length; at += CELLS_AT_ONCE)
    for (const text of await textsAt(log, moment, cells.slice(at, at + CELLS_AT_ONCE)))
      values.push(text === undefined ? undefined : read(JSON.parse(text)))
  return values
}
