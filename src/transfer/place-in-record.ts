import type { TextRecord } from './containers/record-splitter.ts'
import type { ImportFault } from './history-source.ts'

/** Where a place in a record is in its text. @param at in UTF-16 units of the record, from 0 */
export function placeInRecord(
  { line, byteOffset, unitsBefore }: TextRecord,
  text: string,
  at: number,
): Pick<ImportFault, 'line' | 'byteOffset' | 'column'> {
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  if (lineStart === 0) return { line, byteOffset, column: unitsBefore + at + 1 }
  return { line: line + before.split('\n').length - 1, byteOffset, column: at - lineStart + 1 }
}
