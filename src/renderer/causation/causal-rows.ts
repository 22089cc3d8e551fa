import type { Position } from '../../core/event.ts'
import { type CausalNode, shownNodes } from './causal-forest.ts'

/** The rows of a tree in which some events' effects are folded away. */
export interface CausalRows {
  readonly count: number
  /** The node in a row, counted from 0, and its place in the forest. @throws RangeError */
  readonly nodeIn: (row: number) => { readonly node: CausalNode; readonly place: number }
  /** The row of the node's cause; -1 where that has none. A node in a row has its cause in one, too. */
  readonly causeRow: (node: CausalNode) => number
  /** -1 where the event is not among these, or folded away. */
  readonly rowOfEvent: (position: Position) => number
}

export function causalRows(nodes: readonly CausalNode[], folded: ReadonlySet<string>): CausalRows {
  const shown = shownNodes(nodes, folded)
  const rows = new Map(shown.map((place, row) => [place, row]))
  const rowOf = (place: number): number => rows.get(place) ?? -1
  return {
    count: shown.length,
    nodeIn(row) {
      const place = shown[row] ?? -1
      const node = nodes[place]
      if (node === undefined) throw new RangeError(`no event in row ${row}`)
      return { node, place }
    },
    causeRow: ({ cause }) => rowOf(cause),
    rowOfEvent: (position) => rowOf(nodes.findIndex(({ event }) => event.position === position)),
  }
}
