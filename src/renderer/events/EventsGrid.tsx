// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { type KeyboardEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { EventRows } from './EventRows.tsx'
import { EventsChips } from './EventsChips.tsx'
import { rowId } from './EventsRow.tsx'
import { gridMove } from './grid-keys.ts'
import type { GridSight } from './grid-sight.ts'
import { createGridSightStore } from './grid-sight-store.ts'
import { shownRows } from './row-window.ts'
import { useGridScroll } from './use-grid-scroll.ts'
import './events.css'

declare module 'react' {
  interface CSSProperties {
    /** Most digits a position of the store has. */
    '--position-digits'?: number
  }
}

/** Height of a row, as the theme's --row has it. */
const ROW_PX = 24

const columns = ['Position', 'Time (UTC)', 'Type', 'Stream @ version', 'Data'] as const

/**
 * The log as rows of its view: a window over any number of them. The selected row is the active one; keys move it, and
 * the focus stays on the grid.
 */
export function EventsGrid({ explorer }: { readonly explorer: ExplorerStore }) {
  const [sightStore] = useState(() => createGridSightStore(ROW_PX))
  const { grid, head, sight } = useGridScroll(sightStore, explorer)
  const total = useStore(explorer, (state) => state.logTotal)
  const complete = useStore(explorer, (state) => state.logComplete)
  const selectedRow = useStore(explorer, (state) => state.selectedRow)
  const times = useStore(explorer, ({ status }) => (status?.capabilities.time === false ? 'unknown' : 'known'))
  const digits = useStore(explorer, (state) => String(state.head).length)

  function onKeyDown(event: KeyboardEvent): void {
    const move = gridMove(event, sightStore.get())
    if (move === undefined) return
    event.preventDefault()
    move(explorer.getState())
  }

  return (
    <section className="events" aria-label="Log">
      <div
        ref={grid}
        className="events-grid"
        role="grid"
        aria-label="Events"
        aria-rowcount={complete ? total : -1}
        aria-colcount={columns.length}
        aria-activedescendant={isInSight(sight, selectedRow) ? rowId(selectedRow) : undefined}
        tabIndex={0}
        data-times={times}
        style={{ '--position-digits': Math.max(6, digits) }}
        onKeyDown={onKeyDown}
      >
        <div ref={head} role="rowgroup" className="events-head">
          <div role="row" className="events-row">
            {columns.map((name, index) => (
              <span key={name} role="columnheader" aria-colindex={index + 1} className="events-cell">
                {name}
              </span>
            ))}
          </div>
        </div>
        <EventRows explorer={explorer} sight={sight} times={times} />
      </div>
      <EventsChips explorer={explorer} sight={sight} />
    </section>
  )
}

function isInSight({ window, topRow }: GridSight, row: number | undefined): row is number {
  const { first, end } = shownRows(window, topRow)
  return row !== undefined && row > first && row <= end
}
