import { EpochError } from '../core/errors.ts'
import { type Event, type Position, START } from '../core/event.ts'
import type { Checkpoint, Projection } from '../core/projection.ts'
import { KeySearch } from './key-search.ts'
import { type ProjectionFailure, QuantumFold } from './quantum-fold.ts'
import { StateView } from './state-view.ts'
import type { ValueStore } from './value-store.ts'
import { QUANTUM_EVENTS, VersionLog } from './version-log.ts'

/** Most failures that are kept in detail; those after them are counted. */
export const MAX_LISTED_FAILURES = 1000

export interface ProjectionFailures {
  readonly count: number
  /** In the order they were found; at most {@link MAX_LISTED_FAILURES}. */
  readonly first: readonly ProjectionFailure[]
}

/** Events that a seek folds again: those of the projection after one position up to another. */
export interface TailRange {
  readonly after: Position
  readonly upTo: Position
  /** How many they are. */
  readonly count: number
  /** Position of the last event of their quantum, for who keeps whole quanta for the next seek nearby. */
  readonly quantumUpTo: Position
}

/**
 * The fold: events go in, in order, and the state at any position up to the checkpoint comes out, exact, without
 * starting over. Seeking costs a move of the version log's cursor and folding fewer than {@link QUANTUM_EVENTS} events.
 */
export class ProjectionEngine {
  readonly projection: Projection
  readonly #log: VersionLog
  readonly #keySearch: KeySearch
  /** The events of the quantum under way, and their fold on top of the last recorded one. */
  #pending: Event[] = []
  #fold: QuantumFold
  #checkpoint: Position = START
  readonly #listed: ProjectionFailure[] = []
  #failureCount = 0

  /** @param values is the engine's own from here on */
  constructor(projection: Projection, values: ValueStore) {
    this.projection = projection
    this.#log = new VersionLog(values)
    this.#keySearch = new KeySearch(this.#log)
    this.#fold = this.#nextFold()
  }

  get checkpoint(): Checkpoint {
    return { projection: this.projection.name, position: this.#checkpoint }
  }

  get failures(): ProjectionFailures {
    return { count: this.#failureCount, first: this.#listed }
  }

  /**
   * Folds the next events that the projection's filter wants. An event that cannot be folded is listed and the fold goes on.
   *
   * @throws RangeError for an event that is not after the checkpoint; EpochError `value-too-large` when the value store is full, after which
   * the engine is of no more use
   */
  fold(events: readonly Event[]): void {
    for (const event of events) {
      if (event.position <= this.#checkpoint)
        throw new RangeError(`event ${event.position} does not follow the checkpoint ${this.#checkpoint}`)
      this.#list(this.#fold.fold(event))
      this.#pending.push(event)
      this.#checkpoint = event.position
      if (this.#pending.length === QUANTUM_EVENTS) this.#record()
    }
  }

  /** Moves the checkpoint on: nothing that the projection's filter wants lies between. */
  caughtUp(position: Position): void {
    if (position > this.#checkpoint) this.#checkpoint = position
  }

  /** Which events {@link seek} needs to be given for a position; `undefined` when it needs none. */
  tailOf(position: Position): TailRange | undefined {
    const { quantum, events } = this.#log.placeOf(position)
    if (quantum === this.#log.quanta || events === 0) return undefined
    const after = quantum === 0 ? START : this.#log.positionOf(quantum - 1, QUANTUM_EVENTS - 1)
    return {
      after,
      upTo: this.#log.positionOf(quantum, events - 1),
      count: events,
      quantumUpTo: this.#log.positionOf(quantum, QUANTUM_EVENTS - 1),
    }
  }

  /**
   * The state at a position, or at the checkpoint if that is before it.
   *
   * @param tail the events of {@link tailOf}, in order
   * @throws EpochError `projection-failed` when they are not those that were folded
   */
  seek(position: Position, tail: readonly Event[] = []): StateView {
    const { quantum, events } = this.#log.placeOf(position)
    const again = quantum === this.#log.quanta ? this.#pendingUpTo(position) : tail
    if (quantum < this.#log.quanta) this.#checkTail(tail, quantum, events)
    this.#log.moveTo(quantum)
    const fold = new QuantumFold(this.projection, this.#log, this.#log.cursor)
    for (const event of again) fold.fold(event)
    return new StateView(position < this.#checkpoint ? position : this.#checkpoint, {
      log: this.#log,
      fold,
      columns: this.projection.columns,
      keySearch: this.#keySearch,
    })
  }

  /** Why the event at this very position could not be folded, as far as that is listed. */
  failureAt(position: Position): ProjectionFailure | undefined {
    return this.#listed.find((failure) => failure.position === position)
  }

  #record(): void {
    const { records, failures } = this.#fold.records()
    this.#list(failures)
    this.#log.record(this.#fold.positions, records)
    this.#pending = []
    this.#fold = this.#nextFold()
  }

  #nextFold(): QuantumFold {
    return new QuantumFold(this.projection, this.#log, this.#log.head)
  }

  #list(failures: readonly ProjectionFailure[]): void {
    this.#failureCount += failures.length
    this.#listed.push(...failures.slice(0, MAX_LISTED_FAILURES - this.#listed.length))
  }

  #pendingUpTo(position: Position): readonly Event[] {
    const end = this.#pending.findIndex((event) => event.position > position)
    return end === -1 ? this.#pending : this.#pending.slice(0, end)
  }

  #checkTail(tail: readonly Event[], quantum: number, events: number): void {
    const fits =
      tail.length === events && tail.every((event, at) => event.position === this.#log.positionOf(quantum, at))
    if (!fits)
      throw new EpochError(
        'projection-failed',
        `the store gave other events up to position ${this.#log.positionOf(quantum, events - 1)} than it did before; run the projection again`,
        { expected: events, given: tail.length },
      )
  }
}
