import type { Position } from '../core/event.ts'

/** Positions of what-ifs may be whole multiples of this. */
const FRACTIONS = 4096

const GROUPS_PER_CHUNK = 256

/**
 * Ascending positions in groups of one size, at 4 bytes each: how far they are from the first of their group. Groups that reach too far for
 * that (about a million) take 8 bytes each.
 */
export class PositionList {
  readonly #groupSize: number
  readonly #firsts: Position[] = []
  readonly #chunks: Uint32Array[] = []
  readonly #wide = new Map<number, Float64Array>()

  constructor(groupSize: number) {
    this.#groupSize = groupSize
  }

  get groups(): number {
    return this.#firsts.length
  }

  get residentBytes(): number {
    const chunkBytes = GROUPS_PER_CHUNK * this.#groupSize * Uint32Array.BYTES_PER_ELEMENT
    return this.#chunks.length * chunkBytes + (this.#firsts.length + this.#wide.size * this.#groupSize) * 8
  }

  addGroup(positions: readonly Position[]): void {
    const first = positions[0]
    if (first === undefined || positions.length !== this.#groupSize)
      throw new RangeError(`a group of ${positions.length} positions`)
    const group = this.#firsts.length
    const at = (group % GROUPS_PER_CHUNK) * this.#groupSize
    if (at === 0) this.#chunks.push(new Uint32Array(GROUPS_PER_CHUNK * this.#groupSize))
    const chunk = this.#chunks.at(-1)
    this.#firsts.push(first)
    for (const [place, position] of positions.entries()) {
      const away = (position - first) * FRACTIONS
      if (away > 0xffff_ffff || !Number.isInteger(away)) {
        this.#wide.set(group, Float64Array.from(positions))
        return
      }
      if (chunk) chunk[at + place] = away
    }
  }

  /** The `place`-th of a group, both from 0. */
  at(group: number, place: number): Position {
    const wide = this.#wide.get(group)
    if (wide) return (wide[place] ?? 0) as Position
    const chunk = this.#chunks[Math.floor(group / GROUPS_PER_CHUNK)]
    const away = chunk?.[(group % GROUPS_PER_CHUNK) * this.#groupSize + place] ?? 0
    return ((this.#firsts[group] ?? 0) + away / FRACTIONS) as Position
  }

  /** How many are at or before a position; with `before`, how many are before it. */
  countUpTo(position: Position, before = false): number {
    const isIn = (other: Position): boolean => (before ? other < position : other <= position)
    const group = countWhere(this.#firsts.length, (at) => isIn(this.at(at, 0))) - 1
    if (group < 0) return 0
    return group * this.#groupSize + countWhere(this.#groupSize, (place) => isIn(this.at(group, place)))
  }
}

/** How many of the numbers from 0 fit, where those that fit come first. */
function countWhere(count: number, fits: (at: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (fits(middle)) low = middle + 1
    else high = middle
  }
  return low
}
