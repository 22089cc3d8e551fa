import type { StatePath } from './questions.ts'
import { isSameJson } from './state-path.ts'

/** A place where two values differ; a member that is `undefined` says that there is nothing at it. */
export interface JsonDifference {
  readonly path: StatePath
  readonly before: unknown
  readonly after: unknown
}

/**
 * Where two values of JSON data differ, as deep as both have members or items of the same kind: in the order of the second, with what only the
 * first has behind. Items of lists are compared by their place.
 */
export function jsonDiff(before: unknown, after: unknown): readonly JsonDifference[] {
  return [...differences(before, after, [])]
}

function* differences(before: unknown, after: unknown, path: StatePath): Generator<JsonDifference, void> {
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let place = 0; place < Math.max(before.length, after.length); place++)
      yield* differences(before[place], after[place], [...path, place])
  } else if (isRecord(before) && isRecord(after)) {
    for (const [name, value] of Object.entries(after))
      yield* differences(memberOf(before, name), value, [...path, name])
    for (const [name, value] of Object.entries(before))
      if (!Object.hasOwn(after, name)) yield { path: [...path, name], before: value, after: undefined }
  } else if (!isSameJson(before, after)) yield { path, before, after }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function memberOf(record: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
