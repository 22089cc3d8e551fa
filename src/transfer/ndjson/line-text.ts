import { isUtf8 } from 'node:buffer'
import { EpochError } from '../../core/errors.ts'
import { firstBadCharacter } from './bad-utf8.ts'
import type { Line } from './line-splitter.ts'

/** A line's bytes; the first line's without a UTF-8 byte order mark. @throws EpochError for the marks of UTF-16 */
export function lineBytes({ line, bytes }: Line): Uint8Array {
  if (line > 1) return bytes
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new EpochError('import-bad-utf8', 'the text is UTF-16; save it as UTF-8 and import it again')
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
}

/** The text of a line with these {@link lineBytes}. @throws EpochError that says in `details.at` where it is none, as `decodeEvent` does */
export function lineText({ tooLong }: Line, bytes: Uint8Array): string {
  if (tooLong) throw new EpochError('import-line-too-long', 'the line has more than 16 MiB', { at: 0 })
  if (!isUtf8(bytes))
    throw new EpochError('import-bad-utf8', 'the line is not UTF-8', { at: firstBadCharacter(bytes) - 1 })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}
