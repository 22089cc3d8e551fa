import { EpochError } from '../core/errors.ts'
import type { Event } from '../core/event.ts'
import type { EmittedEvent, FoldStep, Projection, ProjectionEffects, SkipReason } from '../core/projection.ts'
import { type FoldNotes, MAX_BEFORE_CHARACTERS, type ProjectionFailure, unheard } from './fold-notes.ts'
import { isThrown } from './is-thrown.ts'
import { NotJson } from './project-event.ts'
import { recordable, refuseState } from './recordable.ts'
import { saying } from './saying.ts'
import { NO_COPY, smallCopy } from './small-copy.ts'

/** A cell while events are folded into it. */
export interface FoldCell {
  readonly key: string
  /** JSON data; `undefined` while it does not live. */
  state: unknown
  /** A state to come back to after a throw, as JSON text; of no meaning without `since`. */
  base: string | undefined
  /** The steps folded into the cell since its base; `undefined` where that is not kept, as for small states. */
  since: FoldedStep[] | undefined
}

interface FoldedStep {
  readonly event: Event
  /** Which of the event's steps. */
  readonly at: number
  readonly cells: readonly FoldCell[]
  /** Its place among all steps of the fold. */
  readonly order: number
}

/** An event and what it does, known before anything is folded: so that all states it needs can be read beforehand. */
export interface PlannedEvent {
  readonly event: Event
  readonly steps: readonly FoldStep[]
  readonly skipped?: SkipReason
  readonly failure?: ProjectionFailure
}

const nothing: readonly FoldStep[] = []

/** Never throws: what the projection throws is in the plan. */
export function planEvent(projection: Projection, event: Event): PlannedEvent {
  try {
    const steps = projection.stepsFor(event)
    return typeof steps === 'string' ? { event, steps: nothing, skipped: steps } : { event, steps }
  } catch (cause) {
    return { event, steps: nothing, failure: failureOf(event, '', cause) }
  }
}

/**
 * Folds one step after another. Whatever a throwing step did is taken back, in all of its cells: of small states a step gets copies, which
 * share nothing with anybody; of larger ones a text is kept, and the steps since are folded again.
 */
export class StepFold {
  readonly #projection: Projection
  readonly #notes: FoldNotes
  readonly #effects = new HeldEffects()
  #order = 0

  constructor(projection: Projection, notes: FoldNotes) {
    this.#projection = projection
    this.#notes = notes
  }

