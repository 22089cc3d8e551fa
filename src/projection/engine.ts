import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { EpochError } from '../core/errors.ts'
import { type Event, type Position, START } from '../core/event.ts'
import type { Checkpoint, FailurePolicy, Projection } from '../core/projection.ts'
import { NoteList, type ProjectionFailure, type ProjectionFailures, type ProjectionOutput } from './fold-notes.ts'
import { KeySearch } from './key-search.ts'
import { QuantumFold } from './quantum-fold.ts'
import { StateView } from './state-view.ts'
import { planEvent } from './step-fold.ts'
import { Turns } from './turns.ts'
import type { TextCodec, ValueStore } from './value-store.ts'
import { QUANTUM_EVENTS, VersionLog } from './version-log.ts'

/** Events that a seek folds again: those of the projection after one position up to another. */
export interface TailRange {
  readonly after: Position
  readonly upTo: Position
  /** How many they are. */
  readonly count: number
  /** Position of the last event of their quantum, for who keeps whole quanta for the next seek nearby. */
  readonly quantumUpTo: Position
}

/** The events of a range, in order: the same that were folded. */
export type TailReader = (range: TailRange) => Promise<readonly Event[]>

export interface EngineOptions {
  /** The engine's own from here on. */
  readonly values: ValueStore
  readonly codec: TextCodec
  readonly readTail: TailReader
  /** Without it, what the projection says. */
  readonly onFailure?: FailurePolicy
}

/**
 * The fold: events go in, in order, and the state at any position up to the checkpoint comes out, exact, without
 * starting over. Seeking costs a move of the version log's cursor and folding fewer than {@link QUANTUM_EVENTS} events.
 */
export class ProjectionEngine {
  readonly projection: Projection
  readonly #log: VersionLog
  readonly #keySearch: KeySearch
  readonly #readTail: TailReader
  readonly #onFailure: FailurePolicy
  readonly #notes = new NoteList()
  readonly #folds = new Turns()
  readonly #seeks = new Turns()
  /** The events of the quantum under way, and their fold on top of the last recorded one. */
  #pending: Event[] = []
  #fold: QuantumFold
  #checkpoint: Position = START
  #stopped: Position | undefined

  constructor(projection: Projection, { values, codec, readTail, onFailure }: EngineOptions) {
    this.projection = projection
    this.#log = new VersionLog(values, codec)
    this.#keySearch = new KeySearch(this.#log)
    this.#readTail = readTail
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

  /** The event that could not be folded, where that ends the fold; nothing is folded after it. */
  get stopped(): Position | undefined {
    return this.#stopped
  }

  /**
   * Folds the next events that the projection's filter wants. An event that cannot be folded is listed, and the fold goes on or has
   * {@link stopped}.
   *
   * @throws RangeError for an event that is not after the checkpoint; EpochError `value-too-large` when the value store is full, after which
   * the engine is of no more use
   */
  fold(events: readonly Event[]): Promise<void> {
    return this.#folds.take(async () => {
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
    const missing = this.#fold.missing(planned)
    this.#fold.begin(missing, await this.#log.textsOf(this.#log.head, missing))
    for (const plan of planned) {
      const isGood = this.#fold.fold(plan)
      this.#pending.push(plan.event)
      this.#checkpoint = plan.event.position
      if (isGood || this.#onFailure === 'continue') continue
      this.#stopped = plan.event.position
      break
    }
    if (this.#pending.length === QUANTUM_EVENTS) await this.#record()
  }

  async #record(): Promise<void> {
    const { records, failures } = this.#fold.records()
    for (const failure of failures) this.#notes.failed(failure)
    await this.#log.record(this.#fold.positions, records)
    this.#pending = []
    this.#fold = this.#nextFold()
  }

  #nextFold(): QuantumFold {
    return new QuantumFold(this.projection, this.#log, this.#notes)
  }

  async #viewAt(asked: Position): Promise<StateView> {
    const position = asked < this.#checkpoint ? asked : this.#checkpoint
    const { quantum, events } = this.#log.placeOf(position)
    this.#log.moveTo(quantum)
    const tail = quantum === this.#log.quanta ? this.#pendingUpTo(position) : await this.#tailOf(quantum, events)
    const planned = tail.map((event) => planEvent(this.projection, event))
    const fold = new QuantumFold(this.projection, this.#log)
    const missing = fold.missing(planned)
    fold.begin(missing, await this.#log.textsOf(this.#log.cursor, missing))
    for (const plan of planned) fold.fold(plan)
    return new StateView(position, { log: this.#log, fold, projection: this.projection, keySearch: this.#keySearch })
  }

  #pendingUpTo(position: Position): readonly Event[] {
    return this.#pending.filter((event) => event.position <= position)
  }

  async #tailOf(quantum: number, count: number): Promise<readonly Event[]> {
    if (count === 0) return []
    const positionOf = (event: number): Position => this.#log.positionOf(quantum, event)
    const tail = await this.#readTail({
      after: quantum === 0 ? START : this.#log.positionOf(quantum - 1, QUANTUM_EVENTS - 1),
      upTo: positionOf(count - 1),
      count,
      quantumUpTo: positionOf(QUANTUM_EVENTS - 1),
    })
    if (tail.length === count && tail.every((event, at) => event.position === positionOf(at))) return tail
    throw new EpochError(
      'projection-failed',
      `the store gave other events up to position ${positionOf(count - 1)} than it did before; run the projection again`,
      { expected: count, given: tail.length },
    )
  }
}
