import { BestNames } from '../../core/best-names.ts'
import { type NameScore, nameScore } from '../../core/find-names.ts'
import type { NamePack } from './name-pack.ts'

/** One search among the names of streams for those that fit a text best, as far as it has come. */
export class StreamSearch {
  /** How many packs it has looked through. */
  packs = 0
  /** Streams up to this number are looked at. */
  upToId = 0
  readonly bytes: number
  readonly #score: NameScore
  readonly #best: BestNames<number>

  constructor(text: string, limit: number) {
    this.#score = nameScore(text)
    this.#best = new BestNames(limit)
    this.bytes = 1000 + limit * 200
  }

  /** Numbers of the streams that fit best, best first. */
  get ids(): readonly number[] {
    return this.#best.keys
  }

  get total(): number {
    return this.#best.total
  }

  look({ ids, ends, units }: NamePack): void {
    let from = 0
    for (const [at, to] of ends.entries()) {
      const score = this.#score(units, from, to, this.#best.leastScore)
      if (score > 0) this.#best.addUnits(score, units, from, to, ids[at] ?? 0)
      from = to
    }
    this.packs++
    this.upToId = ids.at(-1) ?? this.upToId
  }
}
