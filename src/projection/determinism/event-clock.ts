import type { Event, Position } from '../../core/event.ts'
import type { FoldStep, Projection, ProjectionEffects } from '../../core/projection.ts'

/** What time and chance are while an event is folded: both come from the event alone, so that folding it again gives the same. */
export class EventClock {
  #event: Pick<Event, 'position' | 'createdAtUs'> | undefined
  #random = 0

  /** Of the event that is folded; `undefined` where none is. */
  get position(): Position | undefined {
    return this.#event?.position
  }

  /** Every call of a projection's function begins with the same chance for the same event. */
  enter(event: Pick<Event, 'position' | 'createdAtUs'>): void {
    this.#event = event
    const { position } = event
    this.#random = (position ^ (position / 2 ** 32)) | 0
  }

  /** Outside of every event, as where columns are made, it is the start of time. */
  leave(): void {
    this.#event = undefined
    this.#random = 0
  }

  /** Milliseconds since 1970 at which the event happened; 0 where no event is folded. */
  readonly nowMs = (): number => (this.#event === undefined ? 0 : Math.floor(this.#event.createdAtUs / 1000))

  /** From 0 up to but not including 1: mulberry32. */
  readonly random = (): number => {
    this.#random = (this.#random + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The same projection, with the clock set to the event that each of its functions is called for.
 *
 * @param enter called before each of these calls
 */
export function clocked(
  projection: Projection,
  clock: EventClock,
  enter: (event: Event) => void = () => {},
): Projection {
  const set = (event: Event): void => {
    clock.enter(event)
    enter(event)
  }
  const outside =
    <Values extends unknown[]>(read: (...values: Values) => unknown) =>
    (...values: Values): unknown => {
      clock.leave()
      return read(...values)
    }
  return {
    ...projection,
    columns: projection.columns.map((column) => ({
      name: column.name,
      valueOf: outside((state: unknown) => column.valueOf(state)),
    })),
    ...(projection.resultOf && { resultOf: outside(projection.resultOf) }),
    stepsFor: (event) => {
      set(event)
      const steps = projection.stepsFor(event)
      return typeof steps === 'string' ? steps : steps.map((step) => new ClockedStep(step, event, set))
    },
  }
}

class ClockedStep implements FoldStep {
  readonly cells: readonly string[]
  readonly #step: FoldStep
  readonly #event: Event
  readonly #enter: (event: Event) => void

  constructor(step: FoldStep, event: Event, enter: (event: Event) => void) {
    this.cells = step.cells
    this.#step = step
    this.#event = event
    this.#enter = enter
  }

  fold(states: unknown[], effects: ProjectionEffects): void {
    this.#enter(this.#event)
    this.#step.fold(states, effects)
  }
}
