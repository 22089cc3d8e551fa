import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CandidateSource } from '../../src/backends/sqlite/candidate-source.ts'
import { ListedSource } from '../../src/backends/sqlite/listed-source.ts'
import { SplitSource } from '../../src/backends/sqlite/split-source.ts'
import type { Direction } from '../../src/core/event-store-backend.ts'

const aDirection = fc.constantFrom<Direction>('forwards', 'backwards')
const somePositions = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }))
  .map((positions) => positions.toSorted((a, b) => a - b))

/** All that a source has of a range, asked for so many at a time. */
function allOf(source: CandidateSource, low: number, high: number, direction: Direction, want: number): number[] {
  const found: number[] = []
  let rest = { low, high }
  while (rest.low < rest.high) {
    const part = source.find(rest, direction, want)
    expect(part.positions.length).toBeLessThanOrEqual(want)
    found.push(...part.positions)
    rest = part.rest
  }
  return found
}

function expected(positions: readonly number[], low: number, high: number, direction: Direction): number[] {
  const within = positions.filter((position) => position > low && position <= high)
  return direction === 'forwards' ? within : within.reverse()
}

describe('a source of candidates', () => {
  test('of listed positions gives those of a range in reading order, a few at a time', () => {
    fc.assert(
      fc.property(
        somePositions,
        fc.nat(32),
        fc.nat(32),
        aDirection,
        fc.integer({ min: 1, max: 8 }),
        (positions, low, high, direction, want) => {
          const source = new ListedSource(positions)
          expect(allOf(source, low, high, direction, want)).toEqual(expected(positions, low, high, direction))
        },
      ),
      { seed: 61, numRuns: 500 },
    )
  })

  test('that goes by an index up to its mark takes nothing of that after the mark, nor of the other before it', () => {
    fc.assert(
      fc.property(
        somePositions,
        somePositions,
        fc.nat(32),
        fc.tuple(fc.nat(32), fc.nat(32)),
        aDirection,
        fc.integer({ min: 1, max: 8 }),
        (inIndex, inLog, indexedTo, [low, high], direction, want) => {
          const source = new SplitSource({ indexedTo, source: new ListedSource(inIndex) }, new ListedSource(inLog))
          const all = [...inIndex.filter((at) => at <= indexedTo), ...inLog.filter((at) => at > indexedTo)]
          expect(allOf(source, low, high, direction, want)).toEqual(expected(all, low, high, direction))
        },
      ),
      { seed: 62, numRuns: 1000 },
    )
  })
})
