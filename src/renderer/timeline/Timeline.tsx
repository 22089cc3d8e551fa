import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { StoreStatus } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'
import { MAX_MARK_ROWS } from './draw-marks.ts'
import { sliderMove } from './slider-keys.ts'
import { TimelineControls } from './TimelineControls.tsx'
import { mountTimelineCanvas } from './timeline-canvas.ts'
import { listenToPointer } from './timeline-pointer.ts'
import './timeline.css'

declare module 'react' {
  interface CSSProperties {
    /** How many rows of ticks the timeline has. */
    '--mark-rows'?: number
  }
}

/** The whole history as a density over log time, with the playhead to drag: the window's one slider. */
export function Timeline({ explorer }: { readonly explorer: ExplorerStore }) {
  const slider = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const positionText = useRef<HTMLSpanElement>(null)
  const timeText = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    if (!slider.current || !canvas.current || !positionText.current || !timeText.current) return
    const elements = {
      slider: slider.current,
      canvas: canvas.current,
      positionText: positionText.current,
      timeText: timeText.current,
    }
    const timeline = mountTimelineCanvas(elements, explorer)
    const endPointer = listenToPointer(elements.slider, timeline, explorer)
    return () => {
      endPointer()
      timeline.end()
    }
  }, [explorer])

  const rows = useStore(explorer, ({ tracks }) => Math.min(tracks.length, MAX_MARK_ROWS))

  function onKeyDown(event: KeyboardEvent): void {
    const move = sliderMove(event)
    if (move === undefined) return
    event.preventDefault()
    move(explorer.getState())
  }

  return (
    <section className="timeline" aria-label="Timeline" style={{ '--mark-rows': rows }}>
      <div className="timeline-head">
        <TimelineControls explorer={explorer} />
        <OrderMark explorer={explorer} />
        <div className="timeline-readout">
          <span className="timeline-position" ref={positionText} />
          <span className="timeline-time" ref={timeText} />
        </div>
        <LiveMark explorer={explorer} />
      </div>
      <div
        ref={slider}
        className="timeline-slider"
        role="slider"
        aria-label="Position"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className="timeline-canvas" />
      </div>
      <EmptyNote explorer={explorer} />
      <Ticks explorer={explorer} />
    </section>
  )
}

/** The rows of ticks for those who do not see them. */
function Ticks({ explorer }: { readonly explorer: ExplorerStore }) {
  const tracks = useStore(explorer, (state) => state.tracks)
  const focused = useStore(explorer, (state) => state.focusedTrack)
  if (tracks.length === 0) return null
  return (
    <ul className="visually-hidden" aria-label="Ticks">
      {tracks.map(({ id, label, positions }) => (
        <li key={id}>
          {label}: {counted(positions.length, 'tick')}
          {id === focused && ', n and p go along them'}
        </li>
      ))}
    </ul>
  )
}

function LiveMark({ explorer }: { readonly explorer: ExplorerStore }) {
  const following = useStore(explorer, (state) => state.following)
  if (!following) return null
  return (
    <span className="timeline-live" title="The playhead follows new events">
      Live
    </span>
  )
}

/** For a store without an order over its streams, where positions are what Epoch made of its rows. */
function OrderMark({ explorer }: { readonly explorer: ExplorerStore }) {
  const ordered = useStore(explorer, ({ status }) => status?.capabilities.globalOrder ?? true)
  if (ordered) return null
  return (
    <span
      className="timeline-order badge"
      title="This store has no order over its streams: events lie in the order that its rows have"
    >
      No global order
    </span>
  )
}

function EmptyNote({ explorer }: { readonly explorer: ExplorerStore }) {
  const note = useStore(explorer, ({ status }) => status && emptyNote(status))
  return note === undefined ? null : <p className="timeline-note">{note}</p>
}

/** What to say where the axis is not one of time. */
function emptyNote({ summary, capabilities }: StoreStatus): string | undefined {
  const { events, firstUs, lastUs } = summary
  if (events === 0) return 'No events yet'
  if (!capabilities.time) return 'This store knows no times: events lie in their order'
  if (firstUs === undefined) return 'Looking for times…'
  if (events > 1 && firstUs === lastUs) return 'All events at one instant: they lie in their order'
  return undefined
}
