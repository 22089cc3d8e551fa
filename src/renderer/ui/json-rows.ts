import type { JsonNode } from './json-nodes.ts'

/** A way into a JSON value: keys of objects and numbers, from 0, of items. */
export type JsonSteps = readonly (string | number)[]

/** One line of a JSON tree. */
export interface JsonRow {
  /** The way to it from the top, its keys and places joined; the same for the same place in any text. */
  readonly path: string
  /** The same as keys and, in arrays, numbers from 0. */
  readonly steps: JsonSteps
  /** From 1. */
  readonly level: number
  /** Its key or its place in the array; absent at the top. */
  readonly name: string | undefined
  readonly node: JsonNode
  readonly open: boolean
  /** Place of the row that it lies under; -1 at the top. */
  readonly parent: number
}

/** Containers with at most so many members are open to begin with, as deep as {@link OPEN_LEVELS}. */
const OPEN_MEMBERS = 100
const OPEN_LEVELS = 3

/** The lines to show: those inside containers that are open. `turned` holds the paths that were opened or closed by hand. */
export function jsonRows(root: JsonNode, turned: ReadonlySet<string>): readonly JsonRow[] {
  const rows: JsonRow[] = []

  function add(node: JsonNode, steps: JsonSteps, path: string, level: number, parent: number): void {
    const name = steps.length === 0 ? undefined : String(steps.at(-1))
    const byDefault = level <= OPEN_LEVELS && sizeOf(node) <= OPEN_MEMBERS
    const open = sizeOf(node) > 0 && byDefault !== turned.has(path)
    const place = rows.push({ path, steps, level, name, node, open, parent }) - 1
    if (open) addInside(node, steps, path, level + 1, place)
  }

  function addInside(node: JsonNode, steps: JsonSteps, path: string, level: number, parent: number): void {
    if (node.kind === 'object')
      for (const { key, value } of node.members) add(value, [...steps, key], `${path}/${escaped(key)}`, level, parent)
    else if (node.kind === 'array')
      for (const [place, item] of node.items.entries()) add(item, [...steps, place], `${path}/${place}`, level, parent)
  }

  add(root, [], '', 1, -1)
  return rows
}

export function sizeOf(node: JsonNode): number {
  if (node.kind === 'object') return node.members.length
  return node.kind === 'array' ? node.items.length : 0
}

/** As in a JSON pointer (RFC 6901), so that no key looks like two. */
export function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
