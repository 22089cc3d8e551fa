import type { Position } from '../core/event.ts'
import type { Projection, ProjectionColumn } from '../core/projection.ts'
import { BLOCK_CELLS, type CellIndex } from './cell-index.ts'
import type { KeySearch } from './key-search.ts'
import { type Moment, textsAt } from './moment.ts'
import type { QuantumFold } from './quantum-fold.ts'
import { recordable } from './recordable.ts'
import type { RowSelector } from './row-selector.ts'
import { columnResult } from './row-value.ts'
import type { RowsQuery } from './rows-query.ts'
import { saying } from './saying.ts'
import type { VersionLog } from './version-log.ts'

/** What a column gave: objects and arrays as their JSON text, and why where it threw. */
export type ColumnValue = string | number | boolean | null | { readonly error: string }

export interface StateRow {
  readonly key: string
  /** The cell's state as JSON text. */
  readonly json: string
  /** What the projection gives out in the state's place, as JSON text; absent where that is nothing, or the state itself. */
  readonly result?: string
  /** Why there is no result, where that could not be made. */
  readonly resultError?: string
  /** One per column of the projection. */
  readonly columns: readonly ColumnValue[]
  /** Position of the event that set the cell last. */
  readonly changedAt: Position
}

export interface StateRows {
  /** How many rows there are in all, of the keys that fit. */
  readonly total: number
  readonly rows: readonly StateRow[]
}

/** Rows end early rather than hold more characters of JSON than this. */
const MAX_ROWS_CHARACTERS = 4 * 1024 * 1024

/** What all views of one engine share. */
export interface ViewSource {
  readonly log: VersionLog
  readonly projection: Projection
  readonly keySearch: KeySearch
  readonly selector: RowSelector
}

/**
 * The state at one position; valid until its engine seeks again. A page of rows costs one look per
 * {@link BLOCK_CELLS} cells and one per cell of the page, wherever it is; with a text, one look per key that fits it; sorted or filtered,
 * one look per living cell.
 */
export class StateView {
  /** The position whose state this is: the one asked for, or the checkpoint where that is before it. */
  readonly position: Position
  /** How many cells live. */
  readonly count: number
  readonly #log: VersionLog
  readonly #moment: Moment
  readonly #index: CellIndex
  readonly #fold: QuantumFold
  readonly #projection: Projection
  readonly #keySearch: KeySearch
  readonly #selector: RowSelector
  /** By block: how many more cells live than the index counts. */
  readonly #moreInBlock = new Map<number, number>()

