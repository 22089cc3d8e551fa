import type { JsonObject, JsonValue } from '../../core/json.ts'
import { keptObjects } from './kept-values.ts'

/** A name like `name` that none of `taken` has in any case. */
export function freeFileName(name: string, taken: Iterable<string>): string {
  const [, stem = name, extension = ''] = /^(.+)(\.[jt]s)$/.exec(name) ?? []
  // Some file systems take names in different case for the same, and an import may leave the extension out.
  const stems = new Set([...taken].map((one) => one.toLowerCase().replace(/\.[jt]s$/, '')))
  let free = stem
  for (let number = 2; stems.has(free.toLowerCase()); number++) free = `${stem.slice(0, 90)}-${number}`
  return `${free}${extension}`
}

/** A workspace whose projections have other names. What is about files that `names` does not have is left out. */
export function renamedIn(workspace: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const renamed = (value: JsonValue | undefined): readonly JsonObject[] =>
    keptObjects(value).flatMap((one) => {
      const file = typeof one['file'] === 'string' ? names.get(one['file']) : undefined
      return file === undefined ? [] : [{ ...one, file }]
    })
  const { openFiles, readings, watches } = workspace
  return { ...workspace, openFiles: renamed(openFiles), readings: renamed(readings), watches: renamed(watches) }
}
