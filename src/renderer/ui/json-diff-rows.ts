import type { DiffMember, JsonDiff } from './json-diff.ts'
import type { JsonNode } from './json-nodes.ts'
import { escaped } from './json-rows.ts'

/** One line of a diff. */
export interface DiffRow {
  /** The way to it from the top. */
  readonly path: string
  /** From 1. */
  readonly level: number
  /** Its key or its number in a list; absent at the top. */
  readonly name: string | undefined
  readonly shows:
    | { readonly kind: 'value'; readonly change: 'same' | 'added' | 'removed'; readonly node: JsonNode }
    | { readonly kind: 'changed'; readonly before: JsonNode; readonly after: JsonNode }
    | { readonly kind: 'inside'; readonly of: 'object' | 'array' }
    /** Stands for members that are the same on both sides. */
    | { readonly kind: 'rest'; readonly count: number }
  readonly state: 'leaf' | 'open' | 'closed'
  /** Place of the row that it lies under; -1 at the top. */
  readonly parent: number
}

/** Containers that came or went are open to begin with where they have at most so many members. */
const OPEN_MEMBERS = 20

/** Fewer than so many members that are the same are shown as they are. */
const REST_FROM = 2

/** The lines to show. `turned` holds the paths that were opened or closed by hand. */
export function jsonDiffRows(root: JsonDiff, turned: ReadonlySet<string>): readonly DiffRow[] {
  const rows: DiffRow[] = []

  function push(row: Omit<DiffRow, 'state'>, size: number, byDefault: boolean): number | undefined {
    const open = byDefault !== turned.has(row.path)
    const place = rows.push({ ...row, state: size === 0 ? 'leaf' : open ? 'open' : 'closed' }) - 1
    return size > 0 && open ? place : undefined
  }

  function addDiff(diff: JsonDiff, place: Place): void {
    switch (diff.kind) {
      case 'inside': {
        const parent = push({ ...place, shows: diff }, diff.members.length, true)
        if (parent !== undefined) addMembers(diff.members, { ...under(place), parent })
        return
      }
      case 'changed':
        if (diff.before.size === 0 && diff.after.size === 0) push({ ...place, shows: diff }, 0, false)
        else {
          addNode(diff.before, 'removed', { ...place, path: `${place.path}/-` })
          addNode(diff.after, 'added', { ...place, path: `${place.path}/+` })
        }
        return
      default:
        addNode(diff.node, diff.kind, place)
    }
  }

  function addMembers(members: readonly DiffMember[], place: Place): void {
    const same = members.filter(({ diff }) => diff.kind === 'same')
    const together = same.length >= REST_FROM
    for (const { name, diff } of members)
      if (!together || diff.kind !== 'same') addDiff(diff, placeOf(diff, name, place))
    if (!together) return
    const rest = { ...place, name: undefined, path: `${place.path}/…` }
    const parent = push({ ...rest, shows: { kind: 'rest', count: same.length } }, same.length, false)
    if (parent === undefined) return
    for (const { name, diff } of same) addDiff(diff, { ...member(place, name), level: place.level + 1, parent })
  }

  function addNode(node: JsonNode, change: 'same' | 'added' | 'removed', place: Place): void {
    const { size } = node
    const parent = push(
      { ...place, shows: { kind: 'value', change, node } },
      size,
      change !== 'same' && size <= OPEN_MEMBERS,
    )
    if (parent === undefined) return
    const inside = { ...under(place), parent }
    let at = 0
    for (const { key, value } of node.members()) addNode(value, change, member(inside, key ?? `${at++}`))
  }

  addDiff(root, { path: '', level: 1, name: undefined, parent: -1 })
  return rows
}

type Place = Pick<DiffRow, 'path' | 'level' | 'name' | 'parent'>

function under(place: Place): Place {
  return { ...place, level: place.level + 1 }
}

/** What is gone from a list had the number that another item has now: it is told apart by what no name is written as. */
function placeOf({ kind }: JsonDiff, name: string, place: Place): Place {
  return kind === 'removed' ? { ...place, name, path: `${place.path}/~-${escaped(name)}` } : member(place, name)
}

function member(place: Place, name: string): Place {
  return { ...place, name, path: `${place.path}/${escaped(name)}` }
}
