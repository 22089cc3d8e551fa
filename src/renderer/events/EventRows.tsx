// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { START } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { rowIn } from '../state/row-cache.ts'
import { typeMarks } from '../state/type-mark.ts'
import { activeWhatIf } from '../state/what-if-slice.ts'
import { EventsRow } from './EventsRow.tsx'
import type { GridSight } from './grid-sight.ts'
import { rowWhen } from './row-when.ts'
import { shownRows, spacerPx } from './row-window.ts'
import { whatIfMarks } from './what-if-marks.ts'

interface EventRowsProps {
  readonly explorer: ExplorerStore
  readonly sight: GridSight
  /** Whether the store knows when its events happened. */
  readonly times: 'known' | 'unknown'
}

/**
 * The rows in sight, in a layer that stays put while the element scrolls. Elements are used again for other rows: the
 * one of row n serves row n plus as many as there are elements.
 */
export function EventRows({ explorer, sight, times }: EventRowsProps) {
  const cache = useStore(explorer, (state) => state.rowCache)
  const playhead = useStore(explorer, (state) => state.playhead)
  const selectedRow = useStore(explorer, (state) => state.selectedRow)
  const firstVersion = useStore(explorer, firstVersionOf)
  const types = useStore(explorer, (state) => state.types)
  const marks = useMemo(() => typeMarks(types), [types])
  const active = useStore(explorer, activeWhatIf)
  const whatIf = useMemo(() => whatIfMarks(active), [active])
  const { window, topRow } = sight
  const { first, end } = shownRows(window, topRow)
  const elements = Math.ceil(window.viewportPx / window.rowPx) + 1
  const rows = Array.from({ length: end - first }, (_, index) => first + index + 1)
  const { selectRow, scrubTo } = explorer.getState()
  return (
    <>
      <div role="rowgroup" className="events-rows" style={{ height: window.viewportPx }}>
        {rows.map((row) => (
          <EventsRow
            key={row % elements}
            row={row}
            event={rowIn(cache, row)}
            marks={marks}
            times={times}
            firstVersion={firstVersion}
            topPx={Math.round((row - 1 - topRow) * window.rowPx)}
            when={rowWhen(cache, row, playhead)}
            whatIf={whatIf.get(rowIn(cache, row)?.position ?? START)}
            selected={row === selectedRow}
            onSelect={selectRow}
            onOpen={scrubTo}
          />
        ))}
      </div>
      <div role="presentation" style={{ height: Math.max(0, spacerPx(window) - window.viewportPx) }} />
    </>
  )
}
