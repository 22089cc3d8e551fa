// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { START } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { rowIn } from '../state/row-cache.ts'
import { typeMarks } from '../state/type-mark.ts'
import { activeWhatIf } from '../state/what-if-slice.ts'
import { clickRow } from './click-row.ts'
import { EventsRow } from './EventsRow.tsx'
import type { GridColumn } from './grid-columns.ts'
import type { GridSight } from './grid-sight.ts'
import { rowWhen } from './row-when.ts'
import { shownRows, spacerPx } from './row-window.ts'
import { whatIfMarks } from './what-if-marks.ts'

interface EventRowsProps {
  readonly explorer: ExplorerStore
  readonly sight: GridSight
  readonly columns: readonly GridColumn[]
  /** The place of the active cell among the columns; undefined where the whole row is active. */
  readonly activeCell: number | undefined
}

/**
 * The rows in sight, in a layer that stays put while the element scrolls. Elements are used again for other rows: the
 * one of row n serves row n plus as many as there are elements.
 */
export function EventRows({ explorer, sight, columns, activeCell }: EventRowsProps) {
  const cache = useStore(explorer, (state) => state.rowCache)
  const values = useStore(explorer, (state) => state.valueCache)
  const masks = useStore(explorer, (state) => state.activeMasks)
  const playhead = useStore(explorer, (state) => state.playhead)
  const selectedRow = useStore(explorer, (state) => state.selectedRow)
  const selection = useStore(explorer, (state) => state.selection)
  const { marks, telling, whatIf } = useLooks(explorer)
  const onSelect = useMemo(() => clickRow(explorer), [explorer])
  const { window, topRow } = sight
  const { first, end } = shownRows(window, topRow)
  const elements = Math.ceil(window.viewportPx / window.rowPx) + 1
  const rows = Array.from({ length: end - first }, (_, index) => first + index + 1)
  return (
    <>
      <div role="rowgroup" className="events-rows" style={{ height: window.viewportPx }}>
        {rows.map((row) => {
          const event = rowIn(cache, row)
          const active = row === selectedRow
          return (
            <EventsRow
              key={row % elements}
              row={row}
              event={event}
              columns={columns}
              values={values}
              masks={masks}
              marks={marks}
              telling={telling}
              topPx={Math.round((row - 1 - topRow) * window.rowPx)}
              when={rowWhen(cache, row, playhead)}
              whatIf={whatIf.get(event?.position ?? START)}
              selected={selection.size === 0 ? active : selection.has(event?.position ?? START)}
              active={active}
              activeCell={active ? activeCell : undefined}
              onSelect={onSelect}
              onOpen={explorer.getState().scrubTo}
            />
          )
        })}
      </div>
      <div role="presentation" style={{ height: Math.max(0, spacerPx(window) - window.viewportPx) }} />
    </>
  )
}

/** What tells events of one kind from others, how they are told, and what the active what-if does to them. */
function useLooks(explorer: ExplorerStore) {
  const firstVersion = useStore(explorer, firstVersionOf)
  const zone = useStore(explorer, (state) => state.zone)
  const types = useStore(explorer, (state) => state.types)
  const active = useStore(explorer, activeWhatIf)
  const marks = useMemo(() => typeMarks(types), [types])
  const telling = useMemo(() => ({ zone, firstVersion }), [zone, firstVersion])
  const whatIf = useMemo(() => whatIfMarks(active), [active])
  return { marks, telling, whatIf }
}
