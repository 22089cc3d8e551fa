import type { JsonNode } from './json-nodes.ts'

/** How one JSON value differs from another. */
export type JsonDiff =
  | { readonly kind: 'same'; readonly node: JsonNode }
  | { readonly kind: 'added' | 'removed'; readonly node: JsonNode }
  /** One of them is no list or object, or they are not both the same of the two. */
  | { readonly kind: 'changed'; readonly before: JsonNode; readonly after: JsonNode }
  | { readonly kind: 'inside'; readonly of: 'object' | 'array'; readonly members: readonly DiffMember[] }

export interface DiffMember {
  /** Its key, or its number from 0 in the list after; of what was removed in the list before. */
  readonly name: string
  readonly diff: JsonDiff
}

/**
 * Members of objects are told apart by key, in any order. Of lists, what both begin with and end with is the same, and what lies between is
 * compared item by item.
 */
export function jsonDiff(before: JsonNode, after: JsonNode): JsonDiff {
  if (before.text === after.text) return { kind: 'same', node: after }
  if (before.kind === 'object' && after.kind === 'object') return inside('object', objectMembers(before, after), after)
  if (before.kind === 'array' && after.kind === 'array') return inside('array', itemMembers(before, after), after)
  return isSame(before, after) ? { kind: 'same', node: after } : { kind: 'changed', before, after }
}

function inside(of: 'object' | 'array', members: readonly DiffMember[], after: JsonNode): JsonDiff {
  return members.every(({ diff }) => diff.kind === 'same')
    ? { kind: 'same', node: after }
    : { kind: 'inside', of, members }
}

/** The members of `before` in their order, then those that are new. */
function objectMembers(before: JsonNode, after: JsonNode): readonly DiffMember[] {
  const later = valuesByKey(after)
  const earlier = new Set<string>()
  const members: DiffMember[] = []
  for (const { key: name = '', value } of before.members()) {
    const now = later.get(name)
    earlier.add(name)
    members.push({ name, diff: now === undefined ? { kind: 'removed', node: value } : jsonDiff(value, now) })
  }
  for (const { key: name = '', value } of after.members())
    if (!earlier.has(name)) members.push({ name, diff: { kind: 'added', node: value } })
  return members
}

/** Of a key that is written twice the last value counts. */
function valuesByKey(node: JsonNode): ReadonlyMap<string, JsonNode> {
  return new Map(Array.from(node.members(), ({ key = '', value }) => [key, value]))
}

function itemsOf(node: JsonNode): readonly JsonNode[] {
  return Array.from(node.members(), ({ value }) => value)
}

function itemMembers(beforeNode: JsonNode, afterNode: JsonNode): readonly DiffMember[] {
  const [before, after] = [itemsOf(beforeNode), itemsOf(afterNode)]
  const shorter = Math.min(before.length, after.length)
  const begins = commonLength(shorter, (i) => [before[i], after[i]])
  const ends = commonLength(shorter - begins, (i) => [before.at(-1 - i), after.at(-1 - i)])
  const members: DiffMember[] = []
  const paired = shorter - ends
  for (const [i, node] of after.entries()) {
    const earlier = i < paired ? before[i] : undefined
    if (earlier !== undefined) members.push({ name: `${i}`, diff: jsonDiff(earlier, node) })
    else if (i >= after.length - ends) members.push({ name: `${i}`, diff: { kind: 'same', node } })
    else members.push({ name: `${i}`, diff: { kind: 'added', node } })
  }
  const removed = before
    .slice(paired, before.length - ends)
    .map((node, i): DiffMember => ({ name: `${paired + i}`, diff: { kind: 'removed', node } }))
  members.splice(paired, 0, ...removed)
  return members
}

/** How many of the first `most` pairs are the same. */
function commonLength(
  most: number,
  pair: (i: number) => readonly [JsonNode | undefined, JsonNode | undefined],
): number {
  for (let i = 0; i < most; i++) {
    const [a, b] = pair(i)
    if (a === undefined || b === undefined || !isSame(a, b)) return i
  }
  return most
}

function isSame(a: JsonNode, b: JsonNode): boolean {
  if (a.kind !== b.kind || a.size !== b.size) return false
  if (a.text === b.text) return true
  if (a.kind === 'object') {
    const later = valuesByKey(b)
    return [...valuesByKey(a)].every(([key, value]) => {
      const now = later.get(key)
      return now !== undefined && isSame(value, now)
    })
  }
  if (a.kind !== 'array') return false
  return commonLength(a.size, (i) => [a.member(i)?.value, b.member(i)?.value]) === a.size
}
