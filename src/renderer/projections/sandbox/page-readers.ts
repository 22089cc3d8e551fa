import { EpochError } from '../../../core/errors.ts'
import type { Event, Position } from '../../../core/event.ts'
import type { EventSource } from '../../state/projection-port.ts'
import type { ReaderRange } from './worker-protocol.ts'

/** A worker that answers a question reads two histories at most. */
const MAX_READERS = 8

interface Reader {
  readonly pages: AsyncIterator<readonly Event[]>
  readonly ended: AbortController
}

/** Histories that a worker reads page by page. */
export class PageReaders {
  readonly #histories: { readonly events: EventSource; readonly other?: EventSource }
  readonly #readers = new Map<number, Reader>()

  constructor(histories: { readonly events: EventSource; readonly other?: EventSource }) {
    this.#histories = histories
  }

  /** Text of the next page, '' at the end, and for one that was on its way when the reader was closed. A first page says what to read. */
  async next(id: number, begin?: ReaderRange): Promise<string> {
    if (begin) this.#begin(id, begin)
    const reader = this.#readers.get(id)
    if (reader === undefined) return ''
    try {
      const { value, done } = await reader.pages.next()
      return done === true ? '' : JSON.stringify(value)
    } catch (error) {
      if (reader.ended.signal.aborted) return ''
      throw error
    }
  }

  close(id: number): void {
    this.#readers.get(id)?.ended.abort()
    this.#readers.delete(id)
  }

  closeAll(): void {
    for (const id of this.#readers.keys()) this.close(id)
  }

  #begin(id: number, { history, filter, after, upTo }: ReaderRange): void {
    if (this.#readers.has(id)) throw new EpochError('invalid-request', 'this history is read already')
    if (this.#readers.size === MAX_READERS)
      throw new EpochError('invalid-request', 'too many histories are read at once')
    const source = history === 'other' ? this.#histories.other : this.#histories.events
    if (source === undefined) throw new EpochError('invalid-request', 'there is no other history')
    const ended = new AbortController()
    const messages = source.subscribe({ after, filter, signal: ended.signal })
    this.#readers.set(id, { pages: pagesUpTo(messages, upTo)[Symbol.asyncIterator](), ended })
  }
}

/** The events of a subscription up to a position, or as far as they go. */
async function* pagesUpTo(
  messages: ReturnType<EventSource['subscribe']>,
  upTo: Position,
): AsyncGenerator<readonly Event[], void> {
  for await (const message of messages) {
    if (message.kind === 'caught-up') return
    const events = message.events.filter(({ position }) => position <= upTo)
    if (events.length > 0) yield events
    if (events.length < message.events.length) return
  }
}
