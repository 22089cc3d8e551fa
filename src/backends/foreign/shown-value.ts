import { quoted } from './foreign-row.ts'

/** Values with more bytes are not read to be shown; only their size is. */
const MOST_READ_BYTES = 1024 * 1024

const decoder = new TextDecoder('utf-8', { fatal: true })

/** SQL that gives the beginning of a column's value, for {@link shownValue}. The size is looked at before the value is read. */
export function shownExpression(column: string, mostCharacters: number): string {
  const name = quoted(column)
  return `CASE WHEN octet_length(${name}) > ${MOST_READ_BYTES} THEN typeof(${name}) || ' of ' || octet_length(${name}) || ' bytes'
    WHEN typeof(${name}) = 'blob' THEN substr(${name}, 1, ${mostCharacters * 4})
    ELSE substr(CAST(${name} AS TEXT), 1, ${mostCharacters}) END`
}

/** As text of at most so many characters: bytes as text where they are readable UTF-8, else as hex; null for NULL. */
export function shownValue(value: unknown, mostCharacters: number): string | null {
  if (Buffer.isBuffer(value)) {
    const cut = value.length === mostCharacters * 4
    return (textOf(value, cut) ?? value.toString('hex')).slice(0, mostCharacters).toWellFormed()
  }
  return typeof value === 'string' ? value.slice(0, mostCharacters).toWellFormed() : null
}

/** Where the bytes were cut, up to three at their end may be the beginning of a character. */
function textOf(bytes: Buffer, cut: boolean): string | undefined {
  for (let left = 0; left <= (cut ? 3 : 0); left++) {
    const text = decoded(bytes.subarray(0, bytes.length - left))
    if (text !== undefined) return /[^\P{Cc}\t\n\r]/u.test(text) ? undefined : text
  }
  return undefined
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
