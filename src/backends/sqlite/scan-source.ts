import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { allConditions, type Condition } from './condition.ts'
import { boundsCondition } from './filter-condition.ts'
import { narrowed } from './narrowed-source.ts'
import { firstPart, isEmpty, nothingLeft, overlapOf, restAfter, restAfterPart } from './position-range.ts'
import { SEGMENT_EVENTS, segmentOf } from './segment.ts'
import type { SegmentBounds } from './segment-bounds.ts'
import { SegmentFit } from './segment-fit.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { StatementCache } from './statement-cache.ts'

const FIND_MS = 12

/** Of a segment with fewer events that may fit, those are looked up one by one. */
const FEW_IN_SEGMENT = SEGMENT_EVENTS / 4

/** How many positions one statement looks through: few at first, more where that goes quickly. */
const FIRST_WINDOW = 2 * SEGMENT_EVENTS
const LAST_WINDOW = 64 * SEGMENT_EVENTS
const QUICK_MS = 3

interface Step {
  /** What was looked through. */
  readonly part: PositionRange
  readonly positions: readonly number[]
}

/**
 * Looks through the log. Segments that cannot fit are passed over, those where little can fit are looked into, and windows of all others are read.
 */
export class ScanSource implements CandidateSource {
  readonly #segments: SegmentReader
  readonly #statements: StatementCache
  readonly #bounds: SegmentBounds
  readonly #fit: SegmentFit
  readonly #rest: Condition | undefined
  readonly #all: Condition
  #windowPositions = FIRST_WINDOW

  /** @param rest what events must fit besides the bounds; undefined where SQL cannot tell */
  constructor(segments: SegmentReader, statements: StatementCache, bounds: SegmentBounds, rest: Condition | undefined) {
    this.#segments = segments
    this.#statements = statements
    this.#bounds = bounds
    this.#fit = new SegmentFit(segments, bounds)
    this.#rest = rest?.sql === '1' ? undefined : rest
    const ofBounds = boundsCondition(bounds)
    this.#all = (rest && allConditions([ofBounds, rest])) ?? ofBounds
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    const untilMs = performance.now() + FIND_MS
    const positions: number[] = []
    let left = overlapOf(range, this.#bounds.positions)
    while (!isEmpty(left) && positions.length < want && performance.now() < untilMs) {
      const limit = want - positions.length
      const step = this.#step(left, direction, limit)
      for (const position of step.positions) positions.push(position)
      const last = step.positions.length < limit ? undefined : step.positions.at(-1)
      left = last === undefined ? restAfterPart(left, direction, step.part) : restAfter(left, direction, last)
    }
    if (isEmpty(left)) return { positions, rest: nothingLeft(range, direction) }
    return { positions, rest: direction === 'forwards' ? { ...range, low: left.low } : { ...range, high: left.high } }
  }

  #step(left: PositionRange, direction: Direction, limit: number): Step {
    const segment = direction === 'forwards' ? segmentOf(left.low + 1) : segmentOf(left.high)
    const part = this.#partIn(segment, left)
    if (!this.#isKnown(part)) return this.#window(firstPart(left, direction, this.#windowPositions), direction, limit)
    const most = this.#fit.mostIn(segment)
    if (most === 0) return { part, positions: [] }
    if (this.#rest !== undefined && most > FEW_IN_SEGMENT)
      return this.#window(this.#windowFrom(segment, left, direction), direction, limit)
    const candidates = this.#fit.positionsIn(segment, part)
    if (direction === 'backwards') candidates.reverse()
    const positions = this.#rest ? narrowed(candidates, direction, this.#statements, this.#rest) : candidates
    return { part, positions: positions.slice(0, limit) }
  }

  /** From where reading is, as many segments that are worth reading as make a window. */
  #windowFrom(segment: number, left: PositionRange, direction: Direction): PositionRange {
    let window = this.#partIn(segment, left)
    for (let next = segment; window.high - window.low < this.#windowPositions; ) {
      next += direction === 'forwards' ? 1 : -1
      const more = this.#partIn(next, left)
      if (isEmpty(more) || !this.#isKnown(more) || this.#fit.mostIn(next) <= FEW_IN_SEGMENT) break
      window = { low: Math.min(window.low, more.low), high: Math.max(window.high, more.high) }
    }
    return window
  }

  #window(part: PositionRange, direction: Direction, limit: number): Step {
    const startMs = performance.now()
    const order = direction === 'forwards' ? 'ASC' : 'DESC'
    const { sql, binds } = this.#all
    const positions = this.#statements.numbers(
      `SELECT position FROM events NOT INDEXED WHERE position > ? AND position <= ? AND (${sql}) ORDER BY position ${order} LIMIT ?`,
      [part.low, part.high, ...binds, limit],
    )
    if (performance.now() - startMs < QUICK_MS) this.#windowPositions = Math.min(LAST_WINDOW, 2 * this.#windowPositions)
    else this.#windowPositions = Math.max(SEGMENT_EVENTS, Math.floor(this.#windowPositions / 2))
    return { part, positions }
  }

  #partIn(segment: number, left: PositionRange): PositionRange {
    return overlapOf(left, { low: segment * SEGMENT_EVENTS, high: (segment + 1) * SEGMENT_EVENTS })
  }

  #isKnown(part: PositionRange): boolean {
    return part.high <= this.#segments.knownTo
  }
}
