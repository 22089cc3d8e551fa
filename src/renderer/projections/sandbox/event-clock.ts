import type { ProjectedEvent, Projection } from '../../../core/projection.ts'

/** What time and chance are while an event is folded: both come from the event alone, so that folding it again gives the same. */
export class EventClock {
  #event: Pick<ProjectedEvent, 'position' | 'createdAt'> | undefined
  #random = 0

  /** Every call of a projection's function begins with the same chance for the same event. */
  enter(event: Pick<ProjectedEvent, 'position' | 'createdAt'>): void {
    this.#event = event
    this.reset()
  }

  reset(): void {
    const position = this.#event?.position ?? 0
    this.#random = (position ^ (position / 2 ** 32)) | 0
  }

  /** Milliseconds since 1970 at which the event happened; 0 where no event is folded. */
  readonly nowMs = (): number => (this.#event === undefined ? 0 : Date.parse(this.#event.createdAt))

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
    keysOf: (event) => {
      clock.enter(event)
      return projection.keysOf(event)
    },
    init: (key) => {
      clock.reset()
      return projection.init(key)
    },
    apply: (state, event) => {
      clock.enter(event)
      return projection.apply(state, event)
    },
  }
}
