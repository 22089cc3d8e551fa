import type { StatePath } from '../../projection/ask/questions.ts'

/** Places of the numbers in a state, in order; at most `limit`. */
export function numericPaths(json: string, limit: number): readonly StatePath[] {
  const paths: StatePath[] = []

  function look(value: unknown, path: StatePath): void {
    if (paths.length >= limit) return
    if (typeof value === 'number') paths.push(path)
    else if (Array.isArray(value)) for (const [place, item] of value.entries()) look(item, [...path, place])
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) look(member, [...path, name])
  }

  look(JSON.parse(json), [])
  return paths
}
