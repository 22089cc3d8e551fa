import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { isEpochError } from '../core/errors.ts'
import type { StreamName } from '../core/event.ts'
import type { StoreMapping } from '../core/store-mapping.ts'
import { FeedSplitter } from './containers/feed-splitter.ts'
import { gunzip, type UnpackLimits } from './containers/gunzip.ts'
import { CSV_HEAD_BYTES } from './csv/csv-delimiter.ts'
import { csvHistory } from './csv/csv-history.ts'
import { csvOutline } from './csv/csv-outline.ts'
import { eventShapes } from './event-shapes.ts'
import type { HistoryBatch, RecognisedHistory } from './history-source.ts'
import { type ReadRecordsOptions, readRecords } from './read-records.ts'
import { reduxActionShape } from './redux/redux-action-shape.ts'
import { shapeOf } from './shape-of.ts'
import { columnsOf, mappedRowShape } from './shapes/mapped-row-shape.ts'
import { MOST_HEAD_BYTES, type TextForm, textForm } from './text-form.ts'
import { beginsWith } from './text-marks.ts'

const gzipMagic = [0x1f, 0x8b]
const unpackingFailures = ['import-truncated', 'import-bomb', 'import-unreadable'] as const
const LOOKED_AT_EACH_CHUNK = 64 * 1024

export interface RecogniseOptions {
  /** The stream of records that name none. */
  readonly stream?: StreamName
  /** What people said about the columns of rows; the first whose columns are all there is used. */
  readonly mappings?: readonly StoreMapping[]
  /** A record with a key twice is left out. Default: it is an event, and that is a warning. */
  readonly strict?: boolean
  readonly maxRecordBytes?: number
  readonly unpackLimits?: UnpackLimits
  readonly signal?: AbortSignalLike
}

/** A text's bytes. */
export interface HistoryInput {
  /** From the beginning each time that they are iterated, to look at them. */
  readonly peeked: AsyncIterable<Uint8Array>
  /** From the beginning, once, after the looking. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** How many there are; absent where nobody knows. */
  readonly bytes?: number
}

/** A text to read, unpacked where it is packed. */
interface Text extends HistoryInput {
  /** How many bytes of the file have been read, where they are not the text's. */
  readonly done?: () => number
}

/** The beginning of a text; more may follow it unless it has ended. */
interface Beginning {
  readonly head: Uint8Array
  readonly ended: boolean
}

/** What a text holds; see `openHistory`. */
export async function recogniseHistory(
  { peeked, chunks, bytes }: HistoryInput,
  options: RecogniseOptions = {},
): Promise<RecognisedHistory> {
  const { signal, unpackLimits } = options
  const input = {
    peeked: untilAborted(peeked, signal),
    chunks: untilAborted(chunks, signal),
    ...(bytes !== undefined && { bytes }),
  }
  if (!(await isGzip(input.peeked))) return await recogniseText(input, options)
  const text = unpacked(input, unpackLimits)
  const recognised = await recogniseText(text, options)
  return { ...recognised, format: `${recognised.format}, gzip` }
}

/** Looks at as much of a text as it takes. Where unpacking fails, that is for its reader, who comes there again after what was before. */
async function recogniseText(text: Text, options: RecogniseOptions): Promise<RecognisedHistory> {
  const parts: Uint8Array[] = []
  let bytes = 0
  let next = 1
  try {
    for await (const chunk of text.peeked) {
      parts.push(chunk)
      bytes += chunk.length
      if (bytes < Math.min(next, MOST_HEAD_BYTES)) continue
      const recognised = historyIn(text, { head: Buffer.concat(parts), ended: false }, options)
      if (recognised) return recognised
      // To look again only when there is much more keeps this from taking the square of the time.
      next = bytes > LOOKED_AT_EACH_CHUNK ? bytes * 2 : bytes
    }
  } catch (error) {
    if (bytes === 0 || !isEpochError(error, ...unpackingFailures)) throw error
  }
  const recognised = historyIn(text, { head: Buffer.concat(parts), ended: true }, options)
  return recognised ?? { format: 'nothing', history: emptyHistory(text) }
}

