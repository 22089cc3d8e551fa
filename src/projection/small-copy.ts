/** Most values that a state may have for {@link smallCopy}. */
const MAX_VALUES = 64

/** That a state has no {@link smallCopy}. */
export const NOT_SMALL = Symbol('not small')

/**
 * A copy of a small piece of JSON data that shares nothing with it; of what is not small, or no plain data, as with a getter that throws,
 * {@link NOT_SMALL}.
 */
export function smallCopy(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return state
  room = MAX_VALUES
  try {
    return copyOf(state)
  } catch {
    return NOT_SMALL
  }
}

/** How many more values may be copied: one copy is made at a time. */
let room = 0

function copyOf(value: object): unknown {
  if (Array.isArray(value)) return copyOfItems(value)
  if (Object.getPrototypeOf(value) !== Object.prototype) return NOT_SMALL
  const copy: Record<string, unknown> = { ...value }
  for (const key in copy) {
    if (--room < 0) return NOT_SMALL
    const member = copy[key]
    if (typeof member !== 'object' || member === null) continue
    const inner = copyOf(member)
    if (inner === NOT_SMALL) return NOT_SMALL
    copy[key] = inner
  }
  return copy
}

function copyOfItems(items: readonly unknown[]): unknown {
  room -= items.length
  if (room < 0) return NOT_SMALL
  const copies = items.slice()
  for (let at = 0; at < copies.length; at++) {
    const item = copies[at]
    if (typeof item !== 'object' || item === null) continue
    const inner = copyOf(item)
    if (inner === NOT_SMALL) return NOT_SMALL
    copies[at] = inner
  }
  return copies
}
