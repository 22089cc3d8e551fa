// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { type RefObject, useState } from 'react'
import { useStore } from 'zustand'
import type { StreamName } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { isRowShown } from './grid-sight.ts'
import { createGridSightStore, type GridRows } from './grid-sight-store.ts'
import { laneRowId } from './LaneRow.tsx'
import { LaneRows } from './LaneRows.tsx'
import { useGridScroll } from './use-grid-scroll.ts'
import { useLaneInput } from './use-lane-input.ts'
import './events.css'
import './columns.css'
import './lanes.css'

/** Height of a row, as the theme's --row has it. */
const ROW_PX = 24

const laneGridRows: GridRows = {
  of: (state) => state.laneRows,
  show: ({ showLaneRows }, first, last) => showLaneRows(first, last),
}

const GUTTER = 'calc(var(--position-digits) * 1ch + var(--lane-time) + 28px)'
const LANE_LEAST = '170px'

/** The lanes as a grid of any number of rows: one for each event of any of the streams. */
export function LanesGrid({ explorer }: { readonly explorer: ExplorerStore }) {
  const [sightStore] = useState(() => createGridSightStore(ROW_PX, laneGridRows))
  const { grid, head, sight } = useGridScroll(sightStore, explorer)
  const streams = useStore(explorer, (state) => state.laneStreams)
  const rowCount = useStore(explorer, ({ laneRows }) => (laneRows.logComplete ? laneRows.logTotal : -1))
  const selectedRow = useStore(explorer, (state) => state.laneRows.selectedRow)
  const { menu, ...input } = useLaneInput(explorer, sightStore)
  const digits = useStore(explorer, (state) => String(state.head).length)

  return (
    <section className="events" aria-label="Lanes">
      <div
        ref={grid}
        className="events-grid lanes-grid"
        role="grid"
        aria-label="Streams side by side"
        aria-rowcount={rowCount}
        aria-colcount={streams.length + 1}
        aria-activedescendant={isRowShown(sight, selectedRow) ? laneRowId(selectedRow) : undefined}
        tabIndex={0}
        data-columns="chosen"
        style={{
          '--position-digits': Math.max(6, digits),
          '--columns': `${GUTTER} repeat(${streams.length}, minmax(${LANE_LEAST}, 1fr))`,
          '--columns-least': `calc(${GUTTER} + ${streams.length} * ${LANE_LEAST})`,
        }}
        {...input}
      >
        <LaneHeads explorer={explorer} streams={streams} head={head} />
        <LaneRows explorer={explorer} sight={sight} streams={streams} />
      </div>
      {menu && <ContextMenu key={menu.id} {...menu} />}
    </section>
  )
}

interface LaneHeadsProps {
  readonly explorer: ExplorerStore
  readonly streams: readonly StreamName[]
  readonly head: RefObject<HTMLDivElement | null>
}

function LaneHeads({ explorer, streams, head }: LaneHeadsProps) {
  return (
    <div ref={head} role="rowgroup" className="events-head">
      <div role="row" className="events-row">
        <span role="columnheader" aria-colindex={1} className="events-cell">
          Position and time
        </span>
        {streams.map((stream, place) => (
          <span
            key={stream}
            role="columnheader"
            aria-label={stream}
            aria-colindex={place + 2}
            className="events-cell lane-head"
          >
            <span className="events-clip" title={stream}>
              {stream}
            </span>
            <button
              type="button"
              className="button button-quiet button-icon lane-remove"
              aria-label={`Remove ${stream}`}
              title="Remove this lane"
              onClick={() => explorer.getState().removeLane(stream)}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      </div>
    </div>
  )
}
