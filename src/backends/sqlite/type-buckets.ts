import type { EventType } from '../../core/event.ts'
import type { TypeBuckets } from '../../core/log-index.ts'
import { SEGMENT_EVENTS } from './segment.ts'
import type { SegmentReader } from './segment-reader.ts'

/**
 * How many events of each type are between positions: whole segments by their counts, and the rest by columns, at most two a bucket.
 *
 * @param edges rising; buckets.length + 1 of them, none after what `segments` know
 */
export function typeBuckets(
  segments: SegmentReader,
  edges: readonly number[],
  nameOf: (type: number) => EventType,
): TypeBuckets[] {
  const counting = new TypeCounting(segments, edges.length - 1)
  for (let bucket = 0; bucket + 1 < edges.length; bucket++)
    counting.between(edges[bucket] ?? 0, edges[bucket + 1] ?? 0, bucket)
  return counting.named(nameOf)
}

class TypeCounting {
  readonly #segments: SegmentReader
  readonly #buckets: number
  /** By number of type: its counts by bucket. */
  readonly #counts: (number[] | undefined)[] = []

  constructor(segments: SegmentReader, buckets: number) {
    this.#segments = segments
    this.#buckets = buckets
  }

  /** Counts the events after one position up to another. */
  between(after: number, upTo: number, bucket: number): void {
    let at = after
    while (at < upTo) {
      const segment = Math.floor(at / SEGMENT_EVENTS)
      const end = Math.min(upTo, (segment + 1) * SEGMENT_EVENTS)
      if (end - at === SEGMENT_EVENTS)
        this.#segments.types.each(segment, (type, count) => this.#add(type, bucket, count))
      else this.#addColumn(segment, { low: at, high: end }, bucket)
      at = end
    }
  }

  named(nameOf: (type: number) => EventType): TypeBuckets[] {
    return this.#counts
      .flatMap((counts, type) => (counts === undefined ? [] : [{ name: nameOf(type), counts }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  #addColumn(segment: number, { low, high }: { readonly low: number; readonly high: number }, bucket: number): void {
    const { types } = this.#segments.columnsOf(segment)
    const first = segment * SEGMENT_EVENTS
    for (let place = low - first; place < high - first; place++) {
      const type = types[place] ?? 0
      if (type !== 0) this.#add(type, bucket, 1)
    }
  }

  #add(type: number, bucket: number, count: number): void {
    let counts = this.#counts[type]
    if (counts === undefined) {
      counts = new Array<number>(this.#buckets).fill(0)
      this.#counts[type] = counts
    }
    counts[bucket] = (counts[bucket] ?? 0) + count
  }
}
