import { MAX_JSON_DEPTH } from '../core/json.ts'
import { LazyEvent } from './project-event.ts'

/** So many characters of a long loss are said of its beginning, and of its end. */
const SAID_CHARACTERS = 100

/**
 * What of a value JSON would not keep, as a path and a thing (`.when is a Date`), or nothing when it keeps everything. Members that are
 * `undefined` are left out without a word: JSON leaves them out too. Items that are become null, and are a loss.
 */
export function jsonLoss(value: unknown): string | undefined {
  const loss = lossOf(value, 0)
  if (loss === undefined || loss.length <= 2 * SAID_CHARACTERS) return loss
  return `${loss.slice(0, SAID_CHARACTERS)}…${loss.slice(-SAID_CHARACTERS)}`.toWellFormed()
}

function lossOf(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : ` is ${value}`
    case 'bigint':
    case 'function':
    case 'symbol':
      return ` is a ${typeof value}`
    case 'object':
      return value === null ? undefined : objectLoss(value, depth)
    default:
      return undefined
  }
}

function objectLoss(value: object, depth: number): string | undefined {
  if (depth >= MAX_JSON_DEPTH) return ` has more than ${MAX_JSON_DEPTH} levels`
  if (Array.isArray(value)) return itemsLoss(value, depth)
  if (value instanceof LazyEvent) return objectLoss(value.toJSON(), depth)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return ` is a ${nameOf(value)}`
  for (const key of Object.keys(value)) {
    const loss = lossOf((value as Record<string, unknown>)[key], depth + 1)
    if (loss !== undefined) return `.${key}${loss}`
  }
  return undefined
}

function itemsLoss(items: readonly unknown[], depth: number): string | undefined {
  for (let at = 0; at < items.length; at++) {
    const loss = items[at] === undefined ? ' is undefined' : lossOf(items[at], depth + 1)
    if (loss !== undefined) return `[${at}]${loss}`
  }
  return undefined
}

function nameOf(value: object): string {
  return typeof value.constructor === 'function' && value.constructor.name !== '' ? value.constructor.name : 'class'
}
