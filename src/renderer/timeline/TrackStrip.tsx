import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { zoneText } from '../ui/time-text.ts'
import { Legend } from './Legend.tsx'
import { sliderMove } from './slider-keys.ts'
import { mountTrack } from './timeline-track.ts'
import { listenToTrack } from './track-pointer.ts'

interface TrackStripProps {
  readonly explorer: ExplorerStore
  readonly positionText: RefObject<HTMLElement | null>
  readonly timeText: RefObject<HTMLElement | null>
  /** The id of what says which part is shown. */
  readonly describedBy: string
}

/** The zoomed track over its ruler, with the playhead. */
export function TrackStrip({ explorer, positionText, timeText, describedBy }: TrackStripProps) {
  const slider = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    if (!slider.current || !canvas.current || !positionText.current || !timeText.current) return
    const elements = {
      slider: slider.current,
      canvas: canvas.current,
      positionText: positionText.current,
      timeText: timeText.current,
    }
    const track = mountTrack(elements, explorer)
    const endPointer = listenToTrack(elements.slider, track, explorer)
    return () => {
      endPointer()
      track.end()
    }
  }, [explorer, positionText, timeText])

  function onKeyDown(event: KeyboardEvent): void {
    const move = sliderMove(event)
    if (move === undefined) return
    event.preventDefault()
    move(explorer.getState())
  }

  return (
    <div className="timeline-strip timeline-track">
      <div className="timeline-gutter timeline-track-gutter">
        <Legend explorer={explorer} />
        <ZoneButton explorer={explorer} />
      </div>
      <div
        ref={slider}
        className="timeline-slider"
        role="slider"
        aria-label="Position"
        aria-describedby={describedBy}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className="timeline-canvas" />
      </div>
    </div>
  )
}

/** The zone of all times that are shown; a click takes the other one. */
function ZoneButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const zone = useStore(explorer, (state) => state.zone)
  const lastUs = useStore(explorer, ({ status }) => status?.summary.lastUs ?? 0)
  return (
    <button
      type="button"
      className="timeline-zone"
      aria-label={`Times in ${zone === 'utc' ? 'UTC' : 'the local zone'}`}
      title={zone === 'utc' ? 'Times are in UTC: show them in the local zone' : 'Times are local: show them in UTC'}
      onClick={() => explorer.getState().setZone(zone === 'utc' ? 'local' : 'utc')}
    >
      {zone === 'utc' ? 'UTC' : `Local ${zoneText(lastUs, zone)}`}
    </button>
  )
}
