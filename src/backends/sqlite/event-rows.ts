import type Database from 'better-sqlite3'
import { position, streamVersion } from '../../core/event.ts'
import { type EventRow, PREVIEW_CHARACTERS, previewOf } from '../../core/log-index.ts'
import { eventIdOfHex } from './event-id-blob.ts'
import type { NamesById } from './names-by-id.ts'

type RowValues = [
  position: number,
  streamId: number,
  version: number,
  eventIdHex: string,
  typeId: number,
  createdAtUs: number,
  preview: string,
  isPurged: number,
]

/** Events as a list shows them, numbered from `firstRow`. */
export class EventRows {
  readonly #names: NamesById
  readonly #byPosition
  readonly #byVersion
  readonly #listed

  constructor(database: Database.Database, names: NamesById) {
    this.#names = names
    const select = `SELECT position, stream_id, version, hex(event_id), type_id, created_at_us,
      substr(data, 1, ${PREVIEW_CHARACTERS}), EXISTS (SELECT 1 FROM purges p WHERE p.position = events.position)
      FROM events`
    this.#byPosition = database
      .prepare<[number, number], RowValues>(`${select} WHERE position BETWEEN ? AND ? ORDER BY position`)
      .raw()
    this.#byVersion = database
      .prepare<[number, number, number], RowValues>(
        `${select} WHERE stream_id = ? AND version BETWEEN ? AND ? ORDER BY version`,
      )
      .raw()
    this.#listed = database
      .prepare<[string], RowValues>(`${select} WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position`)
      .raw()
  }

  byPosition(from: number, to: number): EventRow[] {
    return this.#byPosition.all(from, to).map((values) => this.#row(values, values[0]))
  }

  byVersion(streamId: number, from: number, to: number): EventRow[] {
    return this.#byVersion.all(streamId, from, to).map((values) => this.#row(values, values[2]))
  }

  /** @param positions in order; the first one's row is `firstRow` */
  listed(positions: readonly number[], firstRow: number): EventRow[] {
    return this.#listed.all(JSON.stringify(positions)).map((values, i) => this.#row(values, firstRow + i))
  }

  #row([at, streamId, version, id, typeId, createdAtUs, preview, isPurged]: RowValues, row: number): EventRow {
    return {
      row,
      position: position(at),
      stream: this.#names.stream(streamId),
      version: streamVersion(version),
      id: eventIdOfHex(id),
      type: this.#names.type(typeId),
      createdAtUs,
      preview: previewOf(preview),
      ...(isPurged === 1 && { mark: 'purged' as const }),
    }
  }
}
