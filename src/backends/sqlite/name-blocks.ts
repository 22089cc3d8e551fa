import { compareCodePoints } from '../../core/filter/code-points.ts'
import type { StreamScope } from './stream-scope.ts'
import type { StreamValues } from './stream-summary.ts'

/** How many names a block has when it is made, and how many at most, once names have come to be in it. */
const NAMES_IN_BLOCK = 1000
const MOST_IN_BLOCK = 8000

const ADDED_AT_ONCE = 2000

/** What a block takes up in memory, about. */
const BLOCK_BYTES = 150

/** Where in the order of names every thousandth is, so that a page of streams after any number of them is found by passing over few. */
export class NameBlocks {
  /** The name before each block's first. */
  #before: string[] = ['']
  #counts: number[] = []
  /** Streams up to this number are counted. */
  #upToId = 0
  #isBuilt = false

  get bytes(): number {
    return BLOCK_BYTES * this.#before.length
  }

  get total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  /** Counts on, for as long as there is time. @returns whether all streams up to a number are counted */
  catchUp(scope: StreamScope, lastId: number, untilMs: number): boolean {
    if (this.#counts.some((count) => count > MOST_IN_BLOCK)) this.#startAgain()
    if (this.#counts.length === 0) this.#upToId = lastId
    while (!this.#isBuilt) {
      this.#addBlock(scope)
      if (performance.now() >= untilMs) return false
    }
    while (this.#upToId < lastId) {
      this.#addStreams(scope, lastId)
      if (performance.now() >= untilMs) return this.#upToId >= lastId
    }
    return true
  }

  page(scope: StreamScope, skip: number, limit: number): StreamValues[] {
    let left = skip
    let block = 0
    while (block < this.#counts.length - 1 && left >= (this.#counts[block] ?? 0)) {
      left -= this.#counts[block] ?? 0
      block++
    }
    return scope.page(this.#before[block] ?? '', this.#upToId, left, limit)
  }

  #addBlock(scope: StreamScope): void {
    const before = this.#before.at(-1) ?? ''
    const last = scope.nameAfter(before, this.#upToId, NAMES_IN_BLOCK)
    this.#isBuilt = last === undefined
    this.#counts.push(last === undefined ? scope.countAfter(before, this.#upToId, NAMES_IN_BLOCK) : NAMES_IN_BLOCK)
    if (last !== undefined) this.#before.push(last)
  }

  #addStreams(scope: StreamScope, lastId: number): void {
    const added = scope.added(this.#upToId, lastId, ADDED_AT_ONCE)
    for (const [, name] of added) {
      const block = this.#blockOf(name)
      this.#counts[block] = (this.#counts[block] ?? 0) + 1
    }
    this.#upToId = added.length < ADDED_AT_ONCE ? lastId : (added.at(-1)?.[0] ?? lastId)
  }

  #blockOf(name: string): number {
    let low = 0
    let high = this.#before.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (compareCodePoints(this.#before[middle] ?? '', name) < 0) low = middle
      else high = middle - 1
    }
    return low
  }

  #startAgain(): void {
    this.#before = ['']
    this.#counts = []
    this.#isBuilt = false
  }
}
