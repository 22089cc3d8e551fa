import { EpochError } from '../../core/errors.ts'
import { SAMPLE_CHARACTERS, SAMPLE_ROWS, type SourceOutline } from '../../core/store-mapping.ts'
import { suggestedColumns } from '../../core/suggested-columns.ts'
import { recordBytes } from '../record-text.ts'
import { csvDelimiter } from './csv-delimiter.ts'
import { CsvSplitter } from './csv-splitter.ts'
import { parseRows } from './parse-rows.ts'

/** Longest name of a column; longer text at the head of a file is no header. */
const MAX_NAME_CHARACTERS = 128

/**
 * Whether a text begins as a table does: a first row of two or more columns, each with a name of its own that is no number, and of the
 * rows that follow the first has as many cells. @param head the beginning of the text, cut anywhere
 */
export function looksLikeCsv(head: Uint8Array): boolean {
  const [names, second] = firstRows(head)
  if (names === undefined || names.length < 2 || new Set(names).size < names.length) return false
  return names.every(isName) && (second === undefined || second.length === names.length)
}

/**
 * What is in a table of events, for the person who says which column is which.
 *
 * @param head the beginning of its text, cut anywhere
 * @throws EpochError `import-unrecognised` when it is no table of two or more columns
 */
export function csvOutline(head: Uint8Array): SourceOutline {
  const [names = [], ...rows] = firstRows(head)
  if (names.length < 2) throw new EpochError('import-unrecognised', noTable)
  const sample = rows.map((row) => names.map((_, index) => row[index]?.slice(0, SAMPLE_CHARACTERS) ?? null))
  const columns = names.map((name) => ({ name, declared: '' }))
  return {
    kind: 'rows',
    nearest: '',
    tables: [{ name: '', columns, sample, suggested: suggestedColumns(names, sample) }],
  }
}

const noTable =
  'this is no file of rows: its first line does not name two or more columns, parted by commas, semicolons or tabs'

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= MAX_NAME_CHARACTERS && !/^[\s{[]*["{[]|^[-+.\d\s]+$/.test(name)
}

/** The header and at most {@link SAMPLE_ROWS} rows that end in the text, without those that are no rows. */
function firstRows(head: Uint8Array): readonly (readonly string[])[] {
  const delimiter = csvDelimiter(head)
  const splitter = new CsvSplitter(delimiter)
  const ended = [...splitter.push(head)]
  const records = (ended.length === 0 ? [...splitter.finish()] : ended).map((row) => ({
    ...row,
    bytes: recordBytes(row),
  }))
  const rows = records.filter(({ bytes }) => bytes.length > 0).slice(0, SAMPLE_ROWS + 1)
  return parseRows(rows, delimiter).flatMap((row) => (row instanceof EpochError ? [] : [row]))
}
