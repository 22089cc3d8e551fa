import { EpochError } from '../../core/errors.ts'
import type { EventId, NewEvent } from '../../core/event.ts'
import { SAMPLE_ROWS } from '../../core/store-mapping.ts'
import type { TextRecord } from '../containers/record-splitter.ts'
import { BATCH_BYTES, BATCH_EVENTS, type HistoryBatch, type ImportFault, type TextPlace } from '../history-source.ts'
import { OccurrenceCounter } from '../occurrence-counter.ts'
import { placeInRecord } from '../place-in-record.ts'
import { recordBytes } from '../record-text.ts'
import { storableEvent } from '../storable-event.ts'
import { uuidv5 } from '../uuidv5.ts'
import { CSV_HEAD_BYTES, csvDelimiter } from './csv-delimiter.ts'
import { CsvSplitter } from './csv-splitter.ts'
import { decodeRow } from './decode-row.ts'
import { cellStart, parseRows } from './parse-rows.ts'
import { type RowColumns, type RowOptions, rowColumns } from './row-columns.ts'

type Cells = readonly string[]

export interface CsvOptions extends RowOptions {
  /** How much there is in all, for progress. */
  readonly total?: number
  /** How much of it has been read; without it, the bytes of text. */
  readonly done?: () => number
  readonly maxRowBytes?: number
}

/**
 * The events of a table whose first row names its columns (RFC 4180; cells parted by commas, semicolons or tabs), in the order of its rows.
 * Empty rows are passed over; every other row is an event or a fault.
 *
 * A row without an id gets one that is made from it (UUIDv5 over format, stream, type, time as written, how many such rows
 * came before, and the row's bytes). One without a time has the time of the row before it.
 *
 * @throws EpochError `invalid-mapping`, `import-unrecognised`, or what is wrong with the first row; what reading the chunks throws, after
 * the rows that came before
 */
export async function* csvHistory(
  chunks: AsyncIterable<Uint8Array>,
  options: CsvOptions = {},
): AsyncGenerator<HistoryBatch, void> {
  const reader = new CsvReader(options)
  try {
    for await (const chunk of chunks) yield* reader.push(chunk)
  } catch (error) {
    yield* reader.abandon()
    throw error
  }
  yield* reader.finish()
}

class CsvReader {
  readonly #options: CsvOptions
  readonly #identical = new OccurrenceCounter()
  /** The beginning of the table, until there is enough of it to say what parts its cells. */
  #head: Uint8Array[] = []
  #headBytes = 0
  #delimiter = ','
  #splitter: CsvSplitter | undefined
  #header: readonly string[] | undefined
  #columns: RowColumns | undefined
  /** Rows that are not read yet. */
  #rows: TextRecord[] = []
  #rowBytes = 0
  #done = 0
  #lastTimeUs = 0

  constructor(options: CsvOptions) {
    this.#options = options
  }

  /** The batches that are full; where they end depends on the rows alone, not on the chunks. */
  *push(chunk: Uint8Array): Generator<HistoryBatch, void> {
    if (this.#splitter) {
      yield* this.#batches(this.#splitter.push(chunk))
      return
    }
    this.#head.push(chunk)
    this.#headBytes += chunk.length
    if (this.#headBytes >= CSV_HEAD_BYTES) yield* this.#begin()
  }

  *finish(): Generator<HistoryBatch, void> {
    yield* this.#begin()
    if (this.#splitter) yield* this.#batches(this.#splitter.finish())
    yield this.#batch()
  }

  /** The rows that have come whole, where no more will come. */
  *abandon(): Generator<HistoryBatch, void> {
    yield* this.#begin()
    if (this.#rows.length > 0) yield this.#batch()
  }

  *#begin(): Generator<HistoryBatch, void> {
    if (this.#splitter) return
    const head = Buffer.concat(this.#head)
    this.#head = []
    this.#delimiter = csvDelimiter(head)
    this.#splitter = new CsvSplitter(this.#delimiter, this.#options.maxRowBytes)
    yield* this.#batches(this.#splitter.push(head))
  }

  *#batches(rows: Iterable<TextRecord>): Generator<HistoryBatch, void> {
    for (const row of rows) {
      this.#take(row)
      if (this.#rows.length >= BATCH_EVENTS || this.#rowBytes >= BATCH_BYTES) yield this.#batch()
    }
  }

  #take(row: TextRecord): void {
    const bytes = recordBytes(row)
    this.#done = row.endOffset
    if (bytes.length === 0 && !row.tooLong) return
    if (this.#header === undefined) {
      const [cells = []] = parseRows([{ ...row, bytes }], this.#delimiter)
      if (cells instanceof EpochError) throw cells
      this.#header = cells
      return
    }
    this.#rows.push(row)
    this.#rowBytes += bytes.length
  }

  #batch(): HistoryBatch {
    const events: NewEvent[] = []
    const places: TextPlace[] = []
    const faults: ImportFault[] = []
    const cells = parseRows(this.#rows, this.#delimiter)
    for (const [index, row] of this.#rows.entries()) {
      try {
        events.push(this.#event(row, cells[index] ?? [], cells))
        places.push({ line: row.line, byteOffset: row.byteOffset })
      } catch (error) {
        if (!(error instanceof EpochError) || this.#columns === undefined) throw error
        faults.push(this.#fault(row, error))
      }
    }
    this.#rows = []
    this.#rowBytes = 0
    const { total, done = () => this.#done } = this.#options
    return { events, places, faults, done: done(), ...(total !== undefined && { total }) }
  }

  #event({ bytes }: TextRecord, cells: Cells | EpochError, first: readonly (Cells | EpochError)[]): NewEvent {
    this.#columns ??= rowColumns(
      this.#header ?? [],
      first.flatMap((row) => (row instanceof EpochError ? [] : [row])).slice(0, SAMPLE_ROWS),
      this.#options,
    )
    if (cells instanceof EpochError) throw cells
    const { timeText, id, createdAtUs, ...event } = decodeRow(cells, this.#columns)
    this.#lastTimeUs = createdAtUs ?? this.#lastTimeUs
    return storableEvent({
      ...event,
      createdAtUs: this.#lastTimeUs,
      ...(createdAtUs === undefined && { timeIsMade: true as const }),
      id: id ?? this.#madeId(event, timeText, bytes),
    })
  }

  #madeId({ stream, type }: Pick<NewEvent, 'stream' | 'type'>, timeText: string, bytes: Uint8Array): EventId {
    return uuidv5('csv', stream, type, timeText.replaceAll('\0', ''), `${this.#identical.count(bytes)}`, bytes)
  }

  #fault(row: TextRecord, { code, message, details }: EpochError): ImportFault {
    const text = Buffer.from(row.bytes).toString('utf8')
    const { cell, at } = details
    const inRow = typeof cell === 'number' ? cellStart(text, this.#delimiter, cell) : Number(at ?? 0)
    return { code, message, severity: 'error', ...placeInRecord(row, text, inRow) }
  }
}
