import { isUtf8 } from 'node:buffer'
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { EpochError } from '../../core/errors.ts'
import { firstBadCharacter } from '../bad-utf8.ts'
import type { TextRecord } from '../containers/record-splitter.ts'

const lineFeed = Buffer.from('\n')

/** The cells of each row, or why it has none; that says in `details.at` where in the row (UTF-16 units from 0) it went wrong. */
export function parseRows(rows: readonly TextRecord[], delimiter: string): readonly (readonly string[] | EpochError)[] {
  const all = Buffer.concat(rows.flatMap(({ bytes }) => [bytes, lineFeed]))
  const cells = rows.some(({ tooLong }) => tooLong) || !isUtf8(all) ? undefined : parsed(all, delimiter)
  return Array.isArray(cells) && cells.length === rows.length ? cells : rows.map((row) => parseRow(row, delimiter))
}

function parseRow({ bytes, tooLong }: TextRecord, delimiter: string): readonly string[] | EpochError {
  if (tooLong) return new EpochError('import-line-too-long', 'the row has more than 16 MiB', { at: 0 })
  const row = Buffer.from(bytes)
  if (!isUtf8(row))
    return new EpochError('import-bad-utf8', 'the row is not UTF-8', { at: firstBadCharacter(bytes) - 1 })
  const cells = parsed(row, delimiter)
  if (!(cells instanceof CsvError)) return cells[0] ?? []
  const at = typeof cells['index'] === 'number' ? cellStart(row.toString('utf8'), delimiter, cells['index']) : 0
  return new EpochError(
    'import-bad-event',
    quoteFaults[cells.code] ?? `the row is no row of a table: ${cells.message}`,
    { at },
  )
}

const quoteFaults: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE:
    'a quotation mark stands in a cell that does not begin with one; put the cell in quotes and write the mark twice',
  CSV_INVALID_CLOSING_QUOTE: 'a cell in quotes goes on behind its closing mark; write a mark inside it twice',
  CSV_QUOTE_NOT_CLOSED: 'a cell in quotes has no closing mark',
}

function parsed(text: Buffer, delimiter: string): string[][] | CsvError {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true })
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}

/** Where a row's cell begins, in UTF-16 units from 0; cells are counted from 0. */
export function cellStart(row: string, delimiter: string, cell: number): number {
  let at = 0
  for (let passed = 0; passed < cell; passed++) {
    while (row[at] === '"') {
      const end = row.indexOf('"', at + 1)
      at = end === -1 ? row.length : end + 1
    }
    const next = row.indexOf(delimiter, at)
    if (next === -1) return at
    at = next + 1
  }
  return at
}
