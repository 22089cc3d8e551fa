import {
  canonicalId,
  categoryOf,
  type EventType,
  type Position,
  position,
  START,
  type StreamName,
  streamVersion,
} from '../core/event.ts'
import type { CategorySummary, StreamSummary, TypeSummary } from '../core/log-index.ts'
import { float64Column, type GrowingColumn, uint32Column } from './growing-column.ts'
import { hashOfId } from './id-hash.ts'
import type { HeaderBatch, HeaderColumn } from './log-source.ts'

type Counted<Summary> = { -readonly [Member in keyof Summary]: Summary[Member] }

interface KnownStream {
  readonly number: number
  readonly stream: Counted<StreamSummary>
  readonly category: Counted<CategorySummary>
}

interface KnownType {
  readonly number: number
  readonly type: Counted<TypeSummary>
}

/**
 * What an index keeps of every event, 36 bytes: an event is a place from 0, streams and types are numbers in order of
 * appearance, ids are hashes of 32 bits, so who looks one up must check what it finds.
 */
export class LogTables {
  readonly streams: Counted<StreamSummary>[] = []
  readonly types: Counted<TypeSummary>[] = []
  readonly categories = new Map<string, Counted<CategorySummary>>()
  /** The number of the stream, and of the type, of the event at each place. */
  readonly streamOf = uint32Column()
  readonly typeOf = uint32Column()
  /** Largest time of any event up to each place. */
  readonly logTimesUs = float64Column()
  readonly #positions = float64Column()
  readonly #idHashes = uint32Column()
  readonly #causeHashes = uint32Column()
  readonly #correlationHashes = uint32Column()
  readonly #knownStreams = new Map<StreamName, KnownStream>()
  readonly #knownTypes = new Map<EventType, KnownType>()
  #logTimeUs = Number.NEGATIVE_INFINITY

  get size(): number {
    return this.#positions.length
  }

  /** Adds events that come after all that there are. */
  add(headers: HeaderBatch): void {
    this.#addStreams(headers)
    this.#addTypes(headers)
    for (const timeUs of headers.timesUs) {
      this.#logTimeUs = Math.max(this.#logTimeUs, timeUs)
      this.logTimesUs.push(this.#logTimeUs)
    }
    this.#idHashes.pushAll(headers.idHashes)
    this.#causeHashes.pushAll(headers.causeHashes)
    this.#correlationHashes.pushAll(headers.correlationHashes)
    this.#positions.pushAll(headers.positions)
  }

  positionAt(place: number): Position {
    return position(this.#positions.at(place))
  }

  /** How many events stand at or before a position. */
  countUpTo(at: Position): number {
    return this.#positions.countUpTo(at)
  }

  /** The places, in order, whose event may have this id. */
  placesOfId(id: string): Generator<number, void> {
    return placesOf(this.#idHashes, id, 0)
  }

  /** The places, in order, whose event may have been caused by this id. */
  placesCausedBy(id: string): Generator<number, void> {
    return placesOf(this.#causeHashes, id, 0)
  }

  /** The places from one on, in order, whose event may have this correlation. */
  placesCorrelatedBy(id: string, from: number): Generator<number, void> {
    return placesOf(this.#correlationHashes, id, from)
  }

  #addStreams({ streams, streamOf, versions, positions }: HeaderBatch): void {
    const { counts, lasts } = usesOf(streams, streamOf)
    const numbers = new Uint32Array(streams.length)
    for (const [i, name] of streams.entries()) {
      const { number, stream, category } = this.#knownStreams.get(name) ?? this.#newStream(name)
      const last = numberAt(lasts, i)
      stream.version = streamVersion(numberAt(versions, last))
      stream.lastPosition = position(numberAt(positions, last))
      category.events += numberAt(counts, i)
      numbers[i] = number
    }
    for (const i of streamOf) this.streamOf.push(numberAt(numbers, i))
  }

  #newStream(name: StreamName): KnownStream {
    const category = this.#category(categoryOf(name))
    category.streams++
    const stream = { name, category: category.name, version: streamVersion(0), lastPosition: START }
    const known = { number: this.streams.push(stream) - 1, stream, category }
    this.#knownStreams.set(name, known)
    return known
  }

  #category(name: string): Counted<CategorySummary> {
    const known = this.categories.get(name)
    if (known !== undefined) return known
    const category = { name, streams: 0, events: 0 }
    this.categories.set(name, category)
    return category
  }

  #addTypes({ types, typeOf }: HeaderBatch): void {
    const { counts } = usesOf(types, typeOf)
    const numbers = new Uint32Array(types.length)
    for (const [i, name] of types.entries()) {
      const { number, type } = this.#knownTypes.get(name) ?? this.#newType(name)
      type.events += numberAt(counts, i)
      numbers[i] = number
    }
    for (const i of typeOf) this.typeOf.push(numberAt(numbers, i))
  }

  #newType(name: EventType): KnownType {
    const type = { name, events: 0 }
    const known = { number: this.types.push(type) - 1, type }
    this.#knownTypes.set(name, known)
    return known
  }
}

/** Of each name of a batch: how many of its events have it, and where in the batch the last of them is. */
function usesOf(names: readonly string[], nameOf: HeaderColumn): { counts: Uint32Array; lasts: Uint32Array } {
  const counts = new Uint32Array(names.length)
  const lasts = new Uint32Array(names.length)
  for (let at = 0; at < nameOf.length; at++) {
    const name = numberAt(nameOf, at)
    counts[name] = numberAt(counts, name) + 1
    lasts[name] = at
  }
  return { counts, lasts }
}

function* placesOf(hashes: GrowingColumn<Uint32Array>, id: string, from: number): Generator<number, void> {
  const hash = hashOfId(id)
  for (let place = hashes.indexOf(hash, from); place >= 0; place = hashes.indexOf(hash, place + 1)) yield place
}

/** @throws RangeError past the end */
function numberAt(column: HeaderColumn, index: number): number {
  const number = column[index]
  if (number === undefined) throw new RangeError(`${index} is not below ${column.length}`)
  return number
}

/** Whether two texts name the same event: the case of a UUID does not matter. */
export function isSameId(a: string, b: string): boolean {
  return canonicalId(a) === canonicalId(b)
}
