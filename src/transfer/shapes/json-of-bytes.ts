import { isUtf8 } from 'node:buffer'
import { type JsonText, jsonTextOf } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'

/** The JSON that these bytes are; of others an object that has them as base64 under `$base64`. */
export function jsonOfBytes(bytes: Buffer): JsonText {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : undefined
  if (text !== undefined && !checkJson(text)) return text as JsonText
  return jsonTextOf({ $base64: bytes.toString('base64') })
}

/** The bytes that base64 (RFC 4648) stands for; undefined for other text. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** The bytes of a `bytea` as PostgreSQL writes it, `\x` and hex digits; undefined for other text. */
export function bytesOfBytea(text: string): Buffer | undefined {
  return /^\\x(?:[0-9a-f]{2})*$/i.test(text) ? Buffer.from(text.slice(2), 'hex') : undefined
}
