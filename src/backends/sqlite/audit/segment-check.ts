import type Database from 'better-sqlite3'
import { position } from '../../../core/event.ts'
import type { FindingList } from '../../../core/store-audit.ts'
import { encodeColumn, encodeCounts, SEGMENT_EVENTS, segmentOf } from '../segment.ts'
import type { StoredEvent } from './stored-event.ts'

type SegmentValues = readonly [types: unknown, categories: unknown]
type CountValues = readonly [leastUs: unknown, greatestUs: unknown, types: unknown, categories: unknown]

const MOST_NUMBER = 0xffff_ffff

/** Recomputes the rows of whole segments. */
export class SegmentCheck {
  readonly #findings: FindingList
  readonly #columns
  readonly #counts
  readonly #types = new Float64Array(SEGMENT_EVENTS)
  readonly #categories = new Float64Array(SEGMENT_EVENTS)
  #segment = 0
  #leastUs = Number.POSITIVE_INFINITY
  #greatestUs = Number.NEGATIVE_INFINITY

  constructor(database: Database.Database, findings: FindingList) {
    this.#findings = findings
    this.#columns = database
      .prepare<[number], SegmentValues>('SELECT types, categories FROM segment_columns WHERE segment = ?')
      .raw()
    this.#counts = database
      .prepare<[number], CountValues>(
        'SELECT least_us, greatest_us, types, categories FROM segment_counts WHERE segment = ?',
      )
      .raw()
  }

  /** @param event its position must rise; positions between two calls are missing */
  add(event: Pick<StoredEvent, 'position' | 'typeId' | 'categoryId' | 'createdAtUs'>): void {
    this.pass(event.position - 1)
    const place = (event.position - 1) % SEGMENT_EVENTS
    this.#types[place] = event.typeId
    this.#categories[place] = event.categoryId
    this.#leastUs = Math.min(this.#leastUs, event.createdAtUs)
    this.#greatestUs = Math.max(this.#greatestUs, event.createdAtUs)
    this.pass(event.position)
  }

  /** Nothing is at the positions up to this one that were not added. */
  pass(upTo: number): void {
    const next = segmentOf(upTo + 1)
    if (next <= this.#segment) return
    const fault = this.#faultOf(this.#segment)
    if (fault !== undefined)
      this.#findings.add('segment', fault, { position: position(this.#segment * SEGMENT_EVENTS + 1) })
    this.#segment = next
    this.#types.fill(0)
    this.#categories.fill(0)
    this.#leastUs = Number.POSITIVE_INFINITY
    this.#greatestUs = Number.NEGATIVE_INFINITY
  }

  #faultOf(segment: number): string | undefined {
    const columns = this.#columns.get(segment)
    const counts = this.#counts.get(segment)
    if (columns === undefined || counts === undefined)
      return 'there is no segment of the thousand events from here, so that histograms and views leave them out'
    const [types, categories] = [this.#types, this.#categories]
    // What no number of a segment can be was found as a fault of its event already.
    if ([...types, ...categories].some((number) => !(number >= 0 && number <= MOST_NUMBER))) return undefined
    const isSame =
      isBytes(columns[0], encodeColumn(types)) &&
      isBytes(columns[1], encodeColumn(categories)) &&
      counts[0] === this.#leastUs &&
      counts[1] === this.#greatestUs &&
      isBytes(counts[2], encodeCounts(types)) &&
      isBytes(counts[3], encodeCounts(categories))
    return isSame ? undefined : 'the segment of the thousand events from here does not agree with them'
  }
}

function isBytes(stored: unknown, expected: Buffer): boolean {
  return Buffer.isBuffer(stored) && stored.equals(expected)
}
