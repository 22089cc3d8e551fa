import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import type { Event, EventId, Position, StreamName, StreamVersion } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type {
  CategorySummary,
  EventDetail,
  EventRow,
  Histogram,
  HistogramQuery,
  LogIndex,
  LogSummary,
  PositionHistogram,
  PositionHistogramQuery,
  RowPlace,
  RowsPage,
  StreamsPage,
  StreamsQuery,
  TypeSummary,
} from '../../core/log-index.ts'
import { eventOfTuple } from './event-tuple.ts'
import type { StoreReader } from './store-reader.ts'

/** How long a question about a view waits for the view to be searched to the head before it answers with what there is. */
const PATIENCE_MS = 100

/** What an explorer asks of a store, put to its reading thread: where an answer takes longer than a slice of time, again and again. */
export abstract class StoreQuestions implements LogIndex {
  protected abstract ask<Name extends keyof StoreReader>(
    name: Name,
    ...args: Parameters<StoreReader[Name]>
  ): Promise<Awaited<ReturnType<StoreReader[Name]>>>

  async summary(): Promise<LogSummary> {
    return await this.ask('summary')
  }

  async categories(): Promise<readonly CategorySummary[]> {
    return await this.ask('categories')
  }

  async types(): Promise<readonly TypeSummary[]> {
    return await this.ask('types')
  }

  async streams(query: StreamsQuery): Promise<StreamsPage> {
    return await this.#untilAnswered(() => this.ask('streams', query))
  }

  async findStreams(text: string, limit: number, signal?: AbortSignalLike): Promise<StreamsPage> {
    return await this.#untilAnswered(() => {
      signal?.throwIfAborted()
      return this.ask('findStreams', text, limit)
    })
  }

  async rows(view: EventFilter, fromRow: number, limit: number): Promise<RowsPage> {
    return await this.#patiently(
      () => this.ask('rows', view, fromRow, limit),
      ({ rows }) => rows.length >= limit,
    )
  }

  async rowAt(view: EventFilter, position: Position): Promise<RowPlace> {
    return await this.#patiently(
      () => this.ask('rowAt', view, position),
      () => false,
    )
  }

  async eventAt(position: Position): Promise<EventDetail | undefined> {
    const found = await this.ask('eventAt', position)
    return (
      found && { ...eventOfTuple(found.event), ...(found.purged && { mark: 'purged' as const, purged: found.purged }) }
    )
  }

  async eventById(id: EventId): Promise<Event | undefined> {
    const tuple = await this.ask('eventById', id)
    return tuple && eventOfTuple(tuple)
  }

  async eventInStream(stream: StreamName, version: StreamVersion): Promise<Event | undefined> {
    const tuple = await this.ask('eventInStream', stream, version)
    return tuple && eventOfTuple(tuple)
  }

  async effectsOf(id: EventId, limit: number): Promise<readonly EventRow[]> {
    return await this.ask('effectsOf', id, limit)
  }

  async correlated(correlationId: string, after: Position, limit: number): Promise<readonly EventRow[]> {
    return await this.ask('correlated', correlationId, after, limit)
  }

  async positionAtTime(atUs: number): Promise<Position> {
    return await this.ask('positionAtTime', atUs)
  }

  async histogram(query: HistogramQuery): Promise<Histogram> {
    return await this.#untilAnswered(() => this.ask('histogram', query))
  }

  async positionHistogram(query: PositionHistogramQuery): Promise<PositionHistogram> {
    return await this.#untilAnswered(() => this.ask('positionHistogram', query))
  }

  /** Asks again while the answer is being worked out, a slice of time with each call. */
  async #untilAnswered<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
    for (;;) {
      const answer = await ask()
      if (answer !== undefined) return answer
    }
  }

  /** Asks again until a view has been searched to the head, the answer is enough, or patience ends. */
  async #patiently<Answer extends { readonly complete: boolean }>(
    ask: () => Promise<Answer>,
    isEnough: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const untilMs = performance.now() + PATIENCE_MS
    for (;;) {
      const answer = await ask()
      if (answer.complete || isEnough(answer) || performance.now() >= untilMs) return answer
    }
  }
}
