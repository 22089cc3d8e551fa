import type { PositionRange } from './candidate-source.ts'
import { isAllNumbers, memberTest } from './number-set.ts'
import { overlapOf } from './position-range.ts'
import { SEGMENT_EVENTS } from './segment.ts'
import type { SegmentBounds } from './segment-bounds.ts'
import type { SegmentReader } from './segment-reader.ts'

type Test = (number: number) => boolean

/** What must be looked at in a segment, event by event; what all of its events fit is left out. */
interface Look {
  readonly places: PositionRange
  readonly types?: Test
  readonly categories?: Test
  readonly areTimes: boolean
}

/** Which events of segments fit bounds. Segments are taken or left out whole where their counts and times allow it. */
export class SegmentFit {
  readonly #segments: SegmentReader
  readonly #bounds: SegmentBounds
  readonly #types: Test | undefined
  readonly #categories: Test | undefined

  constructor(segments: SegmentReader, bounds: SegmentBounds) {
    this.#segments = segments
    this.#bounds = bounds
    this.#types = isAllNumbers(bounds.types) ? undefined : memberTest(bounds.types)
    this.#categories = isAllNumbers(bounds.categories) ? undefined : memberTest(bounds.categories)
  }

  /** How many events of a segment may fit, by its counts: none where it is 0. */
  mostIn(segment: number): number {
    const places = this.#places(segment)
    if (places.low >= places.high || !this.#mayFitTimes(segment)) return 0
    const most = Math.min(this.#segments.eventsIn(segment), places.high - places.low)
    if (segment >= this.#segments.whole) return most
    const types = this.#types ? this.#segments.types.sum(segment, this.#types) : most
    return Math.min(most, types, this.#categories ? this.#segments.categories.sum(segment, this.#categories) : most)
  }

  countIn(segment: number): number {
    const most = this.mostIn(segment)
    if (most === 0) return 0
    const look = this.#look(segment)
    const open = [look.types, look.categories].filter((test) => test !== undefined).length
    const whole = look.places.high - look.places.low === SEGMENT_EVENTS && !look.areTimes
    if (whole && open < 2 && segment < this.#segments.whole) return most
    let count = 0
    this.#each(segment, look, () => {
      count++
    })
    return count
  }

  /** In rising order. */
  positionsIn(segment: number, range: PositionRange): number[] {
    if (this.mostIn(segment) === 0) return []
    const look = this.#look(segment)
    const first = segment * SEGMENT_EVENTS
    const within = { low: Math.max(0, range.low - first), high: Math.min(SEGMENT_EVENTS, range.high - first) }
    const positions: number[] = []
    this.#each(segment, { ...look, places: overlapOf(look.places, within) }, (place) => {
      positions.push(first + place + 1)
    })
    return positions
  }

  #look(segment: number): Look {
    const events = this.#segments.eventsIn(segment)
    const isWhole = segment < this.#segments.whole
    const { types, categories } = this.#segments
    const allTypes = isWhole && this.#types && types.sum(segment, this.#types) === events
    const allCategories = isWhole && this.#categories && categories.sum(segment, this.#categories) === events
    return {
      places: this.#places(segment),
      ...(this.#types && !allTypes && { types: this.#types }),
      ...(this.#categories && !allCategories && { categories: this.#categories }),
      areTimes: !this.#fitsTimes(segment),
    }
  }

  #each(segment: number, { places, types, categories, areTimes }: Look, visit: (place: number) => void): void {
    const columns = this.#segments.columnsOf(segment)
    const timesUs = areTimes ? this.#segments.timesUsOf(segment) : undefined
    const { fromUs, toUs } = this.#bounds.timesUs
    for (let place = places.low; place < places.high; place++) {
      const type = columns.types[place] ?? 0
      if (type === 0 || (types && !types(type))) continue
      if (categories && !categories(columns.categories[place] ?? 0)) continue
      const timeUs = timesUs?.[place] ?? fromUs
      if (timeUs >= fromUs && timeUs <= toUs) visit(place)
    }
  }

  /** The places of a segment, from 0, whose positions fit. */
  #places(segment: number): PositionRange {
    const { low, high } = this.#bounds.positions
    const first = segment * SEGMENT_EVENTS
    const length = segment < this.#segments.whole ? SEGMENT_EVENTS : this.#segments.eventsIn(segment)
    return overlapOf({ low: 0, high: length }, { low: low - first, high: high - first })
  }

  #mayFitTimes(segment: number): boolean {
    const { leastUs, greatestUs } = this.#segments.timesIn(segment)
    return leastUs <= this.#bounds.timesUs.toUs && greatestUs >= this.#bounds.timesUs.fromUs
  }

  #fitsTimes(segment: number): boolean {
    const { leastUs, greatestUs } = this.#segments.timesIn(segment)
    return leastUs >= this.#bounds.timesUs.fromUs && greatestUs <= this.#bounds.timesUs.toUs
  }
}
