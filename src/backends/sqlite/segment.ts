import { EpochError } from '../../core/errors.ts'
import { SEAL_EVENTS } from './checksum.ts'

/**
 * How many positions one segment covers: segment s has those from s * SEGMENT_EVENTS + 1 to (s + 1) * SEGMENT_EVENTS, the
 * same thousands as the seals. A segment's rows are written with the event that completes it; the events after the last
 * whole segment have none.
 */
export const SEGMENT_EVENTS = SEAL_EVENTS

/** One number per position of a segment, in order; 0 where there is no event, which only a damaged store has. */
export type SegmentColumn = Uint8Array | Uint16Array | Uint32Array

interface Width {
  /** Bytes per number. */
  readonly bytes: number
  /** The largest number. */
  readonly most: number
  readonly columnOf: (numbers: ArrayLike<number>) => SegmentColumn
  readonly columnAt: (memory: ArrayBufferLike, from: number) => SegmentColumn
}

/** Typed arrays have the machine's order of bytes, which is little-endian wherever Epoch runs. */
const widths: readonly Width[] = [
  {
    bytes: 1,
    most: 0xff,
    columnOf: (numbers) => Uint8Array.from(numbers),
    columnAt: (memory, from) => new Uint8Array(memory, from, SEGMENT_EVENTS),
  },
  {
    bytes: 2,
    most: 0xffff,
    columnOf: (numbers) => Uint16Array.from(numbers),
    columnAt: (memory, from) => new Uint16Array(memory, from, SEGMENT_EVENTS),
  },
  {
    bytes: 4,
    most: 0xffff_ffff,
    columnOf: (numbers) => Uint32Array.from(numbers),
    columnAt: (memory, from) => new Uint32Array(memory, from, SEGMENT_EVENTS),
  },
]

/** The segment that a position, from 1, is in. */
export function segmentOf(position: number): number {
  return Math.floor((position - 1) / SEGMENT_EVENTS)
}

/**
 * A column of `segment_columns`: {@link SEGMENT_EVENTS} unsigned little-endian integers, each in 1, 2 or 4 bytes, the fewest
 * that hold the largest of them. The width is the blob's length through SEGMENT_EVENTS.
 *
 * @throws RangeError for another count of numbers, or one that 4 bytes do not hold
 */
export function encodeColumn(numbers: ArrayLike<number>): Buffer {
  let largest = 0
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, numbers[i] ?? 0)
  const width = widths.find(({ most }) => largest <= most)
  if (numbers.length !== SEGMENT_EVENTS || width === undefined)
    throw new RangeError(`${numbers.length} numbers up to ${largest} are no column of a segment`)
  return Buffer.from(width.columnOf(numbers).buffer)
}

/** What {@link encodeColumn} wrote, over the same memory where its alignment allows. @throws EpochError `store-corrupt` */
export function decodeColumn(blob: Uint8Array): SegmentColumn {
  const width = widths.find(({ bytes }) => blob.length === bytes * SEGMENT_EVENTS)
  if (width === undefined) throw damaged(`a column of ${blob.length} bytes`)
  const { buffer, byteOffset } = blob.byteOffset % width.bytes === 0 ? blob : new Uint8Array(blob)
  return width.columnAt(buffer, byteOffset)
}

/**
 * A column's counts as `segment_counts` has them: for each number that occurs, in ascending order, its distance from the
 * number before (the first: from 0) and how often it occurs, both as unsigned LEB128: seven bits a byte, lowest first, the top
 * bit set on all but the last. A 0, which is no event, is not counted.
 */
export function encodeCounts(numbers: ArrayLike<number>): Buffer {
  const counts = new Map<number, number>()
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0
    if (number !== 0) counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  const bytes: number[] = []
  let before = 0
  for (const [number, count] of [...counts].sort(([a], [b]) => a - b)) {
    pushVarint(bytes, number - before)
    pushVarint(bytes, count)
    before = number
  }
  return Buffer.from(bytes)
}

/** Goes through what {@link encodeCounts} wrote, in ascending order of the numbers. @throws EpochError `store-corrupt` */
export function eachCount(blob: Uint8Array, visit: (number: number, count: number) => void): void {
  let number = 0
  let distance = 0
  let value = 0
  let scale = 1
  for (const byte of blob) {
    value += (byte & 0x7f) * scale
    if (byte >= 0x80) {
      scale *= 0x80
      if (scale > 2 ** 28) throw damaged('a count that is too long')
      continue
    }
    if (distance === 0) distance = value
    else {
      number += distance
      visit(number, value)
      distance = 0
    }
    value = 0
    scale = 1
  }
  if (distance !== 0 || scale !== 1) throw damaged('counts that break off')
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
}

function damaged(found: string): EpochError {
  return new EpochError('store-corrupt', `the store's segments are damaged: ${found}; go back to a copy`)
}
