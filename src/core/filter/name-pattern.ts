import type { NamePattern } from './filter-tree.ts'

/** Whether a name is one of the patterns', compiled for many names. */
export function nameTest(patterns: readonly NamePattern[]): (name: string) => boolean {
  const exact = new Set(patterns.filter(({ wild }) => !wild).map(({ text }) => text))
  const wild = patterns.filter((pattern) => pattern.wild)
  if (wild.length === 0) return (name) => exact.has(name)
  return (name) => exact.has(name) || wild.some((pattern) => matchesPattern(pattern, name))
}

/** Whether a name is the pattern's or, where that is wild, made like it. Takes time in the length of both, whatever the stars. */
export function matchesPattern({ text, wild }: NamePattern, name: string): boolean {
  if (!wild) return name === text
  const [prefix = '', ...rest] = text.split('*')
  const suffix = rest.pop()
  if (suffix === undefined) return name === text
  if (name.length < prefix.length + suffix.length || !name.startsWith(prefix) || !name.endsWith(suffix)) return false
  const end = name.length - suffix.length
  let at = prefix.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}

/** What every name that matches begins with; all of it where the pattern is not wild. */
export function patternPrefix({ text, wild }: NamePattern): string {
  const star = wild ? text.indexOf('*') : -1
  return star < 0 ? text : text.slice(0, star)
}
