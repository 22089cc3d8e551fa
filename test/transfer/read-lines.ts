import { LineSplitter } from '../../src/transfer/containers/line-splitter.ts'
import { eventShapes } from '../../src/transfer/event-shapes.ts'
import type { History } from '../../src/transfer/history-source.ts'
import { type ReadRecordsOptions, readRecords } from '../../src/transfer/read-records.ts'

type ReadLinesOptions = Partial<ReadRecordsOptions> & { readonly maxLineBytes?: number }

/** Reads records of any shape, one a line. */
export function readLines(
  chunks: AsyncIterable<Uint8Array>,
  { maxLineBytes, ...options }: ReadLinesOptions = {},
): History {
  return readRecords(chunks, new LineSplitter(maxLineBytes), { shapes: eventShapes, ...options })
}
