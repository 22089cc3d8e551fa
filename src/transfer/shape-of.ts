import { EpochError } from '../core/errors.ts'
import { JsonScanner } from '../core/json-scanner.ts'
import type { RecordSplitter, TextRecord } from './containers/record-splitter.ts'
import type { EventShape, JsonRecord } from './event-shape.ts'
import type { ImportFault } from './history-source.ts'
import { recordBytes, recordText } from './record-text.ts'

/** How many records are looked at. */
const SEEN_RECORDS = 1000
/** How much of a text must be seen before it is said to have no shape. */
const ENOUGH_BYTES = 64 * 1024
const SHOWN_MEMBERS = 20
const SHOWN_CHARACTERS = 60

/**
 * The shape of the first record in a text's beginning that has one; the last on the list where no record can be read at all; undefined
 * where more of the text must be seen first.
 *
 * @throws EpochError `import-unrecognised` where records are objects of no known shape
 */
export function shapeOf(
  splitter: RecordSplitter,
  { head, ended }: { readonly head: Uint8Array; readonly ended: boolean },
  shapes: readonly EventShape[],
): EventShape | undefined {
  let first: JsonRecord | undefined
  for (const record of firstRecords(splitter, { head, ended })) {
    first ??= record
    const shape = shapes.find((known) => known.fits(record))
    if (shape) return shape
  }
  if (!ended && head.length < ENOUGH_BYTES) return undefined
  if (first === undefined) return shapes.at(-1)
  throw unrecognised(first, shapes)
}

/** The records in a text's beginning that are JSON objects. */
export function* firstRecords(
  splitter: RecordSplitter,
  { head, ended }: { readonly head: Uint8Array; readonly ended: boolean },
): Generator<JsonRecord, void> {
  const scanner = new JsonScanner()
  let seen = 0
  for (const record of [...splitter.push(head), ...(ended ? splitter.finish() : [])]) {
    if (seen++ === SEEN_RECORDS) return
    const json = jsonRecord(scanner, record)
    if (json) yield json
  }
}

/** What can be read of it is read; what cannot is a fault for its reader. */
function jsonRecord(scanner: JsonScanner, record: TextRecord | ImportFault): JsonRecord | undefined {
  if ('code' in record) return undefined
  const text = textOf(record)
  const { members } = text === undefined || scanner.scan(text) ? {} : scanner
  return text === undefined || members === undefined ? undefined : { text, members }
}

function textOf(record: TextRecord): string | undefined {
  try {
    return recordText(record, recordBytes(record))
  } catch (error) {
    if (error instanceof EpochError) return undefined
    throw error
  }
}

function unrecognised({ members }: JsonRecord, shapes: readonly EventShape[]): EpochError {
  const has = [...members.keys()].slice(0, SHOWN_MEMBERS).map((name) => JSON.stringify(name.slice(0, SHOWN_CHARACTERS)))
  const names = shapes.map(({ name }) => name).join(', ')
  const what = has.length === 0 ? 'no members' : `the members ${has.join(', ')}`
  return new EpochError(
    'import-unrecognised',
    `the records are JSON objects of no shape that Epoch knows: the first has ${what}. Looked for: ${names}; rows with other columns can be mapped`,
  )
}
