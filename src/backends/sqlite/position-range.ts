import type { Direction } from '../../core/event-store-backend.ts'
import type { PositionRange } from './candidate-source.ts'

/** What is left of a range once it has been read up to and with `position`. */
export function restAfter({ low, high }: PositionRange, direction: Direction, position: number): PositionRange {
  return direction === 'forwards' ? { low: position, high } : { low, high: position - 1 }
}

/** What is left of a range once a part at its beginning has been read. */
export function restAfterPart({ low, high }: PositionRange, direction: Direction, part: PositionRange): PositionRange {
  return direction === 'forwards' ? { low: Math.min(part.high, high), high } : { low, high: Math.max(part.low, low) }
}

/** The part of a range that reading comes to first. */
export function firstPart({ low, high }: PositionRange, direction: Direction, positions: number): PositionRange {
  return direction === 'forwards'
    ? { low, high: Math.min(high, low + positions) }
    : { low: Math.max(low, high - positions), high }
}

/** What is left of a range once all of it has been read. */
export function nothingLeft({ low, high }: PositionRange, direction: Direction): PositionRange {
  return direction === 'forwards' ? { low: high, high } : { low, high: low }
}

export function isEmpty({ low, high }: PositionRange): boolean {
  return low >= high
}

export function overlapOf(a: PositionRange, b: PositionRange): PositionRange {
  const low = Math.max(a.low, b.low)
  return { low, high: Math.max(low, Math.min(a.high, b.high)) }
}
