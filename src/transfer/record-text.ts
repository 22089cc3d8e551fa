import { isUtf8 } from 'node:buffer'
import { EpochError } from '../core/errors.ts'
import type { JsonFault } from '../core/json.ts'
import { checkJson } from '../core/json-check.ts'
import { firstBadCharacter } from './bad-utf8.ts'
import type { TextRecord } from './containers/record-splitter.ts'
import { markBytes } from './text-marks.ts'

/** A record's bytes; those of a text's first line without a UTF-8 byte order mark. @throws EpochError `import-wrong-encoding` for other marks */
export function recordBytes({ byteOffset, bytes }: TextRecord): Uint8Array {
  return byteOffset === 0 ? bytes.subarray(markBytes(bytes)) : bytes
}

/** The text of these {@link recordBytes}. @throws EpochError that says in `details.at` where it is none */
export function recordText({ tooLong }: TextRecord, bytes: Uint8Array): string {
  if (tooLong) throw new EpochError('import-line-too-long', 'the record has more than 16 MiB', { at: 0 })
  if (!isUtf8(bytes))
    throw new EpochError('import-bad-utf8', 'the text is not UTF-8', { at: firstBadCharacter(bytes) - 1 })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

/** Why a record is not JSON. A control character where JSON has none, and a carriage return that was to end a line, say so. */
export function textFault(text: string, { code, at, message }: JsonFault): EpochError {
  if (code !== 'bad-json') return new EpochError(`import-${code}`, message, { at })
  if (text.charCodeAt(at) < 0x20)
    return new EpochError('import-control-char', `${controlName(text.charCodeAt(at))} where JSON has none`, { at })
  const afterReturn = /\r[ \t]*$/.exec(text.slice(0, at))
  if (afterReturn && !checkJson(text.slice(0, afterReturn.index)))
    return new EpochError('import-control-char', 'a carriage return alone does not end a line', {
      at: afterReturn.index,
    })
  return new EpochError('import-bad-json', message, { at })
}

function controlName(code: number): string {
  return `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
