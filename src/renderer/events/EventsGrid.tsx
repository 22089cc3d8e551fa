// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { type CSSProperties, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { ColumnHeads } from './ColumnHeads.tsx'
import { cellId } from './EventCells.tsx'
import { EventRows } from './EventRows.tsx'
import { EventsChips } from './EventsChips.tsx'
import { rowId } from './EventsRow.tsx'
import type { GridColumn } from './grid-columns.ts'
import { areFirst, columnTracks } from './grid-columns.ts'
import { type GridSight, isRowShown } from './grid-sight.ts'
import { createGridSightStore, type GridRows } from './grid-sight-store.ts'
import { useGridColumns } from './use-grid-columns.ts'
import { useGridInput } from './use-grid-input.ts'
import { useGridScroll } from './use-grid-scroll.ts'
import './events.css'
import './columns.css'

declare module 'react' {
  interface CSSProperties {
    /** Most digits a position of the store has. */
    '--position-digits'?: number
    '--columns'?: string
    '--columns-least'?: string
  }
}

/** Height of a row, as the theme's --row has it. */
const ROW_PX = 24

const logRows: GridRows = {
  of: (state) => state,
  show: ({ showRows }, first, last) => showRows(first, last),
}

/**
 * The log as rows of its view: a window over any number of them. The selected row is the active one; keys move it, and
 * the focus stays on the grid.
 */
export function EventsGrid({ explorer }: { readonly explorer: ExplorerStore }) {
  const [sightStore] = useState(() => createGridSightStore(ROW_PX, logRows))
  const { grid, head, sight } = useGridScroll(sightStore, explorer)
  const { columns, times } = useGridColumns(explorer)
  const { activeCell, menu, openColumnMenu, ...input } = useGridInput(explorer, grid, sightStore, columns)
  const isFirst = useStore(explorer, (state) => areFirst(state.columns))
  const digits = useStore(explorer, (state) => String(state.head).length)
  const rowCount = useStore(explorer, ({ logTotal, logComplete }) => (logComplete ? logTotal : -1))
  const selectedRow = useStore(explorer, (state) => state.selectedRow)
  return (
    <section className="events" aria-label="Log">
      <div
        ref={grid}
        className="events-grid"
        role="grid"
        aria-label="Events"
        aria-multiselectable="true"
        aria-rowcount={rowCount}
        aria-colcount={columns.length}
        aria-activedescendant={activeId(sight, selectedRow, activeCell)}
        tabIndex={0}
        data-times={times}
        data-columns={isFirst ? 'first' : 'chosen'}
        style={gridStyle(columns, digits, isFirst)}
        {...input}
      >
        <ColumnHeads explorer={explorer} columns={columns} head={head} onMenu={openColumnMenu} />
        <EventRows explorer={explorer} sight={sight} columns={columns} activeCell={activeCell} />
      </div>
      <EventsChips explorer={explorer} sight={sight} />
      {menu && <ContextMenu key={menu.id} {...menu} />}
    </section>
  )
}

function gridStyle(columns: readonly GridColumn[], digits: number, isFirst: boolean): CSSProperties {
  const tracks = isFirst ? undefined : columnTracks(columns)
  return {
    '--position-digits': Math.max(6, digits),
    ...(tracks && { '--columns': tracks.each, '--columns-least': tracks.least }),
  }
}

/** The id of the active cell, else of the active row, where that is in sight. */
function activeId(sight: GridSight, row: number | undefined, cell: number | undefined): string | undefined {
  if (!isRowShown(sight, row)) return undefined
  return cell === undefined ? rowId(row) : cellId(row, cell)
}
