import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { type Event, type Position, START } from '../core/event.ts'
import type { Checkpoint, FailurePolicy, Projection } from '../core/projection.ts'
import type { StateDiff } from './ask/questions.ts'
import { type CellStep, cellHistory, type HistoryRange } from './cell-history.ts'
import type { CellIndex } from './cell-index.ts'
import { NoteList, type ProjectionFailure, type ProjectionFailures, type ProjectionOutput } from './fold-notes.ts'
import { HeldStates } from './held-states.ts'
import { type InspectedEvent, inspectEvent } from './inspect-event.ts'
import { KeySearch } from './key-search.ts'
import { type FoldedPast, momentAt, type TailReader } from './moment.ts'
import { QuantumFold, type QuantumRecords } from './quantum-fold.ts'
import { RowSelector } from './row-selector.ts'
import { stateDifference } from './state-difference.ts'
import { StateView, type ViewSource } from './state-view.ts'
import { planEvent } from './step-fold.ts'
import { Turns } from './turns.ts'
import type { TextCodec, ValueStore } from './value-store.ts'
import { type CellRecord, QUANTUM_EVENTS, VersionLog } from './version-log.ts'

export interface EngineOptions {
  /** The engine's own from here on. */
  readonly values: ValueStore
  readonly codec: TextCodec
  readonly readTail: TailReader
  /** Without it, what the projection says. */
  readonly onFailure?: FailurePolicy
}

/** States of more characters than this make a read model's history large: each of them is kept whole once per quantum in which it changes. */
const LARGE_CELL_CHARACTERS = 64 * 1024

const MAX_LARGE_CELLS = 100

export interface LargeCell {
  readonly key: string
  readonly characters: number
  readonly position: Position
}

/**
 * The fold: events go in, in order, and the state at any position up to the checkpoint comes out, exact, without
 * starting over. Seeking costs a move of the version log's cursor and folding fewer than {@link QUANTUM_EVENTS} events.
 */
export class ProjectionEngine {
  readonly projection: Projection
  readonly #log: VersionLog
  readonly #cursor: CellIndex
  readonly #viewSource: ViewSource
  readonly #past: FoldedPast
  readonly #onFailure: FailurePolicy
  readonly #held = new HeldStates()
  readonly #notes = new NoteList()
  readonly #largeCells: LargeCell[] = []
  readonly #folds = new Turns()
  readonly #seeks = new Turns()
  /** The events of the quantum under way, and their fold on top of the last recorded one. */
  #pending: Event[] = []
  #fold: QuantumFold
  #checkpoint: Position = START
  #stopped: Position | undefined
  /** Why no more can be recorded. */
  #broken: { readonly error: unknown } | undefined

