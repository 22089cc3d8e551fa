import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Position } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { typeMarks } from '../state/type-mark.ts'
import { type TreeRow, VirtualTree } from '../ui/VirtualTree.tsx'
import { CausalRow } from './CausalRow.tsx'
import { type CausalNode, pathToRoot } from './causal-forest.ts'
import { type CausalRows, causalRows } from './causal-rows.ts'
import { placeRowsBy, type SightStore } from './sight-store.ts'
import { TrackRuler } from './TrackRuler.tsx'
import type { TrackAxis } from './track-axis.ts'
import { sightAfterKey } from './track-sight.ts'
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
  const rows = useMemo(() => causalRows(nodes, folded), [nodes, folded])
  const rowAt = useRowAt({ explorer, nodes, axis, sight }, rows)
  const { goTo, chooses } = useSelectedRow(selected, rows.rowOfEvent)
  const { selectEvent, scrubTo, foldCause } = explorer.getState()
  useEffect(() => (frame.current ? placeRowsBy(frame.current, sight) : undefined), [sight])
  useTrackWheel(frame, ruler, sight)

  function select(row: number): Position {
    const { position } = rows.nodeIn(row).node.event
    chooses(position)
    selectEvent(position)
    return position
  }

  function onRowKey(row: number, event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false
    const next = sightAfterKey(event.key, sight.get())
    if (event.key !== 'Enter' && next === undefined) return false
    event.preventDefault()
    if (next === undefined) scrubTo(select(row))
    else sight.show(next)
    return true
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the tree does the same
    <div ref={frame} className="correlation-frame" onDoubleClick={() => selected !== undefined && scrubTo(selected)}>
      <TrackRuler ref={ruler} axis={axis} sight={sight} />
      <VirtualTree
        label="Events by cause"
        className="causal-tree"
        count={rows.count}
        rowPx={ROW_PX}
        rowAt={rowAt}
        parentOf={(row) => rows.causeRow(rows.nodeIn(row).node)}
        onToggle={(row, next) => foldCause(rows.nodeIn(row).node.event.id, next)}
        onActivate={select}
        onRowKey={onRowKey}
        {...(goTo && { goTo })}
      />
    </div>
  )
}

/** What a row shows, with all that this depends on. */
function useRowAt({ explorer, nodes, axis }: CausalTreeProps, rows: CausalRows): (row: number) => TreeRow {
  const folded = useStore(explorer, (state) => state.foldedCauses)
  const selected = useStore(explorer, (state) => state.selected)
  const types = useStore(explorer, (state) => state.types)
  const zone = useStore(explorer, (state) => state.zone)
  const firstVersion = useStore(explorer, firstVersionOf)
  const knowsTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  const marks = useMemo(() => typeMarks(types), [types])
  const path = useMemo(
    () =>
      pathToRoot(
        nodes,
        nodes.findIndex(({ event }) => event.position === selected),
      ),
    [nodes, selected],
  )
  const telling = { marks, firstVersion, zone: knowsTimes ? zone : undefined }
  return (row) => {
    const { node, place } = rows.nodeIn(row)
    const causeRow = rows.causeRow(node)
    const isFolded = folded.has(node.event.id)
    return {
      id: `${node.event.position}`,
      level: Math.min(node.depth, MAX_LEVEL),
      state: node.effects === 0 ? 'leaf' : isFolded ? 'closed' : 'open',
      selected: node.event.position === selected,
      content: (
        <CausalRow
          node={node}
          cause={nodes[node.cause]}
          axis={axis}
          telling={telling}
          onPath={path.has(place) ? 'on' : 'off'}
          deeper={node.depth - MAX_LEVEL}
          folded={isFolded ? node.below : 0}
          causeAbovePx={(row - causeRow) * ROW_PX}
        />
      ),
    }
  }
}
