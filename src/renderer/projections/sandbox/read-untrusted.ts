import type { EpochErrorCode } from '../../../core/errors.ts'
import { isErrorCode } from '../../../core/errors.ts'
import { eventType, type Position, streamName } from '../../../core/event.ts'
import { type EventFilter, filterText } from '../../../core/event-filter.ts'

/** Most characters that one text from a worker may have. */
const MAX_TEXT_CHARACTERS = 8 * 1024 * 1024
const MAX_ITEMS = 100_000

// Every function here takes what came from beside user code, which may be anything, and gives what it must be, built anew. All throw TypeError.

export function members(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('no object')
  return value as Record<string, unknown>
}

export function list<Item>(value: unknown, item: (value: unknown) => Item, most = MAX_ITEMS): readonly Item[] {
  if (!Array.isArray(value) || value.length > most) throw new TypeError('no list, or too long a one')
  return Array.from(value, item)
}

export function text(value: unknown): string {
  return textUpTo(value, MAX_TEXT_CHARACTERS)
}

export function textUpTo(value: unknown, characters: number): string {
  if (typeof value !== 'string' || value.length > characters) throw new TypeError('no text, or too long a one')
  return value
}

export function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('neither true nor false')
  return value
}

export function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError('no count')
  return value
}

/** A fraction is one too: it stands for a place in a what-if. */
export function position(value: unknown): Position {
  if (typeof value !== 'number' || !(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new TypeError('no position')
  return value as Position
}

export function errorCode(value: unknown): EpochErrorCode {
  const code = text(value)
  if (!isErrorCode(code)) throw new TypeError('no error code')
  return code
}

/** What a member is read as, where it is there. */
export function optional<Name extends string, Value>(
  from: Record<string, unknown>,
  name: Name,
  read: (value: unknown) => Value,
): { readonly [Member in Name]?: Value } {
  const value = from[name]
  if (value === undefined) return {}
  const present: { [Member in Name]?: Value } = {}
  present[name] = read(value)
  return present
}

/** @throws BadName, InvalidFilter too */
export function filter(value: unknown): EventFilter {
  const from = members(value)
  return {
    ...optional(from, 'types', (types) => list(types, (type) => eventType(text(type)))),
    ...optional(from, 'streams', (streams) => list(streams, (stream) => streamName(text(stream)))),
    ...optional(from, 'category', text),
    ...optional(from, 'where', (where) => filterText(text(where))),
  }
}
