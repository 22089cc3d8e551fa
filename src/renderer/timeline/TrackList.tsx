import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { listenToRows } from './rows-pointer.ts'
import { rowSummary, rowsOf, type TimelineRow } from './timeline-rows.ts'
import { mountRows } from './track-rows.ts'
import './track-list.css'

/** The rows under the track: hits, ticks and what a person pinned; more than a few scroll. */
export function TrackList({ explorer }: { readonly explorer: ExplorerStore }) {
  const view = useStore(explorer, (state) => state.view)
  const tracks = useStore(explorer, (state) => state.tracks)
  const pinnedTracks = useStore(explorer, (state) => state.pinnedTracks)
  const trackData = useStore(explorer, (state) => state.trackData)
  const focused = useStore(explorer, ({ focusedTrack }) => focusedTrack)
  const rows = useMemo(() => rowsOf({ view, tracks, pinnedTracks, trackData }), [view, tracks, pinnedTracks, trackData])
  const focus = useKeptFocus<HTMLUListElement>('.timeline-label-name')
  if (rows.length === 0) return null
  return (
    <div className="timeline-strip timeline-rows">
      <ul className="timeline-gutter timeline-labels" aria-label="Tracks" {...focus}>
        {rows.map((row) => (
          <TrackLabel key={row.id} explorer={explorer} row={row} isFocused={row.id === focused} />
        ))}
      </ul>
      <RowsCanvas explorer={explorer} />
    </div>
  )
}

function RowsCanvas({ explorer }: { readonly explorer: ExplorerStore }) {
  const plot = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (!canvas.current || !plot.current) return
    const rows = mountRows(canvas.current, explorer)
    const endPointer = listenToRows(plot.current, rows, explorer)
    return () => {
      endPointer()
      rows.end()
    }
  }, [explorer])
  return (
    <div ref={plot} className="timeline-rows-plot" aria-hidden="true">
      <canvas ref={canvas} className="timeline-canvas" />
    </div>
  )
}

interface TrackLabelProps {
  readonly explorer: ExplorerStore
  readonly row: TimelineRow
  readonly isFocused: boolean
}

function TrackLabel({ explorer, row, isFocused }: TrackLabelProps) {
  const { label } = row
  const summary = rowSummary(row)
  return (
    <li className={`timeline-label timeline-tone-${row.tone}`}>
      <button
        type="button"
        className="timeline-label-name"
        aria-label={`${label}: ${summary}${isFocused ? ', n and p go along it' : ''}`}
        aria-pressed={isFocused}
        title={`${label}: ${summary}. n and p go along it${isFocused ? '' : ' once it is chosen'}`}
        onClick={() => explorer.getState().focusTrack(row.id)}
      >
        {label}
      </button>
      <button
        type="button"
        className="timeline-label-hide"
        aria-label={row.tone === 'filter' ? 'Clear the filter' : `Hide ${label}`}
        title={row.tone === 'filter' ? 'Clear the filter' : 'Hide'}
        onClick={() => hide(explorer, row)}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}

function hide(explorer: ExplorerStore, row: TimelineRow): void {
  const { hideTrack, unpinTrack, applyFilter } = explorer.getState()
  if (row.kind === 'marks') hideTrack(row.id)
  else if (row.tone === 'filter') applyFilter('')
  else unpinTrack(row.id)
}
