import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { linkKey } from './event-id-blob.ts'
import type { LinkFinder, LinkTable } from './link-finder.ts'
import { foundOf } from './listed-source.ts'

/** Events with a link to one of some ids, or to an id with the same key. */
export class LinkSource implements CandidateSource {
  readonly #links: LinkFinder
  readonly #table: LinkTable
  readonly #keys: readonly Buffer[]

  constructor(links: LinkFinder, table: LinkTable, ids: readonly string[]) {
    this.#links = links
    this.#table = table
    this.#keys = ids.map(linkKey)
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    const found = new Set(this.#keys.flatMap((key) => this.#links.within(this.#table, key, range, direction, want)))
    const sign = direction === 'forwards' ? 1 : -1
    const inOrder = [...found].sort((a, b) => sign * (a - b))
    return foundOf(inOrder.slice(0, want), range, direction, want)
  }
}
