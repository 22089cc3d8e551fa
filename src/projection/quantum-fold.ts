import type { Position } from '../core/event.ts'
import type { Projection, ProjectionColumn } from '../core/projection.ts'
import { type FoldNotes, type ProjectionFailure, unheard } from './fold-notes.ts'
import { MAX_CELL_CHARACTERS, recordable } from './recordable.ts'
import { columnResult, type RowValue } from './row-value.ts'
import { exactCopy, isJsonChanged, isTakenForJson, NO_COPY } from './small-copy.ts'
import { type FoldCell, type PlannedEvent, StepFold } from './step-fold.ts'
import type { CellRecord, VersionLog } from './version-log.ts'

const none: readonly never[] = []

/** A cell that an event of the quantum was for. */
interface TouchedCell extends FoldCell {
  /** Its state at the quantum's beginning, as JSON text; `undefined` where it did not live, and where it began with a held state. */
  before: string | undefined
  isHeld: boolean
  /** Which event of the quantum set it last; -1 for none. */
  setBy: number
}

export interface QuantumRecords {
  readonly records: readonly CellRecord[]
  readonly failures: readonly ProjectionFailure[]
  readonly lost: readonly number[]
}

/**
 * Folds the events that follow a quantum's edge. A cell begins as what the log has for it there, read anew from its
 * text, or as a held state that is the very same: recording the quantum and seeking into it run this same code from the same states, so they cannot differ.
 */
export class QuantumFold {
  readonly #log: VersionLog
  readonly #notes: FoldNotes
  readonly #columns: readonly ProjectionColumn[]
  readonly #steps: StepFold
  readonly #touched = new Map<number, TouchedCell>()
  /** The same by key: few as they are, they are found sooner than among all keys of the log. */
  readonly #byKey = new Map<string, TouchedCell>()
  readonly #positions: Position[] = []

  constructor(projection: Projection, log: VersionLog, notes: FoldNotes = unheard) {
    this.#log = log
    this.#notes = notes
    this.#columns = projection.columns
    this.#steps = new StepFold(projection, notes)
  }

  get positions(): readonly Position[] {
    return this.#positions
  }

  /** The cells that may differ from what the log has. */
  touchedCells(): Iterable<number> {
    return this.#touched.keys()
  }

  /** Whether a cell lives now; `undefined` where no event was for it. */
  lives(cell: number): boolean | undefined {
    const touched = this.#touched.get(cell)
    return touched && touched.state !== undefined
  }

  /** Position of the last of these events that set a cell; `undefined` where none did. */
  changedAt(cell: number): Position | undefined {
    return this.#positions[this.#touched.get(cell)?.setBy ?? -1]
  }

  /** The cell's state as JSON text; where JSON cannot say it, what it was before these events. */
  textOf(cell: number): string | undefined {
    const touched = this.#touched.get(cell)
    if (touched?.state === undefined) return undefined
    return recordable(touched.state).json ?? touched.before ?? 'null'
  }

