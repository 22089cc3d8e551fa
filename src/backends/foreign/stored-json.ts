import { MAX_EVENT_BYTES } from '../../core/event.ts'
import { checkJson } from '../../core/json-check.ts'
import type { PayloadSource } from './foreign-kind.ts'
import { type DecodeText, decodeUtf8, type StoredValue } from './stored-text.ts'

/** How much of an unreadable value is shown. */
const SHOWN_CHARACTERS = 200
const SHOWN_BYTES = 64

/** How much is shown of a value that is no JSON, and is not expected to be. */
const KEPT_BYTES = 64 * 1024

type Payload = Pick<PayloadSource, 'encoding' | 'read'>

/**
 * The JSON text of a stored value. NULL is `null`. By the column's encoding, what is not JSON becomes an object that has it under the key
 * `$text` or `$hex`, or where it had to be JSON an object that says so and shows its beginning, under `$unreadable`, so that the log goes on.
 */
export function jsonOf(value: StoredValue, { encoding, read }: Payload, decode: DecodeText): string {
  if (value.type === 'null') return 'null'
  if (value.bytes > MAX_EVENT_BYTES || value.content === undefined) return tooLarge(value.bytes)
  if (encoding === 'hex') return hexOf(value.content)
  const text = (value.type === 'blob' || value.type === 'jsonb' ? jsonBytes(value, decode) : decode)(value.content)
  if (text === undefined) return noText(value, value.content, encoding)
  if (encoding === 'text') return textOf(text, value.bytes)
  const fault = checkJson(text)
  if (fault === undefined) return read === undefined ? text : read(text)
  if (encoding === 'auto') return textOf(text, value.bytes)
  return JSON.stringify({
    $unreadable: `not JSON: ${fault.message} at character ${fault.at + 1}`,
    bytes: value.bytes,
    text: text.slice(0, SHOWN_CHARACTERS).toWellFormed(),
  })
}

/** As {@link jsonOf}, for metadata: '' for NULL, and what is JSON but no object is wrapped under `$value`. */
export function metadataOf(value: StoredValue, payload: Payload, decode: DecodeText): string {
  if (value.type === 'null') return ''
  const json = jsonOf(value, payload, decode)
  return isObjectText(json) ? json : `{"$value":${json}}`
}

export function isObjectText(json: string): boolean {
  return /^[ \t\n\r]*\{/.test(json)
}

export function tooLarge(bytes: number): string {
  return JSON.stringify({ $unreadable: `larger than ${MAX_EVENT_BYTES} bytes`, bytes })
}

/** JSONB was made text by SQLite, in the database's encoding; other bytes of text are in UTF-8. */
function jsonBytes({ type }: StoredValue, decode: DecodeText): DecodeText {
  return type === 'jsonb' ? decode : decodeUtf8
}

function noText(value: StoredValue, content: Buffer, encoding: PayloadSource['encoding']): string {
  if (encoding !== 'json') return hexOf(content)
  const why = `${value.type} that is neither JSON text nor JSONB`
  return JSON.stringify({ $unreadable: why, bytes: value.bytes, hex: content.toString('hex', 0, SHOWN_BYTES) })
}

function textOf(text: string, bytes: number): string {
  return wholeTextOf(text) ?? JSON.stringify({ $text: text.slice(0, KEPT_BYTES).toWellFormed(), bytes })
}

/** What is shown of text that need not be JSON and is none; undefined where that is only its beginning. */
export function wholeTextOf(text: string): string | undefined {
  return text.length > KEPT_BYTES ? undefined : JSON.stringify({ $text: text.toWellFormed() })
}

function hexOf(content: Buffer): string {
  const $hex = content.toString('hex', 0, KEPT_BYTES)
  return JSON.stringify(content.length > KEPT_BYTES ? { $hex, bytes: content.length } : { $hex })
}