  /** @param at which of the event's steps it is. @param cells of the step, in its order. @returns why its cells stayed as they were, if they did */
  fold(
    event: Event,
    at: number,
    step: FoldStep,
    cells: readonly FoldCell[],
    notes: FoldNotes = this.#notes,
  ): ProjectionFailure | 'not-json' | undefined {
    const copies = copiesOf(cells)
    if (copies === undefined) for (const cell of cells) keepSteps(cell)
    try {
      run(step, cells, copies ?? cells.map(({ state }) => state), this.#effects)
    } catch (cause) {
      this.#effects.drop()
      if (copies === undefined) this.#restore(cells)
      if (isThrown(cause, NotJson)) return 'not-json'
      const failure = failureOf(event, step.cells[0] ?? '', cause, textBefore(cells[0], copies !== undefined))
      notes.failed(failure)
      return failure
    }
    this.#effects.tell(event, notes)
    if (copies !== undefined) return undefined
    const folded: FoldedStep = { event, at, cells, order: this.#order++ }
    for (const cell of cells) cell.since?.push(folded)
    return undefined
  }

  /** From the last good texts, by folding what was folded since; with cells that steps have in common, those of all of them. */
  #restore(cells: readonly FoldCell[]): void {
    const { involved, steps } = together(cells)
    for (const cell of involved) cell.state = cell.base === undefined ? undefined : JSON.parse(cell.base)
    const effects = new HeldEffects()
    for (const { event, at, cells: theirs } of steps) {
      runAgain(planEvent(this.#projection, event).steps[at], event, theirs, effects)
      effects.drop()
    }
    if (steps.length === 0) return
    const texts = involved.map(({ state }) => (state === undefined ? {} : recordable(state)))
    if (texts.some(({ trouble }) => trouble !== undefined)) return
    for (const [at, cell] of involved.entries()) {
      cell.base = texts[at]?.json
      cell.since = []
    }
  }
}

/** The states, for a step to change; `undefined` where one is not small, or steps are kept for it already. */
function copiesOf(cells: readonly FoldCell[]): unknown[] | undefined {
  const copies: unknown[] = []
  for (const { state, since } of cells) {
    if (since !== undefined && since.length > 0) return undefined
    const copy = smallCopy(state)
    if (copy === NO_COPY) return undefined
    copies.push(copy)
  }
  for (const cell of cells) cell.since = undefined
  return copies
}

/** A state that JSON cannot say has no text of its own: it would come back as what it was before. */
function keepSteps(cell: FoldCell): void {
  if (cell.since !== undefined) return
  if (cell.state === undefined) cell.base = undefined
  else cell.base = recordable(cell.state).json ?? cell.base
  cell.since = []
}

function textBefore(cell: FoldCell | undefined, isSmall: boolean): string | undefined {
  if (cell?.state === undefined) return undefined
  return isSmall ? recordable(cell.state).json : cell.base
}

/** The cells that were folded into together with these, directly or not, and all steps since their bases. */
function together(cells: readonly FoldCell[]): {
  readonly involved: readonly FoldCell[]
  readonly steps: readonly FoldedStep[]
} {
  const involved = new Set(cells)
  const steps = new Set<FoldedStep>()
  for (const cell of involved)
    for (const step of cell.since ?? []) {
      steps.add(step)
      if (step.cells.length > 1) for (const other of step.cells) involved.add(other)
    }
  return { involved: [...involved], steps: [...steps].sort((a, b) => a.order - b.order) }
}

/**
 * Gives the cells what the step makes of these states of theirs.
 *
 * @throws whatever the step throws, and TypeError for a state that is none; the cells have what they had then
 */
function run(step: FoldStep, cells: readonly FoldCell[], states: unknown[], effects: ProjectionEffects): void {
  step.fold(states, effects)
  for (const state of states) refuseState(state)
  let at = 0
  for (const cell of cells) cell.state = states[at++]
}

/** @throws EpochError `projection-failed` where it does not do again what it did before */
function runAgain(
  step: FoldStep | undefined,
  event: Event,
  cells: readonly FoldCell[],
  effects: ProjectionEffects,
): void {
  try {
    if (step === undefined) throw new RangeError('it is not handled any more')
    run(
      step,
      cells,
      cells.map(({ state }) => state),
      effects,
    )
  } catch (cause) {
    throw new EpochError(
      'projection-failed',
      `event ${event.position} could be folded, and cannot be a second time: ${saying(cause)}. A projection may depend on nothing but its events`,
      { position: event.position },
      { cause },
    )
  }
}

/** Holds what a step says until it is known not to throw. */
class HeldEffects implements ProjectionEffects {
  #emitted: EmittedEvent[] = []
  #logged: string[] = []

  emit(event: EmittedEvent): void {
    this.#emitted.push(event)
  }

  log(message: string): void {
    this.#logged.push(message)
  }

  tell({ position }: Event, notes: FoldNotes): void {
    if (this.#emitted.length + this.#logged.length === 0) return
    if (notes !== unheard) {
      for (const event of this.#emitted) notes.emitted(position, event)
      for (const message of this.#logged) notes.logged(position, message)
    }
    this.drop()
  }

  drop(): void {
    this.#emitted = []
    this.#logged = []
  }
}

function failureOf(event: Event, key: string, cause: unknown, before?: string): ProjectionFailure {
  return {
    position: event.position,
    key,
    message: saying(cause),
    cause,
    ...(before !== undefined && before.length <= MAX_BEFORE_CHARACTERS && { before }),
  }
}
