import { EpochError } from '../core/errors.ts'
import { SAMPLE_CHARACTERS, SAMPLE_ROWS, type SourceOutline } from '../core/store-mapping.ts'
import { suggestedColumns } from '../core/suggested-columns.ts'
import { gunzip } from './containers/gunzip.ts'
import type { RecordSplitter } from './containers/record-splitter.ts'
import { csvOutline } from './csv/csv-outline.ts'
import type { JsonRecord } from './event-shape.ts'
import { fileChunks } from './file-chunks.ts'
import { isGzip } from './recognise-history.ts'
import { RecordReader } from './record-reader.ts'
import { firstRecords } from './shape-of.ts'
import { textForm } from './text-form.ts'

const HEAD_BYTES = 64 * 1024

/**
 * What is in a file of rows, a table or JSON objects, for the person who says which column is which. Gzip is unpacked.
 *
 * @throws EpochError `import-unreadable`, `import-truncated`; `import-unrecognised` and the like where it is no file of rows
 */
export async function outlineRows(path: string): Promise<SourceOutline> {
  const head = await headOf(path)
  const form = beginsJson(head) ? textForm(head, true) : undefined
  return form?.kind === 'records' ? objectsOutline(form.splitter(), head) : csvOutline(head)
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = fileChunks(path)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (await isGzip(file)) ? gunzip(file) : file) {
    parts.push(chunk)
    bytes += chunk.length
    if (bytes >= HEAD_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES)
}

function beginsJson(head: Uint8Array): boolean {
  return /^\ufeff?\s*[[{]/.test(Buffer.from(head).toString('utf8'))
}

/** Of JSON objects each member is a column. */
function objectsOutline(splitter: RecordSplitter, head: Uint8Array): SourceOutline {
  const rows = [...firstRecords(splitter, { head, ended: true })].slice(0, SAMPLE_ROWS)
  const names = [...new Set(rows.flatMap(({ members }) => [...members.keys()]))].filter((name) => name !== '')
  if (names.length === 0)
    throw new EpochError('import-unrecognised', 'this is no file of rows: no object with members is at its beginning')
  const sample = rows.map((row) => names.map((name) => valueIn(row, name)))
  const columns = names.map((name) => ({ name, declared: '' }))
  const suggested = suggestedColumns(names, sample)
  return { kind: 'rows', nearest: '', tables: [{ name: '', columns, sample, suggested }] }
}

/** Text as it reads, any other value as it is written. */
function valueIn(row: JsonRecord, name: string): string | null {
  const reader = new RecordReader(row)
  const range = reader.find(name)
  return range === undefined ? null : (reader.text(range) ?? reader.raw(range)).slice(0, SAMPLE_CHARACTERS)
}
