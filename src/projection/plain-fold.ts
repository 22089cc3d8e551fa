import { type Event, type Position, START } from '../core/event.ts'
import type { FailurePolicy, Projection, SkipReason } from '../core/projection.ts'
import { type FoldNotes, MAX_LISTED, type ProjectionFailure, unheard } from './fold-notes.ts'
import { recordable } from './recordable.ts'
import { isJsonChanged, isSmallJson, isTakenForJson } from './small-copy.ts'
import { type FoldCell, planEvent, StepFold } from './step-fold.ts'
import { QUANTUM_EVENTS } from './version-log.ts'

/** What one step of an event came to, or one event that had none. */
export interface FoldedStep {
  readonly event: Event
  /** Of the cells it was for. */
  readonly keys: readonly string[]
  /** The states of these cells now: the fold's own, to be looked at and not kept or changed; `undefined` for one that does not live. */
  readonly states: readonly unknown[]
  readonly skipped?: SkipReason
  readonly failure?: ProjectionFailure
}

export interface PlainFoldOptions {
  /** Called for each event in order, once per step or once where it has none. */
  observe?(step: FoldedStep): void
  readonly notes?: FoldNotes
  /** Without it, what the projection says. */
  readonly onFailure?: FailurePolicy
}

interface PlainCell extends FoldCell {
  /** The event that set it last. */
  setBy: Position
  /** Whether it is among those that were set since the last quantum's edge. */
  isSet: boolean
  /** What JSON could not say of it at an edge, the first time. */
  lost: string | undefined
}

/** After this many events all that are kept for taking back a throwing step are let go of. */
const WINDOW_EVENTS = 32_768

const none: readonly never[] = []

/**
 * The same fold without a history: only the states after the last event. A history begins each quantum with what JSON keeps of the states,
 * so this does too: what a handler can see of a state but JSON cannot say is gone in both after the same event. States that have no text
 * at all, or are very large ({@link isTakenForJson}), stay as they are.
 */
export class PlainFold {
  readonly #projection: Projection
  readonly #observe: ((step: FoldedStep) => void) | undefined
  readonly #notes: FoldNotes
  readonly #onFailure: FailurePolicy
  readonly #steps: StepFold
  readonly #cells = new Map<string, PlainCell>()
  /** Those that steps are kept for. */
  #keeping = new Set<FoldCell>()
  #windowEvents = 0
  /** Those that were set since the last quantum's edge. */
  #set: PlainCell[] = []
  #quantumEvents = 0
  /** Of earlier quanta; the first of them. */
  readonly #losses: ProjectionFailure[] = []
  #stopped: Position | undefined

  constructor(projection: Projection, { observe, notes = unheard, onFailure }: PlainFoldOptions = {}) {
    this.#projection = projection
    this.#observe = observe
    this.#notes = notes
    this.#onFailure = onFailure ?? projection.onFailure
    this.#steps = new StepFold(projection, notes)
  }

  /** The event that could not be folded, where that ends the fold; nothing is folded after it. */
  get stopped(): Position | undefined {
    return this.#stopped
  }

