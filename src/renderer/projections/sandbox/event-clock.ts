import type { Event, Position } from '../../../core/event.ts'
import type { Projection } from '../../../core/projection.ts'

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
    const position = this.#event?.position ?? 0
    this.#random = (position ^ (position / 2 ** 32)) | 0
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

/** The same projection, with the clock set to the event that each of its functions is called for. */
export function clocked(projection: Projection, clock: EventClock): Projection {
  return {
    ...projection,
    stepsFor: (event) => {
      clock.enter(event)
      const steps = projection.stepsFor(event)
      if (typeof steps === 'string') return steps
      return steps.map((step) => ({
        cells: step.cells,
        fold: (states, effects) => {
          clock.enter(event)
          step.fold(states, effects)
        },
      }))
    },
  }
}