function historyIn(text: Text, beginning: Beginning, options: RecogniseOptions): RecognisedHistory | undefined {
  const form = textForm(beginning.head, beginning.ended)
  if (form === undefined) return undefined
  if (form.kind === 'empty') return { format: 'nothing', history: emptyHistory(text) }
  if (form.kind === 'table') return tableIn(text, beginning, options)
  if (form.kind === 'redux') {
    const reading = { ...readingOptions(text, options), shapes: [reduxActionShape] }
    return { format: reduxActionShape.name, history: readRecords(text.chunks, form.splitter(), reading) }
  }
  return recordsIn(text, form, beginning, options)
}

function tableIn(
  text: Text,
  { head }: Beginning,
  { mappings = [], stream, maxRecordBytes }: RecogniseOptions,
): RecognisedHistory {
  const names = new Set(csvOutline(head.subarray(0, CSV_HEAD_BYTES)).tables[0]?.columns.map(({ name }) => name))
  const mapping = mappings.find((known) => columnsOf(known).every((column) => names.has(column)))
  const history = csvHistory(text.chunks, {
    ...(text.bytes !== undefined && { total: text.bytes }),
    ...(text.done && { done: text.done }),
    ...(stream !== undefined && { stream }),
    ...(mapping && { mapping }),
    ...(maxRecordBytes !== undefined && { maxRowBytes: maxRecordBytes }),
  })
  return { format: 'table of rows', history, ...(mapping && { mapping }) }
}

function recordsIn(
  text: Text,
  { words, splitter, isFeed }: Extract<TextForm, { kind: 'records' }>,
  beginning: Beginning,
  options: RecogniseOptions,
): RecognisedHistory | undefined {
  const { mappings = [], maxRecordBytes } = options
  const rows = mappings.map((mapping) => mappedRowShape(mapping))
  const shapes = [...eventShapes.slice(0, -1), ...rows, ...eventShapes.slice(-1)]
  const shape = shapeOf(splitter(maxRecordBytes), beginning, shapes)
  if (shape === undefined) return undefined
  const mapping = mappings[rows.indexOf(shape)]
  const records = splitter(maxRecordBytes)
  const inOrder = isFeed ? new FeedSplitter(records) : records
  const history = readRecords(text.chunks, inOrder, { ...readingOptions(text, options), shapes })
  return { format: `${shape.name}, ${words}`, history, ...(mapping && { mapping }) }
}

function readingOptions(
  { bytes, done }: Text,
  { stream, strict }: RecogniseOptions,
): Omit<ReadRecordsOptions, 'shapes'> {
  return {
    ...(bytes !== undefined && { total: bytes }),
    ...(done && { done }),
    ...(stream !== undefined && { stream }),
    ...(strict !== undefined && { strict }),
  }
}

export async function isGzip(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let head = Buffer.alloc(0)
  for await (const chunk of chunks) {
    head = Buffer.concat([head, chunk.subarray(0, gzipMagic.length)])
    if (head.length >= gzipMagic.length) break
  }
  return beginsWith(head, gzipMagic)
}

function unpacked({ peeked, chunks, ...input }: HistoryInput, limits: UnpackLimits | undefined): Text {
  let done = 0
  async function* metered(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of chunks) {
      done += chunk.length
      yield chunk
    }
  }
  return {
    ...input,
    peeked: { [Symbol.asyncIterator]: () => gunzip(peeked, limits) },
    chunks: { [Symbol.asyncIterator]: () => gunzip(metered(), limits) },
    done: () => done,
  }
}

async function* emptyHistory({ bytes }: Text): AsyncGenerator<HistoryBatch, void> {
  yield { events: [], faults: [], done: bytes ?? 0, ...(bytes !== undefined && { total: bytes }) }
}

function untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignalLike | undefined,
): AsyncIterable<Uint8Array> {
  if (signal === undefined) return chunks
  async function* checked(): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const chunk of chunks) {
        signal?.throwIfAborted()
        yield chunk
      }
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }
  return { [Symbol.asyncIterator]: checked }
}
