import { SEGMENT_EVENTS, segmentOf } from './segment.ts'
import type { SegmentFit } from './segment-fit.ts'
import type { SegmentReader } from './segment-reader.ts'

/** How many events of a view are in the first segments: one sum per whole segment, kept from one question to the next. */
export class SegmentSums {
  #sums = new Float64Array(256)
  #segments = 0

  get segments(): number {
    return this.#segments
  }

  get bytes(): number {
    return this.#sums.byteLength
  }

  /** How many are in all segments before one. */
  before(segment: number): number {
    return this.#sums[segment] ?? 0
  }

  add(count: number): void {
    if (this.#segments + 1 === this.#sums.length) {
      const larger = new Float64Array(2 * this.#sums.length)
      larger.set(this.#sums)
      this.#sums = larger
    }
    this.#sums[this.#segments + 1] = this.before(this.#segments) + count
    this.#segments++
  }

  /** The segment that a row, from 1, is in; where there are not so many, how many segments there are. */
  segmentOfRow(row: number): number {
    let low = 0
    let high = this.#segments
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.before(middle + 1) >= row) high = middle
      else low = middle + 1
    }
    return low
  }
}

/**
 * The rows of a view that segments can answer: sums say which segment a row is in, its columns which event. Only the segment after the last
 * whole one is counted anew each time.
 */
export class SegmentRows {
  readonly #segments: SegmentReader
  readonly #fit: SegmentFit
  readonly #sums: SegmentSums
  readonly #tail: readonly number[]
  readonly isComplete: boolean

  /** Counts on until `untilMs`. @param segments which have learned about the log up to the head, or as much as there was time for */
  constructor(segments: SegmentReader, fit: SegmentFit, sums: SegmentSums, head: number, untilMs: number) {
    this.#segments = segments
    this.#fit = fit
    this.#sums = sums
    while (sums.segments < segments.whole && (sums.segments % 16 !== 0 || performance.now() < untilMs))
      sums.add(fit.countIn(sums.segments))
    const isCounted = sums.segments === segments.whole
    this.#tail = isCounted ? this.#positionsIn(segments.whole) : []
    this.isComplete = isCounted && segments.knownTo >= head
  }

  get total(): number {
    return this.#sums.before(this.#sums.segments) + this.#tail.length
  }

  /** The positions of the rows from one on. */
  positions(fromRow: number, limit: number): number[] {
    const positions: number[] = []
    let segment = this.#sums.segmentOfRow(fromRow)
    let skip = fromRow - 1 - this.#sums.before(segment)
    while (positions.length < limit && segment <= this.#sums.segments) {
      const found = segment === this.#sums.segments ? this.#tail : this.#positionsIn(segment)
      for (const position of found.slice(skip, skip + limit - positions.length)) positions.push(position)
      skip = 0
      segment = this.#nextWithRows(segment)
    }
    return positions
  }

  /** How many rows are at or before a position. */
  rowAt(position: number): number {
    if (position < 1) return 0
    const segment = Math.min(segmentOf(position), this.#sums.segments)
    const found = segment === this.#sums.segments ? this.#tail : this.#positionsIn(segment)
    const within = found.findIndex((at) => at > position)
    return this.#sums.before(segment) + (within < 0 ? found.length : within)
  }

  #nextWithRows(segment: number): number {
    const counted = this.#sums.before(segment + 1)
    return segment >= this.#sums.segments ? segment + 1 : Math.max(segment + 1, this.#sums.segmentOfRow(counted + 1))
  }

  #positionsIn(segment: number): readonly number[] {
    if (segment > this.#segments.whole) return []
    return this.#fit.positionsIn(segment, { low: segment * SEGMENT_EVENTS, high: (segment + 1) * SEGMENT_EVENTS })
  }
}
