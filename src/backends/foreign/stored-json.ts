import { MAX_EVENT_BYTES } from '../../core/event.ts'
import { checkJson } from '../../core/json-check.ts'
import type { DecodeText, StoredValue } from './stored-text.ts'

/** How much of an unreadable value is shown. */
const SHOWN_CHARACTERS = 200
const SHOWN_BYTES = 64

/**
 * The JSON text of a stored value. NULL is `null`. A value that is not JSON becomes an object that says so and shows its
 * beginning, under the key `$unreadable`, so that the log goes on.
 */
export function jsonOf(value: StoredValue, decode: DecodeText): string {
  if (value.type === 'null') return 'null'
  if (value.bytes > MAX_EVENT_BYTES || value.content === undefined) return tooLarge(value.bytes)
  const text = decode(value.content)
  if (text === undefined) return unreadable(value, `${value.type} that is neither JSON text nor JSONB`)
  const fault = checkJson(text)
  if (fault === undefined) return text
  return JSON.stringify({
    $unreadable: `not JSON: ${fault.message} at character ${fault.at + 1}`,
    bytes: value.bytes,
    text: text.slice(0, SHOWN_CHARACTERS).toWellFormed(),
  })
}

/** As {@link jsonOf}, for metadata: '' for NULL, and what is JSON but no object is wrapped under `$value`. */
export function metadataOf(value: StoredValue, decode: DecodeText): string {
  if (value.type === 'null') return ''
  const json = jsonOf(value, decode)
  return /^[ \t\n\r]*\{/.test(json) ? json : `{"$value":${json}}`
}

export function tooLarge(bytes: number): string {
  return JSON.stringify({ $unreadable: `larger than ${MAX_EVENT_BYTES} bytes`, bytes })
}

function unreadable({ bytes, content }: StoredValue, why: string): string {
  return JSON.stringify({ $unreadable: why, bytes, hex: content?.toString('hex', 0, SHOWN_BYTES) ?? '' })
}
