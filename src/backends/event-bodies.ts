import { type Event, type Position, START } from '../core/event.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import type { LogTables } from './log-tables.ts'

/** Events this near to each other are read in one go, with those between. */
const NEAR_PLACES = 32

/** Reads the events at places that tables know. */
export class EventBodies {
  readonly #store: Pick<EventStoreBackend, 'readAll'>
  readonly #tables: LogTables

  constructor(store: Pick<EventStoreBackend, 'readAll'>, tables: LogTables) {
    this.#store = store
    this.#tables = tables
  }

  /** The events at these places, which must rise, in order; without one that the store has no more. */
  async read(places: readonly number[]): Promise<ReadonlyMap<number, Event>> {
    const wanted = new Map(places.map((place) => [this.#tables.positionAt(place), place]))
    const found = new Map<number, Event>()
    for (const { after, upTo } of this.#ranges(places))
      for await (const page of this.#store.readAll({ after, upTo }))
        for (const event of page) {
          const place = wanted.get(event.position)
          if (place !== undefined) found.set(place, event)
        }
    return found
  }

  #ranges(places: readonly number[]): { readonly after: Position; readonly upTo: Position }[] {
    const runs: { first: number; last: number }[] = []
    for (const place of places) {
      const run = runs.at(-1)
      if (run !== undefined && place - run.last <= NEAR_PLACES) run.last = place
      else runs.push({ first: place, last: place })
    }
    return runs.map(({ first, last }) => ({
      after: first === 0 ? START : this.#tables.positionAt(first - 1),
      upTo: this.#tables.positionAt(last),
    }))
  }
}
