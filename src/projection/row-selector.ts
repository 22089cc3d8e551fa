import type { ProjectionColumn } from '../core/projection.ts'
import { valueAt } from './ask/state-path.ts'
import { FieldValues, UNRECORDED } from './field-values.ts'
import { type Moment, textsAt } from './moment.ts'
import { columnResult, fits, type RowValue, rowValueOf } from './row-value.ts'
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

/** Orders of more rows than this are kept whole: to page through one is then to sort it once. */
const MAX_FOUND_ANEW = 4096

interface Selection {
  readonly of: string
  readonly cells: Uint32Array
  readonly values: FieldValues | undefined
  order: readonly number[] | undefined
}

/** Selects rows of moments of one read model, and remembers the last selection for the next page of it. */
export class RowSelector {
  readonly #log: VersionLog
  readonly #columns: readonly ProjectionColumn[]
  #last: Selection | undefined

  constructor(log: VersionLog, columns: readonly ProjectionColumn[]) {
    this.#log = log
    this.#columns = columns
  }

  /**
   * States are read only for what is not recorded: paths, and what columns give of cells behind the quantum's edge.
   *
   * @param living all cells that live and have the query's text in their keys, in ascending order
   */
  async select(moment: Moment, living: () => Uint32Array, query: RowsQuery): Promise<SelectedRows> {
    const { from, limit, text, where = [], sort } = query
    const of = JSON.stringify([moment.position, text, where, sort])
    const selection = this.#last?.of === of ? this.#last : await this.#selection(of, moment, living(), query)
    this.#last = selection
    const { cells, values } = selection
    if (sort === undefined || values === undefined)
      return { total: cells.length, cells: [...cells.subarray(from, from + limit)] }
    const compare = (one: number, other: number): number => values.compare(one, other, sort.descending)
    if (from + limit > MAX_FOUND_ANEW)
      selection.order ??= topRows(cells.length, { from: 0, until: cells.length }, compare)
    const places =
      selection.order?.slice(from, from + limit) ?? topRows(cells.length, { from, until: from + limit }, compare)
    return { total: cells.length, cells: places.map((place) => cells[place] ?? 0) }
  }

  async #selection(
    of: string,
    moment: Moment,
    living: Uint32Array,
    { where = [], sort }: RowsQuery,
  ): Promise<Selection> {
    const source = { log: this.#log, columns: this.#columns, moment }
    let cells = living
    for (const condition of where.toSorted(
      (one, other) => Number('path' in one.field) - Number('path' in other.field),
    )) {
      const values = await valuesOf(source, condition.field, cells)
      cells = cells.filter((_, place) => fits(values.get(place), condition))
    }
    return { of, cells, values: sort && (await valuesOf(source, sort.field, cells)), order: undefined }
  }
}

async function valuesOf(source: RowSource, field: RowField, cells: Uint32Array): Promise<FieldValues> {
  if ('path' in field) {
    const values = new FieldValues(cells.length, [])
    const every = Array.from(cells, (_, place) => place)
    await readInto(values, every, { source, cells, read: (state) => rowValueOf(valueAt(state, field.path)) })
    return values
  }
  const at = source.columns.findIndex(({ name }) => name === field.column)
  const column = source.columns[at]
  if (column === undefined) return new FieldValues(cells.length, [])
  const { log, moment } = source
  const values = log.columnOf(at, moment.index.latestChanges(cells))
  const unrecorded = [...moment.fold.touchedCells()].map((cell) => placeOf(cell, cells)).filter((place) => place !== -1)
  for (let place = values.kinds.indexOf(UNRECORDED); place !== -1; place = values.kinds.indexOf(UNRECORDED, place + 1))
    unrecorded.push(place)
  const read = (state: unknown): RowValue => {
    const result = columnResult(column, state)
    return 'value' in result ? result.value : undefined
  }
  await readInto(values, unrecorded, { source, cells, read })
  return values
}

/** Where a cell is among cells in ascending order; -1 for nowhere. */
function placeOf(cell: number, cells: Uint32Array): number {
  let low = 0
  let high = cells.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cells[middle] ?? 0) < cell) low = middle + 1
    else high = middle
  }
  return cells[low] === cell ? low : -1
}

/** Sets the values of some places by the states of their cells. */
async function readInto(
  values: FieldValues,
  places: readonly number[],
  {
    source: { log, moment },
    cells,
    read,
  }: { readonly source: RowSource; readonly cells: Uint32Array; readonly read: (state: unknown) => RowValue },
): Promise<void> {
  for (let from = 0; from < places.length; from += CELLS_AT_ONCE) {
    const some = places.slice(from, from + CELLS_AT_ONCE)
    const texts = await textsAt(
      log,
      moment,
      some.map((place) => cells[place] ?? 0),
    )
    for (const [next, place] of some.entries()) {
      const text = texts[next]
      values.set(place, text === undefined ? undefined : read(JSON.parse(text)))
    }
  }
}
