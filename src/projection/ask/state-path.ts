import { MAX_JSON_DEPTH } from '../../core/json.ts'
import type { StatePath } from './questions.ts'

/** What stands at a path of JSON data; `undefined` where nothing does. A name is no item of a list, a number no member of an object. */
export function valueAt(state: unknown, path: StatePath): unknown {
  let value = state
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) {
      if (typeof step !== 'number') return undefined
      value = value[step]
    } else {
      if (typeof step !== 'string' || !Object.hasOwn(value, step)) return undefined
      value = (value as Record<string, unknown>)[step]
    }
  }
  return value
}

/** What stands at a path of a state that is given as its JSON text, as JSON text; `undefined` where nothing does. */
export function textAt(json: string | undefined, path: StatePath): string | undefined {
  if (json === undefined || path.length === 0) return json
  const value = valueAt(JSON.parse(json), path)
  return value === undefined ? undefined : JSON.stringify(value)
}

/** The paths of all values that hold no others, in the order in which they stand. Empty lists and objects are such values. */
export function* leafPaths(value: unknown, at: StatePath = []): Generator<StatePath, void> {
  if (typeof value !== 'object' || value === null) return yield at
  const inner: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, place) => [place, item] as const)
    : Object.entries(value)
  if (inner.length === 0) return yield at
  for (const [step, item] of inner) yield* leafPaths(item, [...at, step])
}

/**
 * Whether two values of JSON data are the same, whatever the order of their members. What is no JSON data, as a Date or a circle, is never the
 * same.
 */
export function isSameJson(one: unknown, other: unknown, depth = 0): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (depth >= MAX_JSON_DEPTH) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
    return one.every((item, place) => isSameJson(item, other[place], depth + 1))
  }
  if (!isPlain(one) || !isPlain(other)) return false
  const members = Object.entries(one)
  if (members.length !== Object.keys(other).length) return false
  return members.every(
    ([name, value]) =>
      Object.hasOwn(other, name) && isSameJson(value, (other as Record<string, unknown>)[name], depth + 1),
  )
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether two states, given as JSON text, are the same, whatever the order of their members; `undefined` is a cell that does not live. */
export function isSameState(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true
  return one !== undefined && other !== undefined && isSameJson(JSON.parse(one), JSON.parse(other))
}
