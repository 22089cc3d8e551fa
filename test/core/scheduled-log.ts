import { type Event, eventId, eventType, type Position, position, START, streamName } from '../../src/core/event.ts'
import type { EventFeed } from '../../src/core/event-bus.ts'
import { type EventFilter, matcherOf } from '../../src/core/event-filter.ts'
import type { EventStoreBackend, ReadAllOptions } from '../../src/core/event-store-backend.ts'
import type { JsonText } from '../../src/core/json.ts'
import type { SeededRandom } from './seeded-random.ts'

const LARGEST_PAGE = 7

const types = [eventType('Even'), eventType('Odd')]
const id = eventId('e')
const stream = streamName('s-1')

/**
 * A log with its feed in which nothing happens by itself: what was asked of it is looked up in one step and answered in
 * another, and what was committed is announced in a third, whenever and in whatever order the owner takes the steps.
 */
export class ScheduledLog implements Pick<EventStoreBackend, 'readAll' | 'head'>, EventFeed {
  readonly events: Event[] = []
  readonly #random: SeededRandom
  readonly #listeners = new Set<(committed: Position) => void>()
  readonly #steps: (() => void)[] = []
  #unannounced: Position[] = []
  #landing: Event[] = []
  headsAsked = 0
  announced = 0

  constructor(random: SeededRandom) {
    this.#random = random
  }

  head(): Promise<Position> {
    this.headsAsked++
    return this.#later(() => this.last)
  }

  get last(): Position {
    return this.events.at(-1)?.position ?? START
  }

  get listeners(): number {
    return this.#listeners.size
  }

  get hasSteps(): boolean {
    return this.#steps.length > 0
  }

  get hasLanding(): boolean {
    return this.#landing.length > 0
  }

  get hasUnannounced(): boolean {
    return this.#unannounced.length > 0
  }

  async *readAll({ after = START, upTo, filter = {}, signal }: ReadAllOptions = {}): AsyncGenerator<readonly Event[]> {
    const fits = matcherOf(filter)
    let from = after
    for (;;) {
      signal?.throwIfAborted()
      const page = await this.#later(() => this.#scan(from, upTo))
      signal?.throwIfAborted()
      const last = page.at(-1)
      if (last === undefined) return
      from = last.position
      const found = page.filter(fits)
      if (found.length > 0) yield found
    }
  }

  onCommit(listener: (committed: Position) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Appends events, with gaps between their positions; now and then they are announced and {@link land} later. */
  commit(count: number): void {
    this.land()
    let at: number = this.last
    for (let i = 0; i < count; i++) {
      at += 1 + this.#random.upTo(2)
      this.#landing.push(eventAt(at))
    }
    if (count > 0 && this.#random.chance(0.2)) this.#announce(position(at))
    else this.land()
  }

  land(): void {
    const last = this.#landing.at(-1)
    if (last === undefined) return
    this.events.push(...this.#landing)
    this.#landing = []
    this.#unannounced.push(last.position)
  }

  /** Announces what was committed: one commit of any that wait, perhaps not for the last time, or all of them as one. */
  announce(): void {
    if (this.#unannounced.length === 0) return
    if (this.#random.chance(0.3)) {
      const newest = Math.max(...this.#unannounced)
      this.#unannounced = []
      this.#announce(position(newest))
      return
    }
    const one = this.#random.take(this.#unannounced)
    if (one === undefined) return
    if (this.#random.chance(0.2)) this.#unannounced.push(one)
    this.#announce(one)
  }

  /** Looks up or answers one of the things that were asked. */
  step(): void {
    this.#random.take(this.#steps)?.()
  }

  #announce(committed: Position): void {
    this.announced++
    for (const listener of this.#listeners) listener(committed)
  }

  #later<Answer>(look: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      this.#steps.push(() => {
        const answer = look()
        this.#steps.push(() => resolve(answer))
      })
    })
  }

  /** The next few events of a range, whether they fit or not. */
  #scan(after: Position, upTo: Position | undefined): readonly Event[] {
    const first = firstAfter(this.events, after)
    const page = this.events.slice(first, first + 1 + this.#random.upTo(LARGEST_PAGE - 1))
    return upTo === undefined ? page : page.filter((event) => event.position <= upTo)
  }
}

/** How many of the events, which are in order, are at or before a position. */
export function firstAfter(events: readonly Event[], after: Position): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.position ?? 0) <= after) low = middle + 1
    else high = middle
  }
  return low
}

export const filters: readonly EventFilter[] = [
  {},
  { types: [eventType('Even')] },
  { types: [eventType('Odd')] },
  { types: [eventType('Never')] },
]

function eventAt(at: number): Event {
  return {
    position: position(at),
    stream,
    version: 1 as Event['version'],
    id,
    type: types[at % 2] ?? eventType('Odd'),
    schemaVersion: 1,
    createdAtUs: 0,
    data: 'null' as JsonText,
    metadata: '{}' as JsonText,
  }
}
