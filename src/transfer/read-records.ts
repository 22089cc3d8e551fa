import { EpochError } from '../core/errors.ts'
import type { EventId, NewEvent, StreamName } from '../core/event.ts'
import type { ImportedEvent } from '../core/event-import.ts'
import { JsonScanner } from '../core/json-scanner.ts'
import { repeatedKey } from '../core/repeated-key.ts'
import type { RecordSplitter, TextRecord } from './containers/record-splitter.ts'
import type { DecodedEvent, DecodeRecord, DecoderOptions, EventShape, JsonRecord } from './event-shape.ts'
import { BATCH_BYTES, BATCH_EVENTS, type HistoryBatch, type ImportFault, type TextPlace } from './history-source.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import { placeInRecord } from './place-in-record.ts'
import { recordBytes, recordText, textFault } from './record-text.ts'
import { storableEvent } from './storable-event.ts'
import { uuidv5 } from './uuidv5.ts'

export interface ReadRecordsOptions {
  /** In the order in which they are asked; the last one reads what fits none, so that it says what is missing. */
  readonly shapes: readonly EventShape[]
  /** The stream of records that name none. */
  readonly stream?: StreamName
  /** A record with a key twice is left out. Default: it is an event, and that is a warning. */
  readonly strict?: boolean
  /** How much there is in all, for progress. */
  readonly total?: number
  /** How much of it has been read; without it, the bytes of text. */
  readonly done?: () => number
}

/**
 * The events of a text of records, in the order of the records whatever versions and positions they name. Empty lines are passed over; every
 * other record is an event, stands for one elsewhere, or is a fault. A text may mix shapes.
 *
 * An event without an id gets one that is made from it (UUIDv5 over format, stream, type, time as written, how many such records
 * came before, and the record's bytes). One without a time has the time of the event before it, so that the same text always
 * makes the same events.
 *
 * @throws what reading the chunks throws, after the batch of what came before
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  splitter: RecordSplitter,
  options: ReadRecordsOptions,
): AsyncGenerator<HistoryBatch, void> {
  const reader = new TextReader(options)
  try {
    for await (const chunk of chunks) {
      for (const record of splitter.push(chunk)) {
        reader.read(record)
        if (reader.isFull) yield reader.take()
      }
    }
  } catch (error) {
    if (!reader.isEmpty) yield reader.take()
    throw error
  }
  for (const record of splitter.finish()) {
    reader.read(record)
    if (reader.isFull) yield reader.take()
  }
  yield reader.take()
}

class TextReader {
  readonly #options: ReadRecordsOptions
  readonly #decoders: readonly { readonly shape: EventShape; readonly decode: DecodeRecord }[]
  readonly #scanner = new JsonScanner()
  readonly #identical = new OccurrenceCounter()
  #events: ImportedEvent[] = []
  #places: TextPlace[] = []
  #faults: ImportFault[] = []
  #done = 0
  #taken = 0
  #lastTimeUs = 0

  constructor(options: ReadRecordsOptions) {
    this.#options = options
    const decoding: DecoderOptions = options.stream === undefined ? {} : { stream: options.stream }
    this.#decoders = options.shapes.map((shape) => ({ shape, decode: shape.decoder(decoding) }))
  }

  get isEmpty(): boolean {
    return this.#events.length + this.#faults.length === 0
  }

  get isFull(): boolean {
    const entries = this.#events.length + this.#faults.length
    return entries >= BATCH_EVENTS || (this.#done - this.#taken >= BATCH_BYTES && entries > 0)
  }

  take(): HistoryBatch {
    const { total, done = () => this.#done } = this.#options
    const batch = { events: this.#events, places: this.#places, faults: this.#faults, done: done() }
    this.#events = []
    this.#places = []
    this.#faults = []
    this.#taken = this.#done
    return total === undefined ? batch : { ...batch, total }
  }

  read(record: TextRecord | ImportFault): void {
    if ('code' in record) {
      this.#faults.push(record)
      return
    }
    this.#done = Math.max(this.#done, record.endOffset)
    const bytes = recordBytes(record)
    let text = ''
    try {
      text = recordText(record, bytes)
      if (text.trim() === '') return
      const event = this.#event(text, bytes, record)
      if (event === undefined) return
      this.#events.push(event)
      this.#places.push({ line: record.line, byteOffset: record.byteOffset })
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      this.#fault(record, text, error)
    }
  }

  #event(text: string, bytes: Uint8Array, record: TextRecord): ImportedEvent | undefined {
    const fault = this.#scanner.scan(text)
    if (fault) throw textFault(text, fault)
    const { members } = this.#scanner
    if (members === undefined)
      throw new EpochError('import-bad-event', 'an event is a JSON object; this is another value', { at: 0 })
    const repeated = this.#scanner.mayRepeatKeys ? repeatedKey(text) : undefined
    const warning =
      repeated && new EpochError('import-duplicate-key', twice(repeated.key), { key: repeated.key, at: repeated.at })
    if (warning && this.#options.strict) throw warning
    const decoded = this.#decode({ text, members })
    if (decoded === undefined) return undefined
    const event = this.#newEvent(decoded, bytes)
    if (warning) this.#fault(record, text, warning, 'warning')
    return event
  }

  #decode(record: JsonRecord): DecodedEvent | undefined {
    const { decode } = this.#decoders.find(({ shape }) => shape.fits(record)) ?? this.#decoders.at(-1) ?? {}
    return decode?.(record)
  }

  #newEvent({ timeText, id, createdAtUs, ...event }: DecodedEvent, bytes: Uint8Array): ImportedEvent {
    this.#lastTimeUs = createdAtUs ?? this.#lastTimeUs
    return storableEvent({
      ...event,
      createdAtUs: this.#lastTimeUs,
      ...(createdAtUs === undefined && { timeIsMade: true as const }),
      id: id ?? this.#madeId(event, timeText, bytes),
    })
  }

  #madeId({ stream, type }: Pick<NewEvent, 'stream' | 'type'>, timeText: string, bytes: Uint8Array): EventId {
    return uuidv5('ndjson', stream, type, timeText, `${this.#identical.count(bytes)}`, bytes)
  }

  #fault(record: TextRecord, text: string, error: EpochError, severity: ImportFault['severity'] = 'error'): void {
    const place = placeInRecord(record, text, Number(error.details['at'] ?? 0))
    this.#faults.push({ code: error.code, message: error.message, severity, ...place })
  }
}

function twice(key: string): string {
  return `the key ${JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key)} is there twice; the last value counts`
}