  constructor(moment: Moment, { log, projection, keySearch, selector }: ViewSource) {
    this.position = moment.position
    this.#log = log
    this.#moment = moment
    this.#index = moment.index
    this.#fold = moment.fold
    this.#projection = projection
    this.#keySearch = keySearch
    this.#selector = selector
    let count = this.#index.live
    for (const cell of this.#fold.touchedCells()) {
      const more = Number(this.#fold.lives(cell)) - Number(this.#index.isLive(cell))
      if (more === 0) continue
      const block = Math.floor(cell / BLOCK_CELLS)
      this.#moreInBlock.set(block, (this.#moreInBlock.get(block) ?? 0) + more)
      count += more
    }
    this.count = count
  }

  async rows(query: RowsQuery): Promise<StateRows> {
    const { from, limit, key, text = '', where = [], sort } = query
    if (key !== undefined) return this.#only(key, from)
    const isPlain = where.length === 0 && sort === undefined
    if (isPlain && text === '')
      return { total: this.count, rows: await this.#rowsOf(this.#livingCells({ from, limit })) }
    const living = (): Uint32Array =>
      text === ''
        ? this.#allLiving()
        : Uint32Array.from(this.#keySearch.cellsWith(text).filter((cell) => this.#lives(cell)))
    const { total, cells } = await this.#selector.select(this.#moment, living, query)
    return { total, rows: await this.#rowsOf(cells) }
  }

  async #only(key: string, from: number): Promise<StateRows> {
    const row = await this.cell(key)
    return row === undefined ? { total: 0, rows: [] } : { total: 1, rows: from > 0 ? [] : [row] }
  }

  async cell(key: string): Promise<StateRow | undefined> {
    const cell = this.#log.findCell(key)
    return cell === undefined || !this.#lives(cell) ? undefined : (await this.#rowsOf([cell]))[0]
  }

  #lives(cell: number): boolean {
    return this.#fold.lives(cell) ?? this.#index.isLive(cell)
  }

  /** The `from`-th living cell and those after it. */
  #livingCells({ from, limit }: Pick<RowsQuery, 'from' | 'limit'>): readonly number[] {
    const cells: number[] = []
    let pass = from
    for (let block = 0; block * BLOCK_CELLS < this.#log.cellCount && cells.length < limit; block++) {
      const living = this.#index.liveInBlock(block) + (this.#moreInBlock.get(block) ?? 0)
      if (living <= pass) {
        pass -= living
        continue
      }
      for (let cell = block * BLOCK_CELLS; cell < (block + 1) * BLOCK_CELLS && cells.length < limit; cell++) {
        if (!this.#lives(cell)) continue
        if (pass > 0) pass--
        else cells.push(cell)
      }
    }
    return cells
  }

  #allLiving(): Uint32Array {
    const cells = new Uint32Array(this.count)
    let found = 0
    for (let block = 0; found < cells.length; block++) {
      const isFull = this.#index.liveInBlock(block) === BLOCK_CELLS && !this.#moreInBlock.has(block)
      for (let cell = block * BLOCK_CELLS; cell < (block + 1) * BLOCK_CELLS; cell++)
        if (isFull || this.#lives(cell)) cells[found++] = cell
    }
    return cells
  }

  async #rowsOf(cells: readonly number[]): Promise<readonly StateRow[]> {
    const { resultOf, sharedCell } = this.#projection
    const shared = resultOf && sharedCell !== undefined ? this.#log.findCell(sharedCell) : undefined
    const texts = await textsAt(this.#log, this.#moment, shared === undefined ? cells : [...cells, shared])
    const sharedJson = shared === undefined ? undefined : texts.at(-1)
    const rows: StateRow[] = []
    let characters = 0
    for (const [at, cell] of cells.entries()) {
      const json = texts[at]
      if (json === undefined) continue
      characters += json.length
      if (rows.length > 0 && characters > MAX_ROWS_CHARACTERS) break
      rows.push({
        key: this.#log.keyOf(cell),
        json,
        ...(resultOf && cell !== shared && resultGiven(() => resultOf(parsed(json), parsed(sharedJson)))),
        columns: columnsOf(this.#projection.columns, json),
        changedAt: this.#fold.changedAt(cell) ?? this.#log.changedAt(this.#index, cell),
      })
    }
    return rows
  }
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json)
}

function resultGiven(give: () => unknown): Pick<StateRow, 'result' | 'resultError'> {
  try {
    const result = give()
    return result === undefined ? {} : { result: recordable(result).json ?? 'null' }
  } catch (thrown) {
    return { resultError: saying(thrown) }
  }
}

function columnsOf(columns: readonly ProjectionColumn[], json: string): readonly ColumnValue[] {
  if (columns.length === 0) return []
  const state: unknown = JSON.parse(json)
  return columns.map((column) => columnValue(column, state))
}

function columnValue(column: ProjectionColumn, state: unknown): ColumnValue {
  const result = columnResult(column, state)
  if ('value' in result) return result.value ?? null
  return { error: messageOf(result.thrown).slice(0, MAX_ERROR_CHARACTERS) }
}

function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : 'it threw no Error'
  } catch {
    return 'it threw what cannot be shown'
  }
}

const MAX_ERROR_CHARACTERS = 200
