import { EpochError } from '../../core/errors.ts'
import type { NewEvent } from '../../core/event.ts'
import { BATCH_BYTES, BATCH_EVENTS, type HistoryBatch, type ImportFault, type TextPlace } from '../history-source.ts'
import { OccurrenceCounter } from '../occurrence-counter.ts'
import { uuidv5 } from '../uuidv5.ts'
import { decodeEvent } from './decode-event.ts'
import { type Line, LineSplitter, MAX_LINE_BYTES } from './line-splitter.ts'
import { lineBytes, lineText } from './line-text.ts'

export interface NdjsonOptions {
  /** Bytes in all, for progress. */
  readonly total?: number
  readonly maxLineBytes?: number
}

/**
 * The events of newline-delimited JSON, one a line, in the order of the lines whatever versions and positions they name. Empty
 * lines are passed over; every other line is an event or a fault.
 *
 * An event without an id gets one that is made from it (UUIDv5 over format, stream, type, time as written, how many such lines
 * came before, and the line's bytes). One without a time has the time of the event before it, so that the same file always
 * makes the same events.
 *
 * @throws EpochError `import-bad-utf8` when the text is UTF-16
 */
export async function* readNdjson(
  chunks: AsyncIterable<Uint8Array>,
  { total, maxLineBytes = MAX_LINE_BYTES }: NdjsonOptions = {},
): AsyncGenerator<HistoryBatch, void> {
  const lines = new LineSplitter(maxLineBytes)
  const reader = new NdjsonReader(total)
  for await (const chunk of chunks) {
    for (const line of lines.push(chunk)) {
      reader.read(line)
      if (reader.isFull) yield reader.take()
    }
  }
  for (const line of lines.finish()) reader.read(line)
  yield reader.take()
}

class NdjsonReader {
  readonly #total: number | undefined
  readonly #identical = new OccurrenceCounter()
  #events: NewEvent[] = []
  #places: TextPlace[] = []
  #faults: ImportFault[] = []
  #done = 0
  #taken = 0
  #lastTimeUs = 0

  constructor(total: number | undefined) {
    this.#total = total
  }

  get isFull(): boolean {
    const entries = this.#events.length + this.#faults.length
    return entries >= BATCH_EVENTS || (this.#done - this.#taken >= BATCH_BYTES && entries > 0)
  }

  take(): HistoryBatch {
    const batch = { events: this.#events, places: this.#places, faults: this.#faults, done: this.#done }
    this.#events = []
    this.#places = []
    this.#faults = []
    this.#taken = this.#done
    return this.#total === undefined ? batch : { ...batch, total: this.#total }
  }

  read(line: Line): void {
    const bytes = lineBytes(line)
    this.#done = line.byteOffset + line.bytes.length + 1
    try {
      const text = lineText(line, bytes)
      if (text.trim() === '') return
      this.#events.push(this.#event(text, bytes))
      this.#places.push({ line: line.line, byteOffset: line.byteOffset })
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      this.#fault(line, error.code, error.message, Number(error.details['at']) + 1)
    }
  }

  #event(text: string, bytes: Uint8Array): NewEvent {
    const { timeText, id, createdAtUs = this.#lastTimeUs, ...event } = decodeEvent(text)
    this.#lastTimeUs = createdAtUs
    return { ...event, createdAtUs, id: id ?? this.#madeId(event, timeText, bytes) }
  }

  #madeId({ stream, type }: Pick<NewEvent, 'stream' | 'type'>, timeText: string, bytes: Uint8Array): NewEvent['id'] {
    return uuidv5('ndjson', stream, type, timeText, `${this.#identical.count(bytes)}`, bytes)
  }

  #fault({ line, byteOffset }: Line, code: ImportFault['code'], message: string, column: number): void {
    this.#faults.push({ code, message, line, byteOffset, column })
  }
}
