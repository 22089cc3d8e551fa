import type { JsonMember, JsonNode } from './json-nodes.ts'

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

/**
 * The top is open to begin with, and what is in it where it has at most so many members: each container that does, as deep as
 * {@link OPEN_LEVELS}, as long as there are not yet {@link OPEN_ROWS}.
 */
const OPEN_MEMBERS = 100
const OPEN_LEVELS = 3
const OPEN_ROWS = 500

/** A container with something about it that is not as in all others: it is open, or has one inside that is. */
interface Branch {
  readonly node: JsonNode
  readonly path: string
  open: boolean
  /** By their place in it, which ascends. */
  readonly inside: Map<number, Branch>
  /** Lines of it and of what is open in it. */
  rows: number
}

/** The lines of a JSON tree, made as they are looked at: what a line costs does not depend on how many there are. */
export class JsonRows {
  readonly #root: Branch

  /** @param turned the paths of containers that were opened or closed by hand */
  constructor(root: JsonNode, turned: ReadonlySet<string>) {
    this.#root = branchOf(root, '')
    openFirst(this.#root)
    for (const path of turned) turn(this.#root, path)
    countRows(this.#root)
  }

  get count(): number {
    return this.#root.rows
  }

  /** @param place from 0 */
  at(place: number): JsonRow | undefined {
    if (place < 0 || place >= this.count) return undefined
    let row = rowOf(this.#root.node, undefined, this.#root, undefined, -1)
    let branch: Branch | undefined = this.#root
    let before = 0
    while (before < place && branch !== undefined) {
      const found: Found = memberAt(branch, place - before - 1)
      const member = branch.node.member(found.place)
      if (member === undefined) return undefined
      const parent = before
      before += 1 + found.rowsBefore
      row = rowOf(member.value, row, found.branch, segmentOf(branch.node, member, found.place), parent)
      branch = found.branch
    }
    return row
  }

  /** The place of the line that shows a character of the text; of the nearest one around it, where that is not open. */
  placeOf(offset: number): number {
    let place = 0
    let branch: Branch | undefined = this.#root
    while (branch?.open) {
      const inside = branch.node.placeAt(offset)
      if (inside < 0) break
      place += 1 + inside
      for (const [at, { rows }] of branch.inside) if (at < inside) place += rows - 1
      branch = branch.inside.get(inside)
    }
    return place
  }

  /** The paths of the containers around a character of the text that are closed, from the outermost one on. */
  closedAround(offset: number): readonly string[] {
    const closed: string[] = []
    let { node, path }: Pick<Branch, 'node' | 'path'> = this.#root
    let branch: Branch | undefined = this.#root
    for (let place = node.placeAt(offset); place >= 0; place = node.placeAt(offset)) {
      if (!branch?.open) closed.push(path)
      const member = node.member(place)
      if (member === undefined) break
      path += `/${segmentOf(node, member, place).text}`
      node = member.value
      branch = branch?.inside.get(place)
    }
    return closed
  }
}

interface Found {
  readonly place: number
  /** Lines of the members before it. */
  readonly rowsBefore: number
  readonly branch: Branch | undefined
}

/** The member of an open container that a line belongs to, which is counted from 0 after the container's own. */
function memberAt({ inside }: Branch, line: number): Found {
  let more = 0
  for (const [place, branch] of inside) {
    const rowsBefore = place + more
    if (line < rowsBefore) break
    if (line < rowsBefore + branch.rows) return { place, rowsBefore, branch }
    more += branch.rows - 1
  }
  return { place: line - more, rowsBefore: line, branch: undefined }
}

interface Segment {
  readonly step: string | number
  readonly text: string
}

function rowOf(
  node: JsonNode,
  above: JsonRow | undefined,
  branch: Branch | undefined,
  segment: Segment | undefined,
  parent: number,
): JsonRow {
  const { path = '', steps = [], level = 0 } = above ?? {}
  return {
    path: segment === undefined ? '' : `${path}/${segment.text}`,
    steps: segment === undefined ? [] : [...steps, segment.step],
    level: level + 1,
    name: segment === undefined ? undefined : `${segment.step}`,
    node,
    open: branch?.open ?? false,
    parent,
  }
}

function branchOf(node: JsonNode, path: string): Branch {
  return { node, path, open: false, inside: new Map(), rows: 1 }
}

/** Opens what is open to begin with, level by level. */
function openFirst(root: Branch): void {
  const { size: top } = root.node
  root.open = top > 0
  if (top > OPEN_MEMBERS) return
  let level = containersIn(root)
  let rows = 1 + top
  for (let depth = 2; depth <= OPEN_LEVELS; depth++) {
    const next: Branch[] = []
    for (const branch of level) {
      const { size } = branch.node
      if (size === 0 || size > OPEN_MEMBERS || rows + size > OPEN_ROWS) continue
      rows += size
      branch.open = true
      next.push(...containersIn(branch))
    }
    level = next
  }
}

function containersIn({ node, path, inside }: Branch): readonly Branch[] {
  let place = 0
  for (const member of node.members()) {
    const isContainer = member.value.kind === 'object' || member.value.kind === 'array'
    if (isContainer) inside.set(place, branchOf(member.value, `${path}/${segmentOf(node, member, place).text}`))
    place++
  }
  return [...inside.values()]
}

/** Opens what is closed at a path, closes what is open; nothing where there is no container. */
function turn(root: Branch, path: string): void {
  let branch = root
  for (const segment of path.split('/').slice(1)) {
    const place = placeOf(branch.node, segment)
    const value = branch.node.member(place)?.value
    if (value === undefined) return
    branch = branch.inside.get(place) ?? grown(branch, place, branchOf(value, `${branch.path}/${segment}`))
  }
  if (branch.node.size > 0) branch.open = !branch.open
}

/** Puts a branch among those that are there, in order of place. @returns it */
function grown({ inside }: Branch, place: number, branch: Branch): Branch {
  const later = [...inside].filter(([at]) => at > place)
  for (const [at] of later) inside.delete(at)
  inside.set(place, branch)
  for (const [at, one] of later) inside.set(at, one)
  return branch
}

function countRows(root: Branch): void {
  const all: Branch[] = [root]
  for (const { inside } of all) all.push(...inside.values())
  for (const branch of all.reverse()) {
    branch.rows = 1
    if (!branch.open) continue
    branch.rows += branch.node.size
    for (const { rows } of branch.inside.values()) branch.rows += rows - 1
  }
}

/** How a member is told from the others in a path; of a key that is there again by which time it is. */
function segmentOf(node: JsonNode, { key }: JsonMember, place: number): Segment {
  if (key === undefined) return { step: place, text: `${place}` }
  const time = node.placesOf(key).indexOf(place)
  return { step: key, text: time === 0 ? escaped(key) : `${escaped(key)}~~${time}` }
}

/** The place that a segment names; -1 where there is none. */
function placeOf(node: JsonNode, segment: string): number {
  if (node.kind === 'array') return Number(segment)
  const [name = '', time = '0'] = segment.split('~~')
  return node.placesOf(name.replaceAll('~1', '/').replaceAll('~0', '~'))[Number(time)] ?? -1
}

/** As in a JSON pointer (RFC 6901), so that no key looks like two. */
export function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