  /** Folds the next events that the projection's filter wants. @returns what of them failed */
  fold(events: readonly Event[]): readonly ProjectionFailure[] {
    const failures: ProjectionFailure[] = []
    for (const event of events) {
      if (this.#stopped !== undefined) break
      this.#foldOne(event, failures)
      if (failures.length > 0 && this.#onFailure === 'stop') this.#stopped = event.position
      if (++this.#quantumEvents === QUANTUM_EVENTS) this.#nextQuantum()
      if (++this.#windowEvents === WINDOW_EVENTS) this.#nextWindow()
    }
    return failures
  }

  /**
   * The living cells as JSON text, in the order in which their keys were first met.
   *
   * @param onTrouble is told of a cell whose state JSON cannot say in full, or could not at an edge, before it comes
   */
  *cells(
    onTrouble: (key: string, trouble: string) => void = () => {},
  ): Generator<readonly [key: string, json: string], void> {
    for (const [key, { state, lost }] of this.#cells) {
      if (state === undefined) continue
      const { json = 'null', trouble = lost } = recordable(state)
      if (trouble !== undefined) onTrouble(key, trouble)
      yield [key, json]
    }
  }

  /** States that JSON cannot say in full, as a history would list them: at most {@link MAX_LISTED} of its quanta, and those that are left. */
  losses(): readonly ProjectionFailure[] {
    const losses = [...this.#losses]
    const isListed = new Set(losses.map(({ position, key }) => `${position} ${key}`))
    for (const cell of this.#cells.values()) {
      const { trouble } = cell.state === undefined ? {} : recordable(cell.state)
      if (trouble !== undefined && !isListed.has(`${cell.setBy} ${cell.key}`)) losses.push(lossOf(cell, trouble))
    }
    return losses
  }

  /** The fold's own, not to be changed; `undefined` where the cell does not live. */
  stateOf(key: string): unknown {
    return this.#cells.get(key)?.state
  }

  #foldOne(event: Event, failures: ProjectionFailure[]): void {
    const { steps, skipped, failure } = planEvent(this.#projection, event)
    if (failure) {
      this.#notes.failed(failure)
      failures.push(failure)
    }
    if (steps.length === 0)
      this.#observe?.({ event, keys: none, states: none, ...(skipped && { skipped }), ...(failure && { failure }) })
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at]
      if (step === undefined) continue
      const cells: PlainCell[] = []
      for (const key of step.cells) cells.push(this.#cellOf(key))
      const trouble = this.#steps.fold(event, at, step, cells)
      for (const cell of cells) {
        if (cell.since !== undefined) this.#keeping.add(cell)
        if (trouble === undefined) this.#setNow(cell, event.position)
      }
      if (trouble !== undefined && trouble !== 'not-json') failures.push(trouble)
      this.#observe?.(foldedStep(event, step.cells, cells, trouble))
    }
  }

  #cellOf(key: string): PlainCell {
    const known = this.#cells.get(key)
    if (known !== undefined) return known
    const cell: PlainCell = {
      key,
      state: undefined,
      base: undefined,
      since: undefined,
      setBy: START,
      isSet: false,
      lost: undefined,
    }
    this.#cells.set(key, cell)
    return cell
  }

  #setNow(cell: PlainCell, position: Position): void {
    cell.setBy = position
    if (cell.isSet) return
    cell.isSet = true
    this.#set.push(cell)
  }

  #nextQuantum(): void {
    const isChanged = isJsonChanged()
    let isAnew = false
    for (const cell of this.#set) {
      cell.isSet = false
      if (cell.state === undefined) continue
      if (!isChanged && (isSmallJson(cell.state) || isTakenForJson(cell.state))) continue
      isAnew = this.#readAnew(cell) || isAnew
    }
    // What is folded again after a throw must begin behind what was read anew.
    if (isAnew) this.#nextWindow()
    this.#set = []
    this.#quantumEvents = 0
  }

  /** @returns whether its state is another now: where JSON has no text of it at all, it stays */
  #readAnew(cell: PlainCell): boolean {
    const { json, trouble } = recordable(cell.state)
    if (trouble !== undefined) {
      cell.lost ??= trouble
      if (this.#losses.length < MAX_LISTED) this.#losses.push(lossOf(cell, trouble))
    }
    if (json === undefined) return false
    cell.state = JSON.parse(json)
    return true
  }

  #nextWindow(): void {
    for (const cell of this.#keeping) {
      cell.since = undefined
      cell.base = undefined
    }
    this.#keeping = new Set()
    this.#windowEvents = 0
  }
}

function lossOf({ key, setBy }: PlainCell, message: string): ProjectionFailure {
  return { position: setBy, key, message, cause: undefined }
}

function foldedStep(
  event: Event,
  keys: readonly string[],
  cells: readonly FoldCell[],
  trouble: ProjectionFailure | 'not-json' | undefined,
): FoldedStep {
  const states = cells.map(({ state }) => state)
  if (trouble === undefined) return { event, keys, states }
  return trouble === 'not-json' ? { event, keys, states, skipped: trouble } : { event, keys, states, failure: trouble }
}
