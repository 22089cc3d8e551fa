import { compareCodePoints } from '../../core/filter/code-points.ts'
import { nameContains } from '../../core/find-names.ts'
import type { StreamScope } from './stream-scope.ts'

/** How many names one statement reads. */
const NAMES_AT_ONCE = 5000

/** The streams whose names a text narrows a list to, as `nameContains` says: their numbers, in order of name. */
export class NameHits {
  readonly ids: number[] = []
  readonly #isHit: (name: string) => boolean
  /** The last name looked at, while streams are looked at in order of name. */
  #searchedTo = ''
  #isSearched = false
  /** Streams up to this number are looked at. */
  #upToId: number | undefined

  constructor(text: string) {
    this.#isHit = nameContains(text)
  }

  get bytes(): number {
    return this.ids.length * 8 + 100
  }

  /** Looks on, for as long as there is time. @returns whether all streams up to a number have been looked at */
  catchUp(scope: StreamScope, lastId: number, untilMs: number, nameOf: (id: number) => string): boolean {
    const upToId = this.#upToId ?? lastId
    this.#upToId = upToId
    while (!this.#isSearched) {
      this.#search(scope, upToId)
      if (performance.now() >= untilMs) return false
    }
    while (this.#upToId < lastId) {
      this.#upToId = this.#add(scope, this.#upToId, lastId, nameOf)
      if (performance.now() >= untilMs) return this.#upToId >= lastId
    }
    return true
  }

  #search(scope: StreamScope, upToId: number): void {
    const names = scope.names(this.#searchedTo, upToId, NAMES_AT_ONCE)
    for (const [id, name] of names) if (this.#isHit(name)) this.ids.push(id)
    this.#searchedTo = names.at(-1)?.[1] ?? this.#searchedTo
    this.#isSearched = names.length < NAMES_AT_ONCE
  }

  /** @returns up to which number streams have been looked at */
  #add(scope: StreamScope, upToId: number, lastId: number, nameOf: (id: number) => string): number {
    const added = scope.added(upToId, lastId, NAMES_AT_ONCE)
    for (const [id, name] of added) if (this.#isHit(name)) this.ids.splice(this.#placeOf(name, nameOf), 0, id)
    return added.length < NAMES_AT_ONCE ? lastId : (added.at(-1)?.[0] ?? lastId)
  }

  #placeOf(name: string, nameOf: (id: number) => string): number {
    let low = 0
    let high = this.ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareCodePoints(nameOf(this.ids[middle] ?? 0), name) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
