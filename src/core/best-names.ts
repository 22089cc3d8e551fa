import type { CodeUnits } from './name-units.ts'

interface FittingName<Key> {
  readonly score: number
  readonly name: string
  readonly key: Key
}

/** Of all names that fit a text, the best few, and how many there are. Those that fit alike are in order of name, by UTF-16 units. */
export class BestNames<Key> {
  readonly #most: number
  readonly #best: FittingName<Key>[] = []
  #total = 0

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most
  }

  get total(): number {
    return this.#total
  }

  /** A name with less than this will not be one of the best. */
  get leastScore(): number {
    return this.#worst()?.score ?? 0
  }

  /** What the best were added with, best first. */
  get keys(): readonly Key[] {
    return this.#best.map(({ key }) => key)
  }

  add(score: number, name: string, key: Key): void {
    this.#total++
    const worst = this.#worst()
    if (worst === undefined || score > worst.score || (score === worst.score && name < worst.name))
      this.#insert({ score, name, key })
  }

  /** Adds the name whose units are those from `from` up to and not including `to`; of most names no text is made. */
  addUnits(score: number, units: CodeUnits, from: number, to: number, key: Key): void {
    this.#total++
    const worst = this.#worst()
    if (
      worst !== undefined &&
      (score < worst.score || (score === worst.score && !isBefore(units, from, to, worst.name)))
    )
      return
    this.#insert({ score, name: String.fromCharCode(...units.subarray(from, to)), key })
  }

  /** The one that gives way to a better one, once there are enough. */
  #worst(): FittingName<Key> | undefined {
    return this.#best.length < this.#most ? undefined : this.#best.at(-1)
  }

  #insert(fitting: FittingName<Key>): void {
    let low = 0
    let high = this.#best.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#best[middle]
      if (other !== undefined && isAhead(other, fitting)) low = middle + 1
      else high = middle
    }
    this.#best.splice(low, 0, fitting)
    if (this.#best.length > this.#most) this.#best.pop()
  }
}

function isAhead(one: FittingName<unknown>, other: FittingName<unknown>): boolean {
  return one.score > other.score || (one.score === other.score && one.name < other.name)
}

function isBefore(units: CodeUnits, from: number, to: number, name: string): boolean {
  for (let at = from; at < to; at++) {
    const difference = (units[at] ?? 0) - name.charCodeAt(at - from)
    if (difference !== 0) return difference < 0
  }
  return to - from < name.length
}
