import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { MarkTrack } from '../state/marks-slice.ts'
import { counted, countText } from '../ui/count-text.ts'

/** The rows of ticks on the timeline: which one n and p go along, and the way along it by buttons. */
export function TrackJumps({ explorer }: { readonly explorer: ExplorerStore }) {
  const tracks = useStore(explorer, (state) => state.tracks)
  const focused = useStore(explorer, (state) => state.focusedTrack)
  const { nextMark, previousMark, focusTrack } = explorer.getState()
  if (tracks.length === 0) return null
  return (
    <section className="history-part" aria-label="Ticks on the timeline">
      <div className="history-part-head">
        <h3 className="history-part-title">Ticks</h3>
        <button type="button" className="button" title="Previous tick (p)" onClick={previousMark}>
          Previous
        </button>
        <button type="button" className="button" title="Next tick (n)" onClick={nextMark}>
          Next
        </button>
      </div>
      <div role="radiogroup" aria-label="Go along">
        {tracks.map((track) => (
          <TrackChoice
            key={track.id}
            track={track}
            checked={track.id === focused}
            onChoose={() => focusTrack(track.id)}
          />
        ))}
      </div>
    </section>
  )
}

interface TrackChoiceProps {
  readonly track: MarkTrack
  readonly checked: boolean
  readonly onChoose: () => void
}

function TrackChoice({ track: { label, tone, positions }, checked, onChoose }: TrackChoiceProps) {
  return (
    <label className="track-choice" title={`${label}: ${counted(positions.length, 'tick')}`}>
      <input type="radio" name="track" checked={checked} onChange={onChoose} />
      <span className={`track-swatch track-${tone}`} aria-hidden="true" />
      <span className="watch-text">{label}</span>
      <span className="quiet">{countText(positions.length)}</span>
    </label>
  )
}
