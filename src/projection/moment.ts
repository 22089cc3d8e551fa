import { EpochError } from '../core/errors.ts'
import type { Event, Position } from '../core/event.ts'
import type { Projection } from '../core/projection.ts'
import type { CellIndex } from './cell-index.ts'
import { QuantumFold } from './quantum-fold.ts'
import { planEvent } from './step-fold.ts'
import { QUANTUM_EVENTS, type VersionLog } from './version-log.ts'

/** Events of the projection after one position up to another, whole quanta but for the last. */
export interface TailRange {
  readonly after: Position
  readonly upTo: Position
  /** How many they are. */
  readonly count: number
  /** Position of the last event of the last quantum, for who keeps whole quanta for what is asked next. */
  readonly quantumUpTo: Position
}

/** The events of a range, in order: the same that were folded. */
export type TailReader = (range: TailRange) => Promise<readonly Event[]>

/** Everything that was folded so far, to look into. */
export interface FoldedPast {
  readonly projection: Projection
  readonly log: VersionLog
  readonly readTail: TailReader
  /** The events after the last recorded quantum; for a moment while one is recorded, those of that one too. */
  readonly pending: readonly Event[]
}

/** The events of a past that are in no recorded quantum. */
export function unrecorded({ log, pending }: FoldedPast): readonly Event[] {
  const last = log.endBefore(log.quanta)
  return pending.filter(({ position }) => position > last)
}

/** The state at one position: what the log has at the quantum's edge before it, and the fold of the events since. */
export interface Moment {
  readonly position: Position
  readonly index: CellIndex
  readonly fold: QuantumFold
}

/**
 * Takes an index to a position and folds what follows the quantum's edge, with at most one read of values.
 *
 * @param before then an event at the position itself is not in the state
 */
export async function momentAt(
  past: FoldedPast,
  { position, index, before = false }: { position: Position; index: CellIndex; before?: boolean },
): Promise<Moment> {
  const { projection, log } = past
  const { quantum, events } = log.placeOf(position, before)
  log.move(index, quantum)
  const tail =
    quantum === log.quanta
      ? unrecorded(past).filter((event) => (before ? event.position < position : event.position <= position))
      : await readEvents(past, { quantum, count: events })
  const planned = tail.map((event) => planEvent(projection, event))
  const fold = new QuantumFold(projection, log)
  const missing = fold.missing(planned)
  fold.begin(missing, await log.textsOf(index, missing))
  for (const plan of planned) fold.fold(plan)
  return { position, index, fold }
}

/** The states of cells as JSON text; `undefined` for those that do not live. */
export async function textsAt(
  log: VersionLog,
  { index, fold }: Moment,
  cells: readonly number[],
): Promise<readonly (string | undefined)[]> {
  const untouched = cells.filter((cell) => fold.lives(cell) === undefined)
  const recorded = await log.textsOf(index, untouched)
  let next = 0
  return cells.map((cell) => (fold.lives(cell) === undefined ? recorded[next++] : fold.textOf(cell)))
}

/**
 * The first `count` recorded events from a quantum's beginning on.
 *
 * @throws EpochError `projection-failed` where they are not those that were folded
 */
export async function readEvents(
  { log, readTail }: Pick<FoldedPast, 'log' | 'readTail'>,
  { quantum, count }: { readonly quantum: number; readonly count: number },
): Promise<readonly Event[]> {
  if (count === 0) return []
  const positionOf = (event: number): Position =>
    log.positionOf(quantum + Math.floor(event / QUANTUM_EVENTS), event % QUANTUM_EVENTS)
  const upTo = positionOf(count - 1)
  const events = await readTail({
    after: log.endBefore(quantum),
    upTo,
    count,
    quantumUpTo: positionOf(Math.ceil(count / QUANTUM_EVENTS) * QUANTUM_EVENTS - 1),
  })
  if (events.length === count && events.every((event, at) => event.position === positionOf(at))) return events
  throw new EpochError(
    'projection-failed',
    `the store gave other events up to position ${upTo} than it did before; run the projection again`,
    { expected: count, given: events.length },
  )
}
