import { EpochError, type EpochErrorCode } from '../../core/errors.ts'
import { type EventId, eventId, eventType, type StreamName, streamName } from '../../core/event.ts'
import { type JsonText, jsonTextOf } from '../../core/json.ts'
import type { DecodedEvent } from '../event-shape.ts'
import { eventTimeUs } from '../event-time.ts'
import { badTime, shown } from '../record-reader.ts'
import { cellJson } from './cell-json.ts'
import { unguardedCell } from './formula-guard.ts'
import type { RowColumns } from './row-columns.ts'

/**
 * Reads the event that a row is.
 *
 * @throws EpochError that says in `details.cell` in which cell, counted from 0, it went wrong
 */
export function decodeRow(cells: readonly string[], columns: RowColumns): DecodedEvent {
  if (cells.length !== columns.names.length) {
    const message = `the row has ${cells.length} cells, and the table ${columns.names.length} columns`
    throw cellFault('import-bad-event', message, Math.min(cells.length, columns.names.length))
  }
  return new Row(columns.own ? cells.map(unguardedCell) : cells, columns).decode()
}

class Row {
  readonly #cells: readonly string[]
  readonly #columns: RowColumns

  constructor(cells: readonly string[], columns: RowColumns) {
    this.#cells = cells
    this.#columns = columns
  }

  decode(): DecodedEvent {
    const { type, time } = this.#columns
    const id = this.#id()
    const createdAtUs = this.#timeUs()
    return {
      stream: this.#stream(),
      type: at(type, () => eventType(this.#required('type', type))),
      ...(id !== undefined && { id }),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: time === undefined ? '' : this.#cell(time),
      schemaVersion: this.#schemaVersion(),
      data: this.#data(),
      metadata: this.#metadata(),
    }
  }

  #stream(): StreamName {
    const { stream } = this.#columns
    if (typeof stream === 'string') return stream
    return at(stream[0] ?? 0, () => streamName(stream.map((index) => this.#required('stream', index)).join('-')))
  }

  #id(): EventId | undefined {
    const { id } = this.#columns
    if (id === undefined || this.#cell(id) === '') return undefined
    return at(id, () => eventId(this.#cell(id)))
  }

  #timeUs(): number | undefined {
    const { time } = this.#columns
    const text = time === undefined ? '' : this.#cell(time)
    if (time === undefined || text === '') return undefined
    const us = eventTimeUs(/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text)
    if (us !== undefined) return us
    throw cellFault('import-bad-time', badTime(shown(text)), time)
  }

  #schemaVersion(): number {
    const { schemaVersion } = this.#columns
    if (schemaVersion === undefined) return 1
    const version = Number(this.#cell(schemaVersion))
    if (Number.isSafeInteger(version) && version >= 1) return version
    const what = `the schema version ${shown(this.#cell(schemaVersion))} is not a whole number from 1`
    throw cellFault('import-bad-event', what, schemaVersion)
  }

  #data(): JsonText {
    const { data, names, payload } = this.#columns
    if (typeof data === 'number') return at(data, () => cellJson(this.#cell(data), payload))
    return jsonTextOf(Object.fromEntries(data.map((index) => [names[index] ?? '', this.#cell(index)])))
  }

  /** As it is where it is an object; what else a column of that name has is kept under `$value`. */
  #metadata(): JsonText {
    const { metadata, payload, own } = this.#columns
    if (metadata === undefined || this.#cell(metadata) === '') return '{}' as JsonText
    const json = at(metadata, () => cellJson(this.#cell(metadata), payload))
    if (/^\s*\{/.test(json)) return json
    if (own) throw cellFault('import-bad-event', 'metadata must be a JSON object', metadata)
    return `{"$value":${json}}` as JsonText
  }

  #required(what: string, index: number): string {
    const cell = this.#cell(index)
    if (cell === '') throw cellFault('import-bad-event', `the row has no ${what}`, index)
    return cell
  }

  #cell(index: number): string {
    return this.#cells[index] ?? ''
  }
}

/** Says of a failure in which cell it is. */
function at<Value>(cell: number, value: () => Value): Value {
  try {
    return value()
  } catch (error) {
    if (error instanceof EpochError && error.details['cell'] === undefined)
      throw cellFault(error.code, error.message, cell)
    throw error
  }
}

function cellFault(code: EpochErrorCode, message: string, cell: number): EpochError {
  return new EpochError(code, message, { cell })
}
