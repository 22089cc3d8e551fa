/** Most values that a state may have to be copied. */
const MAX_VALUES = 64

/** Most values of a state that are looked at. */
const MAX_LOOKED_AT = 4096

/** That there is no copy. */
export const NO_COPY = Symbol('no copy')

/** How many more values may be copied or looked at, and whether each must be what JSON would make of it: one state at a time. */
let room = 0
let isExact = false

/** A copy of a small piece of data that shares nothing with it; of what is large, or no plain data, {@link NO_COPY}. */
export function smallCopy(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return state
  isExact = false
  return begunCopy(state)
}

/**
 * The same as the state's JSON text read anew, sooner than by way of the text; {@link NO_COPY} where that is not certain, or the state is
 * large.
 */
export function exactCopy(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return isJsonValue(state) ? state : NO_COPY
  isExact = true
  return begunCopy(state)
}

/** Whether a state is small, and a {@link smallCopy} of it the same as its JSON text read anew. */
export function isSmallJson(state: unknown): boolean {
  if (typeof state !== 'object' || state === null) return isJsonValue(state)
  room = MAX_VALUES
  try {
    return isJsonWithin(state)
  } catch {
    return false
  }
}

function isJsonWithin(value: object): boolean {
  if (Array.isArray(value)) return Object.getPrototypeOf(value) === Array.prototype && areJson(value)
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.getOwnPropertySymbols(value).length > 0) return false
  for (const key in value) if (!isJsonMember((value as Record<string, unknown>)[key])) return false
  return true
}

function areJson(items: readonly unknown[]): boolean {
  for (let at = 0; at < items.length; at++) if (!isJsonMember(items[at])) return false
  return true
}

function isJsonMember(member: unknown): boolean {
  if (--room < 0) return false
  return typeof member === 'object' && member !== null ? isJsonWithin(member) : isJsonValue(member)
}

/**
 * Whether JSON makes the very same of a state that is too large to copy. Of one of more than {@link MAX_LOOKED_AT} values that is taken for
 * granted: a look at each would take longer than folding.
 */
export function isTakenForJson(state: unknown): boolean {
  room = MAX_LOOKED_AT
  try {
    return isJsonIn(state, new Set())
  } catch {
    // As in a copy: whoever takes the text says what is wrong.
    return false
  }
}

function isJsonIn(value: unknown, met: Set<object>): boolean {
  if (typeof value !== 'object' || value === null) return isJsonValue(value)
  if (--room < 0) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  const isList = Array.isArray(value)
  if (prototype !== (isList ? Array.prototype : Object.prototype)) return false
  if (met.has(value) || !Object.isExtensible(value)) return false
  met.add(value)
  const members: readonly unknown[] = isList ? value : Object.values(value)
  for (let at = 0; at < members.length; at++) {
    if (--room < 0) return true
    if (!isJsonIn(members[at], met)) return false
  }
  return true
}

/** Whether somebody taught objects a JSON of their own, or members that they do not have. */
export function isJsonChanged(): boolean {
  for (const value of [{}, [], '', 0, true]) if ('toJSON' in Object(value)) return true
  for (const _ in []) return true
  return false
}

function begunCopy(state: object): unknown {
  room = MAX_VALUES
  try {
    return copyOf(state)
  } catch {
    // A getter or a trap of the projection's own: whoever takes the state's text meets it again, and says so.
    return NO_COPY
  }
}

function copyOf(value: object): unknown {
  if (Array.isArray(value)) return copyOfItems(value)
  if (Object.getPrototypeOf(value) !== Object.prototype) return NO_COPY
  const copy: Record<string, unknown> = { ...value }
  if (isExact && Object.getOwnPropertySymbols(copy).length > 0) return NO_COPY
  for (const key in copy) {
    if (--room < 0) return NO_COPY
    const member = copy[key]
    if (typeof member !== 'object' || member === null) {
      if (isExact && !isJsonValue(member)) return NO_COPY
      continue
    }
    const inner = copyOf(member)
    if (inner === NO_COPY) return NO_COPY
    copy[key] = inner
  }
  return copy
}

function copyOfItems(items: readonly unknown[]): unknown {
  room -= items.length
  if (room < 0 || Object.getPrototypeOf(items) !== Array.prototype) return NO_COPY
  const copies = items.slice()
  for (let at = 0; at < copies.length; at++) {
    const item = copies[at]
    if (typeof item !== 'object' || item === null) {
      if (isExact && !isJsonValue(item)) return NO_COPY
      continue
    }
    const inner = copyOf(item)
    if (inner === NO_COPY) return NO_COPY
    copies[at] = inner
  }
  return copies
}

/** Of what is no object, or null: whether JSON has the very same. */
function isJsonValue(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'object':
      return true
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    default:
      return false
  }
}
