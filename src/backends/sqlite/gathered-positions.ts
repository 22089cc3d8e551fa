import type Database from 'better-sqlite3'
import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { findingInWindows, type IndexedReads, type IndexMark } from './indexed-reads.ts'
import type { StoredValue, ValueRange } from './path-value.ts'
import { nothingLeft, restAfter } from './position-range.ts'

/** Where more events fit, looking through the log finds some soon enough. */
const MOST_GATHERED = 250_000

const AT_ONCE = 5000
const GATHER_MS = 25

/** What one without positions takes up, about. */
const OWN_BYTES = 1000

type ValuesRead = Database.Statement<[number, StoredValue, number, StoredValue, number], [StoredValue, number]>

/** Reads an index's entries from a value and position, exclusive, to a value, inclusive, in their order. */
export function prepareValuesRead(database: Database.Database): ValuesRead {
  return database
    .prepare<[number, StoredValue, number, StoredValue, number], [StoredValue, number]>(
      `SELECT value, position FROM path_values
       WHERE index_id = ? AND (value, position) > (?, ?) AND value <= ? ORDER BY value, position LIMIT ?`,
    )
    .raw()
}

/**
 * The positions of all events whose value is in a range. An index has them in order of value, so they are gathered in slices of time and sorted;
 * until then a find gives nothing and leaves all of the range to be asked for again.
 */
export class GatheredPositions implements CandidateSource {
  /** The index was filled up to here when gathering began. */
  readonly indexedTo: number
  readonly #mark: IndexMark
  readonly #reads: IndexedReads
  readonly #values: ValuesRead
  readonly #everything: CandidateSource
  #left: readonly ValueRange[]
  #after: readonly [StoredValue, number] | undefined
  #gathered: number[] = []
  #sorted = new Float64Array()
  #state: 'gathering' | 'sorted' | 'given up' = 'gathering'

  constructor(mark: IndexMark, ranges: readonly ValueRange[], reads: IndexedReads, values: ValuesRead) {
    this.indexedTo = mark.indexedTo
    this.#mark = mark
    this.#left = ranges
    this.#reads = reads
    this.#values = values
    this.#everything = findingInWindows(reads.every)
  }

  get bytes(): number {
    return OWN_BYTES + 8 * (this.#gathered.length + this.#sorted.length)
  }

  /** Whether there are too many to gather. */
  get isGivenUp(): boolean {
    return this.#state === 'given up'
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    if (this.#state === 'gathering') this.#gather()
    if (this.#state === 'gathering') return { positions: [], rest: range }
    if (this.#state === 'given up' || range.high > this.indexedTo) return this.#everything.find(range, direction, want)
    return this.#slice(range, direction, want)
  }

  #gather(): void {
    const untilMs = performance.now() + GATHER_MS
    while (this.#state === 'gathering' && performance.now() < untilMs) {
      const [range] = this.#left
      if (range === undefined) {
        this.#sorted = Float64Array.from(this.#gathered).sort()
        this.#gathered = []
        this.#state = 'sorted'
      } else this.#gatherSome(range)
      if (this.#gathered.length > MOST_GATHERED) this.#giveUp()
    }
  }

  #gatherSome(range: ValueRange): void {
    const [value, at] = this.#after ?? [range.least, 0]
    const entries = this.#reads.inOneRead(this.#mark, this.indexedTo, (isFilled) =>
      isFilled ? this.#values.all(this.#mark.id, value, at, range.most, AT_ONCE) : undefined,
    )
    if (entries === undefined) {
      this.#giveUp()
      return
    }
    for (const [, position] of entries) if (position <= this.indexedTo) this.#gathered.push(position)
    this.#after = entries.at(-1)
    if (entries.length === AT_ONCE) return
    this.#left = this.#left.slice(1)
    this.#after = undefined
  }

  #giveUp(): void {
    this.#state = 'given up'
    this.#gathered = []
  }

  #slice(range: PositionRange, direction: Direction, want: number): Found {
    const from = this.#placeAfter(range.low)
    const to = this.#placeAfter(range.high)
    const isWhole = to - from <= want
    const positions =
      direction === 'forwards'
        ? [...this.#sorted.subarray(from, isWhole ? to : from + want)]
        : [...this.#sorted.subarray(isWhole ? from : to - want, to)].reverse()
    const last = isWhole ? undefined : positions.at(-1)
    return { positions, rest: last === undefined ? nothingLeft(range, direction) : restAfter(range, direction, last) }
  }

  /** How many of the positions are at or before one. */
  #placeAfter(position: number): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#sorted[middle] ?? Number.POSITIVE_INFINITY) <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}
