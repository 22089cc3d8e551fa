import type Database from 'better-sqlite3'
import { position, streamVersion } from '../../core/event.ts'
import { type Direction, PAGE_BYTES } from '../../core/event-store-backend.ts'
import type { JsonText } from '../../core/json.ts'
import { eventIdOfHex } from './event-id-blob.ts'
import type { EventTuple } from './event-tuple.ts'
import type { NamesById } from './names-by-id.ts'

type EventValues = [
  position: number,
  streamId: number,
  version: number,
  eventIdHex: string,
  typeId: number,
  schemaVersion: number,
  createdAtUs: number,
  data: JsonText,
  metadata: JsonText,
]

const columns = 'position, stream_id, version, hex(event_id), type_id, schema_version, created_at_us, data, metadata'
const bytes = 'octet_length(data) + octet_length(metadata)'

/**
 * Whole events, at most a page of bytes at a time: the sizes are asked for first, which reads no payload, so that large
 * events are never all in memory at once.
 */
export class EventPages {
  readonly #names: NamesById
  readonly #byPosition: Selection
  readonly #byVersion: Selection
  readonly #listed: Selection

  constructor(database: Database.Database, names: NamesById) {
    this.#names = names
    this.#byPosition = prepareSelection(database, 'position', 'position BETWEEN ? AND ?')
    this.#byVersion = prepareSelection(database, 'version', 'stream_id = ? AND version BETWEEN ? AND ?')
    this.#listed = prepareSelection(database, 'position', 'position IN (SELECT value FROM json_each(?))')
  }

  /** The events from one position to another, both inclusive and a page apart at most; the first of them where a page's bytes are full. */
  byPosition(from: number, to: number, direction: Direction): EventTuple[] {
    return this.#range(this.#byPosition, [], from, to, direction)
  }

  /** The events of a stream from one version to another, in the same way. */
  byVersion(streamId: number, from: number, to: number, direction: Direction): EventTuple[] {
    return this.#range(this.#byVersion, [streamId], from, to, direction)
  }

  /** The events at these positions, which rise or fall; the first of them where a page's bytes are full. */
  listed(positions: readonly number[], direction: Direction): EventTuple[] {
    const fitting = positions.slice(0, this.#fitting(this.#listed, [JSON.stringify(positions)], direction))
    return this.#tuples(this.#listed, [JSON.stringify(fitting)], direction)
  }

  #range(selection: Selection, fixed: readonly number[], from: number, to: number, direction: Direction) {
    const fitting = this.#fitting(selection, [...fixed, from, to], direction)
    const range = direction === 'forwards' ? [from, from + fitting - 1] : [to - fitting + 1, to]
    return this.#tuples(
      selection,
      [...fixed, Math.max(from, range[0] ?? from), Math.min(to, range[1] ?? to)],
      direction,
    )
  }

  /** How many keys of a selection, from its first, fit in a page: all of them, or at least one. */
  #fitting(selection: Selection, binds: readonly (number | string)[], direction: Direction): number {
    if ((selection.total.get(binds) ?? 0) <= PAGE_BYTES) return Number.POSITIVE_INFINITY
    const sizes = selection.sizes.all(binds)
    if (direction === 'backwards') sizes.reverse()
    let pageBytes = 0
    const tooMany = sizes.findIndex((size) => {
      pageBytes += size
      return pageBytes > PAGE_BYTES
    })
    return Math.max(1, tooMany)
  }

  #tuples(selection: Selection, binds: readonly (number | string)[], direction: Direction): EventTuple[] {
    const tuples = selection.rows.all(binds).map((row) => this.#tuple(row))
    return direction === 'backwards' ? tuples.reverse() : tuples
  }

  #tuple(row: EventValues): EventTuple {
    const [at, streamId, version, id, typeId, schemaVersion, createdAtUs, data, metadata] = row
    return [
      position(at),
      this.#names.stream(streamId),
      streamVersion(version),
      eventIdOfHex(id),
      this.#names.type(typeId),
      schemaVersion,
      createdAtUs,
      data,
      metadata,
    ]
  }
}

type Selection = ReturnType<typeof prepareSelection>

function prepareSelection(database: Database.Database, key: 'position' | 'version', where: string) {
  type Binds = [readonly (number | string)[]]
  return {
    total: database.prepare<Binds, number>(`SELECT total(${bytes}) FROM events WHERE ${where}`).pluck(),
    sizes: database.prepare<Binds, number>(`SELECT ${bytes} FROM events WHERE ${where} ORDER BY ${key}`).pluck(),
    rows: database.prepare<Binds, EventValues>(`SELECT ${columns} FROM events WHERE ${where} ORDER BY ${key}`).raw(),
  }
}
