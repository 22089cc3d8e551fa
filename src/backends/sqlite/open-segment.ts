import { SEGMENT_EVENTS, type SegmentColumn } from './segment.ts'

/** The columns of a segment that is read event by event, until it is whole. */
export class OpenSegment {
  readonly types: SegmentColumn = new Uint32Array(SEGMENT_EVENTS)
  readonly categories: SegmentColumn = new Uint32Array(SEGMENT_EVENTS)
  readonly timesUs = new Float64Array(SEGMENT_EVENTS)
  /** How many places from the first have been read. */
  length = 0

  set(position: number, type: number, category: number, createdAtUs: number): void {
    const place = (position - 1) % SEGMENT_EVENTS
    this.types[place] = type
    this.categories[place] = category
    this.timesUs[place] = createdAtUs
  }

  clear(): void {
    this.types.fill(0)
    this.categories.fill(0)
    this.length = 0
  }
}
