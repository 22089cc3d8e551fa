import { type Event, type Position, START } from '../../../core/event.ts'
import type { SubscriptionMessage } from '../../../core/event-store-backend.ts'
import type { PageReader } from '../../../projection/ask/ask-context.ts'
import type { TailRange } from '../../../projection/moment.ts'
import { QUANTUM_EVENTS } from '../../../projection/version-log.ts'
import type { PageLink } from './page-link.ts'
import { QuantumCache } from './quantum-cache.ts'
import type { ReaderRange } from './worker-protocol.ts'

/** Keeps folded events for the next seek nearby, and gets others from the page. */
export class TailEvents {
  readonly #page: PageLink
  readonly #quanta: QuantumCache
  /** Events since the last whole quantum, and the position before the first of them. */
  #quantum: Event[] = []
  #after: Position = START

  constructor(page: PageLink, limitBytes: number) {
    this.#page = page
    this.#quanta = new QuantumCache(limitBytes)
  }

  folded(events: readonly Event[]): void {
    for (const event of events) {
      this.#quantum.push(event)
      if (this.#quantum.length < QUANTUM_EVENTS) continue
      this.#quanta.put(this.#after, this.#quantum)
      this.#quantum = []
      this.#after = event.position
    }
  }

  async read({ after, count, quantumUpTo }: TailRange): Promise<readonly Event[]> {
    const known = this.#quanta.get(after)
    if (known !== undefined && known.length >= count) return known.slice(0, count)
    const { text = '[]' } = await this.#page.call({ what: 'tail', after, upTo: quantumUpTo })
    const events = eventsOf(text)
    if (count <= QUANTUM_EVENTS) this.#quanta.put(after, events)
    return events.slice(0, count)
  }
}

let readers = 0

/** Reads a history of the page's from one position to another. The next page is on its way while one is worked on. */
export function pageReader(page: PageLink, history: ReaderRange['history']): PageReader {
  return async function* read(filter, { after, upTo }) {
    const reader = ++readers
    const next = async (begin?: ReaderRange): Promise<readonly Event[]> => {
      const { text = '' } = await page.call({ what: 'page', reader, ...(begin && { begin }) })
      return text === '' ? [] : eventsOf(text)
    }
    let coming = next({ history, filter, after, upTo })
    try {
      for (;;) {
        const events = await coming
        if (events.length === 0) return
        coming = next()
        // Whoever stops reading hears nothing of a page that fails.
        coming.catch(() => {})
        yield events
      }
    } finally {
      await page.call({ what: 'close', reader })
    }
  }
}

/** The page made this text of events it had from the host. */
export function eventsOf(text: string): readonly Event[] {
  return JSON.parse(text) as readonly Event[]
}

/** The page had this text from the host, or made it of a message it had from there. */
export function messageOf(text: string): SubscriptionMessage {
  return JSON.parse(text) as SubscriptionMessage
}