  /** The cells that events are for and that have not {@link begin}, each once. */
  missing(planned: readonly PlannedEvent[]): readonly number[] {
    const cells = new Set<number>()
    for (const { steps } of planned)
      for (const step of steps)
        for (const key of step.cells) {
          if (!this.#byKey.has(key)) cells.add(this.#log.cellFor(key))
        }
    return [...cells]
  }

  /** Gives cells the texts that the log has for them at the quantum's beginning. */
  begin(cells: readonly number[], texts: readonly (string | undefined)[]): void {
    for (const [at, cell] of cells.entries()) {
      const before = texts[at]
      const state: unknown = before === undefined ? undefined : JSON.parse(before)
      const key = this.#log.keyOf(cell)
      this.#add(cell, { key, before, isHeld: false, base: before, since: [], state, setBy: -1 })
    }
  }

  /** Gives a cell the very state that its text in the log says. */
  beginHeld(cell: number, state: unknown): void {
    const key = this.#log.keyOf(cell)
    this.#add(cell, { key, before: undefined, isHeld: true, base: undefined, since: undefined, state, setBy: -1 })
  }

  /** Gives cells that began with held states the texts that the log has for them. */
  giveBefore(cells: readonly number[], texts: readonly (string | undefined)[]): void {
    for (const [at, cell] of cells.entries()) {
      const touched = this.#touched.get(cell)
      if (touched === undefined) continue
      touched.before = texts[at]
      touched.isHeld = false
    }
  }

  /**
   * Folds the next event, all of whose cells have begun.
   *
   * @param only folds the steps for these keys alone; steps that share a cell belong together
   * @returns the worst of what its steps came to
   */
  fold(
    { event, steps, failure }: PlannedEvent,
    { only, notes = this.#notes }: { readonly only?: ReadonlySet<string>; readonly notes?: FoldNotes } = {},
  ): 'good' | 'not-json' | 'failed' {
    this.#positions.push(event.position)
    if (failure) notes.failed(failure)
    let outcome: 'good' | 'not-json' | 'failed' = failure ? 'failed' : 'good'
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at]
      if (step === undefined) continue
      if (only && !step.cells.some((key) => only.has(key))) continue
      const cells: TouchedCell[] = []
      for (const key of step.cells) cells.push(this.#begun(key))
      const trouble = this.#steps.fold(event, at, step, cells, notes)
      if (trouble === undefined) for (const cell of cells) cell.setBy = this.#positions.length - 1
      else if (trouble !== 'not-json') outcome = 'failed'
      else if (outcome === 'good') outcome = trouble
    }
    return outcome
  }

  /**
   * What became of each cell, and the cells whose state JSON cannot say in full.
   *
   * @returns in `lost` cells whose state has no text at all: {@link giveBefore} and ask again
   */
  records(): QuantumRecords {
    const lost: number[] = []
    const records: CellRecord[] = []
    const failures: ProjectionFailure[] = []
    const isChanged = isJsonChanged()
    for (const [cell, { key, state, before, isHeld, setBy }] of this.#touched) {
      if (setBy === -1) continue
      const next = isChanged || state === undefined ? NO_COPY : exactCopy(state)
      if (next !== NO_COPY) {
        const json = JSON.stringify(next)
        if (json.length <= MAX_CELL_CHARACTERS) {
          records.push({ cell, json, event: setBy, columns: this.#columnsOf(state), next })
          continue
        }
      }
      if (state === undefined) {
        records.push({ cell, json: undefined, event: setBy, columns: none })
        continue
      }
      const { json = before, trouble } = recordable(state)
      if (json === undefined && isHeld) lost.push(cell)
      if (trouble !== undefined)
        failures.push({ position: this.#positionOf(setBy), key, message: trouble, cause: undefined })
      const isKept = this.#columns.length === 0 || (trouble === undefined && isTakenForJson(state))
      const kept: unknown = isKept ? state : JSON.parse(json ?? 'null')
      records.push({ cell, json, event: setBy, columns: json === undefined ? none : this.#columnsOf(kept) })
    }
    return { records, failures, lost }
  }

  /** @param state whose text is made already: what a column does to it does no harm then */
  #columnsOf(state: unknown): readonly RowValue[] {
    if (this.#columns.length === 0) return none
    return this.#columns.map((column) => {
      const result = columnResult(column, state)
      return 'value' in result ? result.value : undefined
    })
  }

  #add(cell: number, touched: TouchedCell): void {
    this.#touched.set(cell, touched)
    this.#byKey.set(touched.key, touched)
  }

  #begun(key: string): TouchedCell {
    const cell = this.#byKey.get(key)
    if (cell === undefined) throw new RangeError(`the cell ${JSON.stringify(key)} has not begun`)
    return cell
  }

  #positionOf(event: number): Position {
    const position = this.#positions[event]
    if (position === undefined) throw new RangeError(`event ${event} of ${this.#positions.length}`)
    return position
  }
}
