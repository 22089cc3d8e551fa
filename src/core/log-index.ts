import type { AbortSignalLike } from './abort-signal-like.ts'
import {
  type Event,
  type EventId,
  type EventType,
  type Position,
  position,
  type StreamName,
  type StreamVersion,
} from './event.ts'
import type { EventFilter } from './event-filter.ts'

/**
 * What an explorer asks of a store besides reading it: who is there, how many, and the page at any row of a view.
 * There is a general one that works on any backend, and quicker ones where a backend has its own indexes.
 */
export interface LogIndex {
  summary(): Promise<LogSummary>

  /** All categories in order of name. */
  categories(): Promise<readonly CategorySummary[]>

  /** A page of streams in order of name: those of one category, and those whose name contains a text or fits it where it has `*` (any case). */
  streams(query: StreamsQuery): Promise<StreamsPage>

  /**
   * At most `limit` of the streams whose names fit a text, the best first (see `find-names.ts`), those that fit alike in order of name; and
   * how many fit in all.
   */
  findStreams(text: string, limit: number, signal?: AbortSignalLike): Promise<StreamsPage>

  /** All types in order of name. */
  types(): Promise<readonly TypeSummary[]>

  /**
   * The rows `fromRow`, `fromRow + 1` … of a view, at most `limit`. Rows are numbered from 1; a view's rows never change, they only grow.
   */
  rows(view: EventFilter, fromRow: number, limit: number): Promise<RowsPage>

  /** The row of the last event of the view at or before a position; 0 when there is none. */
  rowAt(view: EventFilter, position: Position): Promise<RowPlace>

  /** The whole event at a position, and whether it was purged. */
  eventAt(position: Position): Promise<EventDetail | undefined>

  eventById(id: EventId): Promise<Event | undefined>

  eventInStream(stream: StreamName, version: StreamVersion): Promise<Event | undefined>

  /** The events whose causationId is this id, in order, at most `limit`. */
  effectsOf(id: EventId, limit: number): Promise<readonly EventRow[]>

  /** The events after a position whose correlationId is this text, in order, at most `limit`. */
  correlated(correlationId: string, after: Position, limit: number): Promise<readonly EventRow[]>

  /**
   * The last position whose log time is at or before a time. Log time at a position is the largest time of any event up to it, so it
   * never runs backwards even where events' own times do.
   */
  positionAtTime(atUs: number): Promise<Position>

  /** How many events each of `buckets` equal spans of log time holds, from `fromUs` to `toUs`, both inclusive. */
  histogram(query: HistogramQuery): Promise<Histogram>

  /** How many events each of `buckets` equal spans of positions holds, after one position up to another. */
  positionHistogram(query: PositionHistogramQuery): Promise<PositionHistogram>
}

export interface LogSummary {
  readonly head: Position
  readonly events: number
  /** Absent while they are being counted. */
  readonly streams?: number
  /** Log time of the first and of the last event; absent in an empty store, one that knows no times, and while they are looked for. */
  readonly firstUs?: number
  readonly lastUs?: number
}

export interface CategorySummary {
  readonly name: string
  readonly streams: number
  readonly events: number
}

export interface TypeSummary {
  readonly name: EventType
  readonly events: number
}

export interface StreamSummary {
  readonly name: StreamName
  readonly category: string
  readonly version: StreamVersion
  readonly lastPosition: Position
}

export interface StreamsQuery {
  readonly category?: string
  readonly text?: string
  /** How many streams to pass over. */
  readonly skip: number
  readonly limit: number
}

export interface StreamsPage {
  readonly streams: readonly StreamSummary[]
  /** How many streams fit the query in all. */
  readonly total: number
}

/** Most characters of data in an {@link EventRow}'s preview. */
export const PREVIEW_CHARACTERS = 200

/** The first {@link PREVIEW_CHARACTERS} UTF-16 units of data, less one where they would end in half a character. */
export function previewOf(data: string): string {
  const cut = data.slice(0, PREVIEW_CHARACTERS)
  const last = cut.charCodeAt(PREVIEW_CHARACTERS - 1)
  return last >= 0xd800 && last < 0xdc00 ? cut.slice(0, -1) : cut
}

/** When an event's data and metadata were emptied for good, and by whom. */
export interface PurgeMark {
  readonly atUs: number
  readonly by: string
}

/** Why an event counts no longer for those who wrote it, though the log still has it. */
export type EventMark = 'purged' | 'archived' | 'deleted'

/** A column of the store's own that Epoch has no word for, and what an event has in it, cut after 1,000 characters. */
export interface OwnField {
  readonly name: string
  readonly value: string
}

/** An event with what its store knows of it besides. */
export interface EventDetail extends Event {
  readonly mark?: EventMark
  /** Where it was purged in a store that says when. */
  readonly purged?: PurgeMark
  /** In the order of the store's columns; absent in a store of Epoch's own. */
  readonly own?: readonly OwnField[]
}

/** An event as a list shows it: without its payload. */
export interface EventRow {
  /** Its place in the view asked for; where none was, in the whole log. */
  readonly row: number
  readonly position: Position
  readonly stream: StreamName
  readonly version: StreamVersion
  readonly id: EventId
  readonly type: EventType
  readonly createdAtUs: number
  /** {@link previewOf} its data. */
  readonly preview: string
  readonly mark?: EventMark
}

export interface RowsPage {
  readonly rows: readonly EventRow[]
  /** Rows found so far; all there are when `complete`. */
  readonly total: number
  /** Whether the view has been searched to the head. */
  readonly complete: boolean
}

export interface RowPlace {
  readonly row: number
  readonly total: number
  readonly complete: boolean
}

interface BucketsQuery {
  readonly buckets: number
  /** Whether to count each type apart as well. */
  readonly byType?: boolean
}

export interface HistogramQuery extends BucketsQuery {
  readonly fromUs: number
  readonly toUs: number
}

export interface PositionHistogramQuery extends BucketsQuery {
  /** Exclusive. */
  readonly after: Position
  readonly upTo: Position
}

interface Buckets {
  /** Events per bucket. */
  readonly counts: readonly number[]
  /**
   * One more than there are buckets: `edges[i]` is the last position before bucket i, and `edges[i + 1]` its last. They never fall, so they carry a
   * pointer's place to a position and back.
   */
  readonly edges: readonly Position[]
  /** Where asked for: the types that occur in the buckets, in order of name, each with its events per bucket. */
  readonly types?: readonly TypeBuckets[]
}

export interface TypeBuckets {
  readonly name: EventType
  readonly counts: readonly number[]
}

export interface Histogram extends Buckets {
  readonly fromUs: number
  readonly toUs: number
}

export interface PositionHistogram extends Buckets {
  readonly after: Position
  readonly upTo: Position
}

/**
 * The first microsecond of bucket `bucket`, from 0; that of the bucket after the last is one past `toUs`. Never falls as the bucket rises.
 */
export function bucketStartUs({ fromUs, toUs, buckets }: HistogramQuery, bucket: number): number {
  if (bucket >= buckets) return toUs + 1
  return Math.min(toUs, fromUs + Math.floor(bucket * ((toUs - fromUs + 1) / buckets)))
}

/** The last position before bucket `bucket`, from 0; that before the bucket after the last is `upTo`. */
export function bucketEdge({ after, upTo, buckets }: PositionHistogramQuery, bucket: number): Position {
  return position(after + Math.floor((bucket * (upTo - after)) / buckets))
}
