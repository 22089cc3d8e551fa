import { createHash } from 'node:crypto'
import { BadName } from '../../core/errors.ts'
import { visibleText } from './visible-text.ts'

/** What a column holds: SQLite's type of it, its size, and its bytes where they are not too many to read. */
export interface StoredValue {
  readonly type: string
  readonly bytes: number
  readonly content: Buffer | undefined
}

/** Text from a database's bytes; undefined where they are not text in the database's encoding. */
export type DecodeText = (bytes: Buffer) => string | undefined

/** @param encoding as `PRAGMA encoding` says it */
export function textDecoder(encoding: string): DecodeText {
  const label = encoding.toLowerCase()
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

/**
 * A stored name as `legal` makes it. What is no legal name gets a name that stands for it: what can be shown of it, `~`
 * and twelve digits of its hash, so that the same value always has the same name.
 */
export function nameOf<Name extends string>(
  value: StoredValue,
  decode: DecodeText,
  legal: (text: string) => Name,
): Name {
  const text = value.type === 'text' && value.content !== undefined ? decode(value.content) : undefined
  if (text !== undefined) {
    try {
      return legal(text)
    } catch (error) {
      if (!(error instanceof BadName)) throw error
    }
  }
  return legal(`${visibleText(text ?? `${value.type} of ${value.bytes} bytes`)}~${digest(value)}`)
}

/** Whether a name has the form of those that {@link nameOf} makes up. */
export function mayStandForAnother(name: string): boolean {
  return /~[0-9a-f]{12}$/.test(name)
}

function digest({ content, type, bytes }: StoredValue): string {
  return createHash('sha256')
    .update(content ?? `${type} ${bytes}`)
    .digest('hex')
    .slice(0, 12)
}
