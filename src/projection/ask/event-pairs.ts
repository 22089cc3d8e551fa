import type { Event, Position } from '../../core/event.ts'

/** Looks one event ahead in pages of events, so that two histories can be gone through side by side. */
class EventCursor {
  readonly #pages: AsyncIterator<readonly Event[]>
  #page: readonly Event[] = []
  #at = 0
  #ended = false

  constructor(pages: AsyncIterable<readonly Event[]>) {
    this.#pages = pages[Symbol.asyncIterator]()
  }

  /** The position of the next event; `undefined` where there is none, or where the next page has to be {@link fetch}ed first. */
  get position(): Position | undefined {
    return this.#page[this.#at]?.position
  }

  get isEnded(): boolean {
    return this.#ended && this.#at === this.#page.length
  }

  take(): readonly Event[] {
    return this.#page.slice(this.#at, ++this.#at)
  }

  /** Has the next event at hand, if there is one. */
  async fetch(): Promise<void> {
    while (this.#at === this.#page.length && !this.#ended) {
      const { done, value } = await this.#pages.next()
      if (done === true) this.#ended = true
      else {
        this.#page = value
        this.#at = 0
      }
    }
  }

  /** Lets go of the pages that are not read. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#pages.return?.()
  }
}

/** Events of two histories at one position; none of a history that has none there. */
export interface Pair {
  readonly position: Position
  readonly left: readonly Event[]
  readonly right: readonly Event[]
}

/** Goes through two histories in order of position. */
export async function* pairsOf(
  left: AsyncIterable<readonly Event[]>,
  right: AsyncIterable<readonly Event[]>,
): AsyncGenerator<readonly Pair[], void> {
  const [one, other] = [new EventCursor(left), new EventCursor(right)]
  try {
    for (;;) {
      await one.fetch()
      await other.fetch()
      const pairs = pairsAtHand(one, other)
      if (pairs.length === 0) return
      yield pairs
    }
  } finally {
    await one.close()
    await other.close()
  }
}

/** As many pairs as can be told without another page. */
function pairsAtHand(one: EventCursor, other: EventCursor): readonly Pair[] {
  const pairs: Pair[] = []
  for (;;) {
    const [left, right] = [one.position, other.position]
    if ((left === undefined && !one.isEnded) || (right === undefined && !other.isEnded)) return pairs
    if (left === undefined && right === undefined) return pairs
    const position = Math.min(left ?? Number.POSITIVE_INFINITY, right ?? Number.POSITIVE_INFINITY) as Position
    pairs.push({
      position,
      left: left === position ? one.take() : [],
      right: right === position ? other.take() : [],
    })
  }
}
