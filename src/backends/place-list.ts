import { type EventFilter, treeOf } from '../core/event-filter.ts'
import type { FilterTree, NameField } from '../core/filter/filter-tree.ts'
import { nameTest } from '../core/filter/name-pattern.ts'
import { uint32Column } from './growing-column.ts'
import type { LogTables } from './log-tables.ts'
import type { ViewList } from './view-lists.ts'

/** Longest that a search reads before it says how far it came. */
const SLICE_MS = 25

/** How many places are looked through between two looks at the clock. */
const STEP_PLACES = 1000

type Name = Extract<FilterTree, { kind: 'name' }>

/**
 * The places that fit one view. What the view says of types, streams and categories is judged once per name, from the tables; if it says
 * no more, that is all. Else the events whose names fit are read.
 */
export class PlaceList implements ViewList {
  readonly #tables: LogTables
  readonly #find: (from: number, to: number) => Promise<readonly number[]>
  readonly #places = uint32Column()
  readonly #names: readonly Name[]
  readonly #namesSayAll: boolean
  /** Whether the stream, or the type, of each number fits. */
  readonly #streamFits: boolean[] = []
  readonly #typeFits: boolean[] = []
  /** How many places of the log have been looked through. */
  #searched = 0
  #searching: Promise<void> | undefined

  /** @param find the places in a span of them, both ends inclusive, whose events fit the view */
  constructor(tables: LogTables, view: EventFilter, find: (from: number, to: number) => Promise<readonly number[]>) {
    this.#tables = tables
    this.#find = find
    const tree = treeOf(view)
    const parts = tree.kind === 'and' ? tree.parts : [tree]
    this.#names = parts.filter((part) => part.kind === 'name')
    this.#namesSayAll = this.#names.length === parts.length
  }

  get total(): number {
    return this.#places.length
  }

  get complete(): boolean {
    return this.#searched >= this.#tables.size
  }

  placeOf(row: number): number {
    return this.#places.at(row - 1)
  }

  countWithin(places: number): number {
    return this.#places.countUpTo(places - 1)
  }

  /** Looks through what is new in the log; whoever asks while events are read waits for the same reading. */
  async search(): Promise<void> {
    if (this.#namesSayAll) return this.#searchNames()
    this.#searching ??= this.#readSlice().finally(() => {
      this.#searching = undefined
    })
    await this.#searching
  }

  #searchNames(): void {
    this.#judgeNewNames()
    const { size } = this.#tables
    for (let place = this.#searched; place < size; place++) if (this.#namesFit(place)) this.#places.push(place)
    this.#searched = size
  }

  async #readSlice(): Promise<void> {
    const endMs = performance.now() + SLICE_MS
    while (!this.complete && performance.now() < endMs) await this.#readStep()
  }

  async #readStep(): Promise<void> {
    this.#judgeNewNames()
    const end = Math.min(this.#tables.size, this.#searched + STEP_PLACES)
    let first = this.#searched
    while (first < end && !this.#namesFit(first)) first++
    let last = end - 1
    while (last > first && !this.#namesFit(last)) last--
    if (first < end) for (const place of await this.#find(first, last)) this.#places.push(place)
    this.#searched = end
  }

  #namesFit(place: number): boolean {
    const { streamOf, typeOf } = this.#tables
    return this.#streamFits[streamOf.at(place)] === true && this.#typeFits[typeOf.at(place)] === true
  }

  #judgeNewNames(): void {
    const fitsStream = this.#test('stream')
    const fitsCategory = this.#test('category')
    const fitsType = this.#test('type')
    const { streams, types } = this.#tables
    for (const { name, category } of streams.slice(this.#streamFits.length))
      this.#streamFits.push(fitsStream(name) && fitsCategory(category))
    for (const { name } of types.slice(this.#typeFits.length)) this.#typeFits.push(fitsType(name))
  }

  #test(of: NameField): (name: string) => boolean {
    const tests = this.#names.filter((part) => part.of === of).map(({ names }) => nameTest(names))
    return (name) => tests.every((fits) => fits(name))
  }
}
