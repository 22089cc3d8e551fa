import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { BadName } from '../../core/errors.ts'
import { visibleText } from './visible-text.ts'

/** What a column holds: SQLite's type of it, its size, and its bytes where they are not too many to read. */
export interface StoredValue {
  /** `jsonb` where `content` is the text of a blob of JSONB. */
  readonly type: string
  readonly bytes: number
  readonly content: Buffer | undefined
}

/** Text from a database's bytes; undefined where they are not text in the database's encoding. */
export type DecodeText = (bytes: Buffer) => string | undefined

const UUID_BYTES = 16

/** @param encoding as `PRAGMA encoding` says it */
export function textDecoder(encoding: string): DecodeText {
  const label = encoding.toLowerCase()
  if (label === 'utf-8') return decodeUtf8
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
}

/** UTF-8 whatever the database's encoding is: what blobs of text are in. Asked first, since a decoder that refuses bytes takes long to. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

/**
 * The name that a stored value is: text, the digits of a whole number, the usual form of a UUID's sixteen bytes; undefined where the value is
 * none of these.
 */
export function nameTextOf({ type, content }: StoredValue, decode: DecodeText): string | undefined {
  if (content === undefined) return undefined
  if (type === 'text' || type === 'integer') return decode(content)
  return type === 'blob' && content.length === UUID_BYTES ? uuidOf(content) : undefined
}

/**
 * A name made of one stored value, or of several joined by a hyphen. What is no legal name gets a name that stands for it: what can be
 * shown of it, `~` and twelve digits of its hash, so that the same values always have the same name.
 */
export function nameOf<Name extends string>(
  values: readonly StoredValue[],
  decode: DecodeText,
  legal: (text: string) => Name,
): Name {
  const texts = values.map((value) => nameTextOf(value, decode))
  const whole = texts.every((text) => text !== undefined)
  if (whole) {
    const name = legalOr(texts.join('-'), legal)
    if (name !== undefined) return name
  }
  const shown = values.map((value, i) => texts[i] ?? kindOfValue(value)).join('-')
  return legal(`${visibleText(shown)}~${digest(values)}`)
}

/** `legal` of a text; undefined where it is no legal name. */
export function legalOr<Name extends string>(text: string, legal: (text: string) => Name): Name | undefined {
  try {
    return legal(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}

/** Whether a name has the form of those that {@link nameOf} makes up. */
export function mayStandForAnother(name: string): boolean {
  return /~[0-9a-f]{12}$/.test(name)
}

/** Names a value by text already made of it, as where it is too long to be a legal one. */
export function nameOfText<Name extends string>(text: string, legal: (text: string) => Name): Name {
  return nameOf([{ type: 'text', bytes: text.length, content: Buffer.from(text) }], decodeUtf8, legal)
}

function kindOfValue({ type, bytes }: StoredValue): string {
  return type === 'null' ? 'nothing' : `${type} of ${bytes} bytes`
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function digest(values: readonly StoredValue[]): string {
  const hash = createHash('sha256')
  for (const [i, { content, type, bytes }] of values.entries()) {
    if (i > 0) hash.update('-')
    hash.update(content ?? `${type} ${bytes}`)
  }
  return hash.digest('hex').slice(0, 12)
}
