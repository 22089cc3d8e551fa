import {
  canonicalId,
  categoryOf,
  type Event,
  type EventType,
  type Position,
  position,
  type StreamName,
} from '../core/event.ts'
import type { CategorySummary, StreamSummary, TypeSummary } from '../core/log-index.ts'
import { linksOf } from '../core/metadata.ts'
import { float64Column, type GrowingColumn, uint32Column } from './growing-column.ts'

type Counted<Summary> = { -readonly [Member in keyof Summary]: Summary[Member] }

/** Stands for "none" among the hashes of causes and correlations. */
const NO_HASH = 0

/**
 * What an index keeps of every event, about 36 bytes: an event is a place from 0, streams and types are numbers in
 * order of appearance, ids are hashes of 32 bits, so who looks one up must check what it finds.
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
  readonly #streamNumbers = new Map<StreamName, number>()
  readonly #typeNumbers = new Map<EventType, number>()
  #logTimeUs = Number.NEGATIVE_INFINITY

  get size(): number {
    return this.#positions.length
  }

  add(event: Event): void {
    this.#positions.push(event.position)
    this.streamOf.push(this.#countStream(event))
    this.typeOf.push(this.#countType(event.type))
    this.#logTimeUs = Math.max(this.#logTimeUs, event.createdAtUs)
    this.logTimesUs.push(this.#logTimeUs)
    this.#idHashes.push(hashOf(event.id))
    const { causationId, correlationId } = linksOf(event.metadata)
    this.#causeHashes.push(causationId === undefined ? NO_HASH : hashOf(causationId))
    this.#correlationHashes.push(correlationId === undefined ? NO_HASH : hashOf(correlationId))
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

  #countStream(event: Event): number {
    const number = this.#streamNumbers.get(event.stream) ?? this.#newStream(event)
    const stream = this.streams[number]
    if (stream === undefined) throw new RangeError(`there is no stream ${number}`)
    stream.version = event.version
    stream.lastPosition = event.position
    this.#category(stream.category).events++
    return number
  }

  #newStream({ stream: name, version, position: lastPosition }: Event): number {
    const category = categoryOf(name)
    this.streams.push({ name, category, version, lastPosition })
    this.#category(category).streams++
    this.#streamNumbers.set(name, this.streams.length - 1)
    return this.streams.length - 1
  }

  #category(name: string): Counted<CategorySummary> {
    const known = this.categories.get(name)
    if (known !== undefined) return known
    const category = { name, streams: 0, events: 0 }
    this.categories.set(name, category)
    return category
  }

  #countType(name: EventType): number {
    const number = this.#typeNumbers.get(name) ?? this.types.push({ name, events: 0 }) - 1
    this.#typeNumbers.set(name, number)
    const type = this.types[number]
    if (type !== undefined) type.events++
    return number
  }
}

function* placesOf(hashes: GrowingColumn<Uint32Array>, id: string, from: number): Generator<number, void> {
  const hash = hashOf(id)
  for (let place = hashes.indexOf(hash, from); place >= 0; place = hashes.indexOf(hash, place + 1)) yield place
}

/** Whether two texts name the same event: the case of a UUID does not matter. */
export function isSameId(a: string, b: string): boolean {
  return canonicalId(a) === canonicalId(b)
}

/** FNV-1a over UTF-16 units, 32 bits, never {@link NO_HASH}. */
function hashOf(id: string): number {
  const text = canonicalId(id)
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0 || 1
}
