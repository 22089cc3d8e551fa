import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Position } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { typeMark, typeMarks } from '../state/type-mark.ts'
import { type TreeRow, VirtualTree } from '../ui/VirtualTree.tsx'
import { CausalRow } from './CausalRow.tsx'
import { type CausalNode, pathToRoot, shownNodes } from './causal-forest.ts'
import { placeRowsBy, type SightStore } from './sight-store.ts'
import { TrackRuler } from './TrackRuler.tsx'
import type { TrackAxis } from './track-axis.ts'
import { middleOf, panned, type TrackSight, WHOLE, zoomed } from './track-sight.ts'
import { useSelectedRow } from './use-selected-row.ts'
import { useTrackWheel } from './use-track-wheel.ts'

interface CausalTreeProps {
  readonly explorer: ExplorerStore
  readonly nodes: readonly CausalNode[]
  readonly axis: TrackAxis
  readonly sight: SightStore
}

const ROW_PX = 24

/** Deeper rows are not indented further. */
const MAX_LEVEL = 12

/** Events by what caused them and, in the same rows, along an axis. Every row's line comes from its cause. */
export function CausalTree({ explorer, nodes, axis, sight }: CausalTreeProps) {
  const frame = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const folded = useStore(explorer, (state) => state.foldedCauses)
  const selected = useStore(explorer, (state) => state.selected)
  const types = useStore(explorer, (state) => state.types)
  const firstVersion = useStore(explorer, firstVersionOf)
  const zone = useStore(explorer, (state) => state.zone)
  const marks = useMemo(() => typeMarks(types), [types])
  const shown = useMemo(() => shownNodes(nodes, folded), [nodes, folded])
  const rowOf = useMemo(() => new Map(shown.map((place, row) => [place, row])), [shown])
  const path = useMemo(
    () =>
      pathToRoot(
        nodes,
        nodes.findIndex(({ event }) => event.position === selected),
      ),
    [nodes, selected],
  )
  useEffect(() => (frame.current ? placeRowsBy(frame.current, sight) : undefined), [sight])
  useTrackWheel(frame, ruler, sight)
  const rowAtPosition = useCallback(
    (position: Position) => rowOf.get(nodes.findIndex(({ event }) => event.position === position)) ?? -1,
    [nodes, rowOf],
  )
  const { goTo, chooses } = useSelectedRow(selected, rowAtPosition)

  function select(row: number): Position {
    const { position } = nodeIn(row).node.event
    chooses(position)
    explorer.getState().selectEvent(position)
    return position
  }

  function nodeIn(row: number): { readonly node: CausalNode; readonly place: number } {
    const place = shown[row] ?? 0
    const node = nodes[place]
    if (node === undefined) throw new RangeError(`no event in row ${row}`)
    return { node, place }
  }

  function rowAt(row: number): TreeRow {
    const { node, place } = nodeIn(row)
    const causeRow = rowOf.get(node.cause)
    return {
      id: `${node.event.position}`,
      level: Math.min(node.depth, MAX_LEVEL),
      state: node.effects === 0 ? 'leaf' : folded.has(node.event.id) ? 'closed' : 'open',
      selected: node.event.position === selected,
      content: (
        <CausalRow
          nodes={nodes}
          node={node}
          axis={axis}
          mark={typeMark(marks, node.event.type)}
          firstVersion={firstVersion}
          zone={zone}
          onPath={path.has(place) ? 'on' : 'off'}
          deeper={node.depth - MAX_LEVEL}
          folded={folded.has(node.event.id) ? node.below : 0}
          causeAbovePx={causeRow === undefined ? undefined : (row - causeRow) * ROW_PX}
        />
      ),
    }
  }

  function onRowKey(row: number, event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false
    if (event.key === 'Enter') {
      event.preventDefault()
      explorer.getState().scrubTo(select(row))
      return true
    }
    const next = sightAfterKey(event.key, sight.get())
    if (next !== undefined) sight.show(next)
    return next !== undefined
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the tree does the same
    <div
      ref={frame}
      className="correlation-frame"
      onDoubleClick={() => selected !== undefined && explorer.getState().scrubTo(selected)}
    >
      <TrackRuler ref={ruler} axis={axis} sight={sight} />
      <VirtualTree
        label="Events by cause"
        className="causal-tree"
        count={shown.length}
        rowPx={ROW_PX}
        rowAt={rowAt}
        parentOf={(row) => rowOf.get(nodeIn(row).node.cause) ?? -1}
        onToggle={(row, next) => explorer.getState().foldCause(nodeIn(row).node.event.id, next)}
        onActivate={select}
        {...(goTo && { goTo })}
        onRowKey={onRowKey}
      />
    </div>
  )
}

function sightAfterKey(key: string, sight: TrackSight): TrackSight | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomed(sight, middleOf(sight), 0.5)
    case '-':
      return zoomed(sight, middleOf(sight), 2)
    case '0':
      return WHOLE
    case ',':
      return panned(sight, -0.25)
    case '.':
      return panned(sight, 0.25)
    default:
      return undefined
  }
}
