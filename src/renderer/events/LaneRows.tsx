// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { StreamName } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { rowIn } from '../state/row-cache.ts'
import { typeMarks } from '../state/type-mark.ts'
import type { GridSight } from './grid-sight.ts'
import { LaneRow } from './LaneRow.tsx'
import { rowWhen } from './row-when.ts'
import { shownRows, spacerPx } from './row-window.ts'

interface LaneRowsProps {
  readonly explorer: ExplorerStore
  readonly sight: GridSight
  readonly streams: readonly StreamName[]
}

/** The rows of the lanes in sight, in a layer that stays put while the element scrolls. */
export function LaneRows({ explorer, sight, streams }: LaneRowsProps) {
  const { rowCache, selectedRow } = useStore(explorer, (state) => state.laneRows)
  const playhead = useStore(explorer, (state) => state.playhead)
  const types = useStore(explorer, (state) => state.types)
  const zone = useStore(explorer, (state) => state.zone)
  const firstVersion = useStore(explorer, firstVersionOf)
  const times = useStore(explorer, ({ status }) => (status?.capabilities.time === false ? 'unknown' : 'known'))
  const marks = useMemo(() => typeMarks(types), [types])
  const { selectLaneRow, scrubTo } = explorer.getState()
  const { window, topRow } = sight
  const { first, end } = shownRows(window, topRow)
  const rows = Array.from({ length: end - first }, (_, index) => first + index + 1)
  return (
    <>
      <div role="rowgroup" className="events-rows" style={{ height: window.viewportPx }}>
        {rows.map((row) => (
          <LaneRow
            key={row}
            row={row}
            event={rowIn(rowCache, row)}
            streams={streams}
            marks={marks}
            zone={zone}
            firstVersion={firstVersion}
            times={times}
            topPx={Math.round((row - 1 - topRow) * window.rowPx)}
            when={rowWhen(rowCache, row, playhead)}
            selected={row === selectedRow}
            onSelect={selectLaneRow}
            onOpen={scrubTo}
          />
        ))}
      </div>
      <div role="presentation" style={{ height: Math.max(0, spacerPx(window) - window.viewportPx) }} />
    </>
  )
}
