import { KurrentdbEvent } from './kurrentdb-event.ts'
import { KurrentdbFault } from './kurrentdb-fault.ts'

/** Most levels of objects and arrays that KurrentDB writes. */
const MAX_LEVELS = 64

/** Most values in one state: the same object may be in it many times over, and is written as often. */
const MAX_VALUES = 1_000_000

/**
 * What KurrentDB reads back of a value that it wrote as JSON: members that are `undefined` are gone, numbers that JSON does not have are
 * null, a BigInt is text, and of any object its own members are kept, without asking `toJSON`. The result shares nothing with
 * the value.
 *
 * @throws KurrentdbFault `state-serialization-error`
 */
export function storedValue(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value + 0 : null
    case 'object':
      return value === null ? null : copyOf(value, 1, { left: MAX_VALUES })
    default:
      return storedMember(value, 0, { left: MAX_VALUES })
  }
}

/**
 * {@link storedValue} of a state that is one value: text that is JSON is stored as the JSON it is.
 */
export function storedState(state: unknown): unknown {
  return typeof state === 'string' ? jsonIn(state) : storedValue(state)
}

interface Budget {
  left: number
}

function storedMember(value: unknown, levels: number, budget: Budget): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value + 0 : null
    case 'object':
      return value === null ? null : copyOf(value, levels + 1, budget)
    case 'undefined':
      return null
    case 'bigint':
      return String(value)
    case 'function':
      return functionMembers(value)
    case 'symbol':
      throw new KurrentdbFault('state-serialization-error', 'a symbol is no JSON')
  }
}

function copyOf(value: object, levels: number, budget: Budget): unknown {
  if (levels > MAX_LEVELS)
    throw new KurrentdbFault('state-serialization-error', `it is circular, or has more than ${MAX_LEVELS} levels`)
  if (budget.left-- <= 0) throw new KurrentdbFault('state-serialization-error', `it has more than ${MAX_VALUES} values`)
  if (Array.isArray(value)) return itemsOf(value, levels, budget)
  if (Object.getPrototypeOf(value) !== Object.prototype) return membersOf(value, levels, budget)
  const copy: Record<string, unknown> = { ...value }
  for (const name in copy) {
    const member = copy[name]
    if (isKeptAsIs(member) || !Object.hasOwn(copy, name)) continue
    if (member === undefined) return membersOf(copy, levels, budget)
    copy[name] = storedMember(member, levels, budget)
  }
  return copy
}

function isKeptAsIs(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

function membersOf(value: object, levels: number, budget: Budget): Record<string, unknown> {
  const members = value instanceof KurrentdbEvent ? value.members() : (value as Record<string, unknown>)
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const member = members[name]
    if (member === undefined) continue
    const stored = storedMember(member, levels, budget)
    if (name === '__proto__') Object.defineProperty(copy, name, { value: stored, ...plain })
    else copy[name] = stored
  }
  return copy
}

const plain = { writable: true, enumerable: true, configurable: true }

function itemsOf(items: readonly unknown[], levels: number, budget: Budget): unknown[] {
  budget.left -= items.length
  if (budget.left <= 0) throw new KurrentdbFault('state-serialization-error', `it has more than ${MAX_VALUES} values`)
  const copy: unknown[] = []
  for (let at = 0; at < items.length; at++) copy.push(storedMember(items[at], levels, budget))
  return copy
}

/** KurrentDB sees a function as an object; one that can be constructed has a prototype that leads back to it. */
function functionMembers(value: object & { readonly length?: unknown; readonly name?: unknown }): unknown {
  if (Object.hasOwn(value, 'prototype')) throw new KurrentdbFault('state-serialization-error', 'a function is no JSON')
  return { length: value.length, name: value.name }
}

function jsonIn(text: string): unknown {
  if (!mayBeJson(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const beginnings = new Set('{["-0123456789tfn \t\r\n')

function mayBeJson(text: string): boolean {
  return beginnings.has(text[0] ?? '')
}
