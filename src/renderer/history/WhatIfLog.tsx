import { useStore } from 'zustand'
import { placeText, storePosition } from '../../core/what-if.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { WhatIfLogRow } from '../state/what-if-log.ts'
import { groupedPlace } from '../ui/grouped-place.ts'
import { VirtualList } from '../ui/VirtualList.tsx'

/** The what-if's log around the playhead: what did not happen is struck, what was otherwise or came besides is marked. */
export function WhatIfLog({ explorer }: { readonly explorer: ExplorerStore }) {
  const rows = useStore(explorer, (state) => state.whatIfRows)
  const playhead = useStore(explorer, (state) => state.playhead)
  const current = rows.findLastIndex(({ place }) => storePosition(place) <= playhead)
  return (
    <section className="history-part what-if-log" aria-label="Log of the what-if">
      <h3 className="history-part-title">Its log around the playhead</h3>
      <VirtualList
        label="Events of the what-if"
        count={rows.length}
        rowPx={22}
        idAt={(at) => String(rows[at]?.place)}
        current={current}
        onChoose={(at) => {
          const row = rows[at]
          if (row === undefined) return
          const position = storePosition(row.place)
          if (position > 0) explorer.getState().selectEvent(position)
          explorer.getState().scrubTo(position)
        }}
        rowAt={(at) => {
          const row = rows[at]
          return row && <Row row={row} />
        }}
      />
    </section>
  )
}

function Row({ row: { place, stream, type, did } }: { readonly row: WhatIfLogRow }) {
  return (
    <>
      <span className="history-position what-if-place">{groupedPlace(placeText(place))}</span>
      <span className={`history-key what-if-row-${did}`} title={`${type} in ${stream}`}>
        {type} <span className="quiet">{stream}</span>
      </span>
      {did !== 'happened' && <span className="badge what-if-badge">{did}</span>}
    </>
  )
}
