import { EpochError } from '../../core/errors.ts'
import { type JsonText, jsonTextOf } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'
import type { PayloadEncoding } from '../../core/store-mapping.ts'
import { jsonOfBytes } from '../shapes/json-of-bytes.ts'

/**
 * The JSON of a cell's payload. JSON is the cell's very characters, text a JSON string; an empty cell is null, unless it is text. Hex may
 * begin with `\x` or `0x`.
 *
 * @throws EpochError for what is not written as `encoding` says
 */
export function cellJson(cell: string, encoding: PayloadEncoding): JsonText {
  if (encoding === 'text') return jsonTextOf(cell)
  if (cell === '') return 'null' as JsonText
  if (encoding === 'hex') return jsonOfHex(cell)
  const fault = checkJson(cell)
  if (fault === undefined) return cell as JsonText
  if (encoding === 'auto') return jsonTextOf(cell)
  throw new EpochError(`import-${fault.code}`, `${fault.message}, at character ${fault.at + 1} of the cell`)
}

function jsonOfHex(cell: string): JsonText {
  const digits = cell.replace(/^(?:\\x|0x)/i, '')
  if (/^(?:[0-9a-f]{2})*$/i.test(digits)) return jsonOfBytes(Buffer.from(digits, 'hex'))
  throw new EpochError('import-bad-event', 'the cell is not hex digits, two for each byte')
}