  constructor(projection: Projection, { values, codec, readTail, onFailure }: EngineOptions) {
    this.projection = projection
    this.#log = new VersionLog(values, codec, projection.columns.length)
    this.#cursor = this.#log.newIndex()
    this.#viewSource = {
      log: this.#log,
      projection,
      keySearch: new KeySearch(this.#log),
      selector: new RowSelector(this.#log, projection.columns),
    }
    this.#past = this.#pastOf(readTail)
    this.#onFailure = onFailure ?? projection.onFailure
    this.#fold = this.#nextFold()
  }

  get checkpoint(): Checkpoint {
    return { projection: this.projection.name, position: this.#checkpoint }
  }

  get failures(): ProjectionFailures {
    return this.#notes.failures
  }

  /** What the projection emitted and logged. */
  get effects(): ProjectionOutput {
    return this.#notes.output
  }

  /** Cells whose states are larger than is good, each once, as they first were that; at most {@link MAX_LARGE_CELLS}. */
  get largeCells(): readonly LargeCell[] {
    return this.#largeCells
  }

  /** The event that could not be folded, where that ends the fold; nothing is folded after it. */
  get stopped(): Position | undefined {
    return this.#stopped
  }

  /**
   * Folds the next events that the projection's filter wants. An event that cannot be folded is listed, and the fold goes on or has
   * {@link stopped}.
   *
   * @throws RangeError for an event that is not after the checkpoint; what the value store throws, as EpochError `value-too-large` when it is
   * full: nothing can be folded then, and everything that was can be looked at
   */
  fold(events: readonly Event[]): Promise<void> {
    return this.#folds.take(async () => {
      if (this.#broken) throw this.#broken.error
      for (let from = 0; from < events.length && this.#stopped === undefined; ) {
        const part = events.slice(from, from + QUANTUM_EVENTS - this.#pending.length)
        await this.#foldPart(part)
        from += part.length
      }
    })
  }

  /** Moves the checkpoint on: nothing that the projection's filter wants lies between. */
  caughtUp(position: Position): void {
    if (position > this.#checkpoint && this.#stopped === undefined) this.#checkpoint = position
  }

  /**
   * Runs `use` with the state at a position, or at the checkpoint if that is before it. One seek waits for the other; folding goes on
   * meanwhile and does not change what the view shows.
   *
   * @throws EpochError `projection-failed` when the tail reader gives other events than were folded; the signal's reason
   */
  at<Result>(position: Position, use: (view: StateView) => Promise<Result>, signal?: AbortSignalLike): Promise<Result> {
    return this.#seeks.take(async () => {
      signal?.throwIfAborted()
      const view = await this.#viewAt(position)
      signal?.throwIfAborted()
      return use(view)
    })
  }

  /** What one event did, whichever it is. */
  inspect(event: Event): Promise<InspectedEvent> {
    return inspectEvent(this.#past, event)
  }

  /** Every event in a range that set a cell, with its state before and after. Events folded after this is called may be missing. */
  historyOf(key: string, range: HistoryRange): AsyncIterable<CellStep> {
    return cellHistory(this.#past, key, range)
  }

  /** The cells that differ between two positions, in the order in which their keys were first met. */
  diff(from: Position, to: Position, limit: number): Promise<StateDiff> {
    return stateDifference(this.#past, { from, to, limit })
  }

  /** Why the event at this very position could not be folded, as far as that is listed. */
  failureAt(position: Position): ProjectionFailure | undefined {
    return this.failures.first.find((failure) => failure.position === position)
  }

  /** Lets go of the values. Nothing may be asked afterwards. */
  close(): Promise<void> {
    return this.#log.close()
  }

  async #foldPart(events: readonly Event[]): Promise<void> {
    let last = this.#checkpoint
    for (const { position } of events) {
      if (position <= last) throw new RangeError(`event ${position} does not follow position ${last}`)
      last = position
    }
    const planned = events.map((event) => planEvent(this.projection, event))
    const unknown = this.#fold.missing(planned).filter((cell) => !this.#beginHeld(cell))
    this.#fold.begin(unknown, await this.#log.textsOf(this.#log.head, unknown))
    for (const plan of planned) {
      const outcome = this.#fold.fold(plan)
      this.#pending.push(plan.event)
      this.#checkpoint = plan.event.position
      if (outcome !== 'failed' || this.#onFailure === 'continue') continue
      this.#stopped = plan.event.position
      break
    }
    if (this.#pending.length === QUANTUM_EVENTS) await this.#record()
  }

  /** @returns whether the cell's state was held */
  #beginHeld(cell: number): boolean {
    const state = this.#held.take(cell)
    if (state === undefined) return false
    this.#fold.beginHeld(cell, state)
    return true
  }

  async #record(): Promise<void> {
    const { records, failures } = await this.#records()
    for (const failure of failures) this.#notes.failed(failure)
    for (const record of records) this.#noteSize(record)
    try {
      await this.#log.record(this.#fold.positions, records)
    } catch (error) {
      this.#broken = { error }
      throw error
    }
    for (const { cell, next, json = '' } of records) if (next !== undefined) this.#held.hold(cell, next, json.length)
    this.#pending = []
    this.#fold = this.#nextFold()
  }

  async #records(): Promise<QuantumRecords> {
    const records = this.#fold.records()
    if (records.lost.length === 0) return records
    this.#fold.giveBefore(records.lost, await this.#log.textsOf(this.#log.head, records.lost))
    return this.#fold.records()
  }

  #noteSize({ cell, json = '', event }: CellRecord): void {
    if (json.length <= LARGE_CELL_CHARACTERS || this.#largeCells.length === MAX_LARGE_CELLS) return
    const key = this.#log.keyOf(cell)
    if (this.#largeCells.some((known) => known.key === key)) return
    const position = this.#fold.positions[event] ?? this.#checkpoint
    this.#largeCells.push({ key, characters: json.length, position })
  }

  #nextFold(): QuantumFold {
    return new QuantumFold(this.projection, this.#log, this.#notes)
  }

  async #viewAt(asked: Position): Promise<StateView> {
    const position = asked < this.#checkpoint ? asked : this.#checkpoint
    const moment = await momentAt(this.#past, { position, index: this.#cursor })
    return new StateView(moment, this.#viewSource)
  }

  #pastOf(readTail: TailReader): FoldedPast {
    const pending = (): readonly Event[] => this.#pending
    return {
      projection: this.projection,
      log: this.#log,
      readTail,
      get pending() {
        return pending()
      },
    }
  }
}
