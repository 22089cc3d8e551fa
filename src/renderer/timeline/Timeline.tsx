import { useId, useRef } from 'react'
import { useStore } from 'zustand'
import type { StoreStatus } from '../../contract/host-contract.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { timelinePart } from '../state/timeline-part.ts'
import { AddTrack } from './AddTrack.tsx'
import { AxisControls } from './AxisControls.tsx'
import { MinimapStrip } from './MinimapStrip.tsx'
import { PointedCard } from './PointedCard.tsx'
import { shownText } from './shown-text.ts'
import { TimelineControls } from './TimelineControls.tsx'
import { TrackList } from './TrackList.tsx'
import { TrackStrip } from './TrackStrip.tsx'
import './timeline.css'
import './timeline-colors.css'

/** The history in two levels: all of it, with a window on the part that is shown under it with the playhead to drag, the window's one slider. */
export function Timeline({ explorer }: { readonly explorer: ExplorerStore }) {
  const section = useRef<HTMLElement>(null)
  const positionText = useRef<HTMLSpanElement>(null)
  const timeText = useRef<HTMLSpanElement>(null)
  const shownId = useId()
  return (
    <section
      ref={section}
      className="timeline"
      aria-label="Timeline"
      onPointerMove={({ clientX, currentTarget }) => {
        const leftPx = (clientX - currentTarget.getBoundingClientRect().left) / currentTarget.currentCSSZoom
        currentTarget.style.setProperty('--pointer-x', `${leftPx}px`)
      }}
    >
      <div className="timeline-head">
        <TimelineControls explorer={explorer} />
        <AxisControls explorer={explorer} />
        <AddTrack explorer={explorer} />
        <OrderMark explorer={explorer} />
        <div className="timeline-readout">
          <span className="timeline-position" ref={positionText} />
          <span className="timeline-time" ref={timeText} />
        </div>
        <LiveMark explorer={explorer} />
      </div>
      <MinimapStrip explorer={explorer} />
      <TrackStrip explorer={explorer} positionText={positionText} timeText={timeText} describedBy={shownId} />
      <TrackList explorer={explorer} />
      <ShownText explorer={explorer} id={shownId} />
      <EmptyNote explorer={explorer} />
      <PointedCard explorer={explorer} />
    </section>
  )
}

/** Which part is shown, for those who do not see the minimap. */
function ShownText({ explorer, id }: { readonly explorer: ExplorerStore; readonly id: string }) {
  const text = useStore(explorer, (state) => shownText(timelinePart(state), state.zone))
  return (
    <p id={id} className="visually-hidden">
      {text}
    </p>
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
  const note = useStore(explorer, (state) => state.status && (emptyNote(state.status) ?? gapNote(state)))
  return note === undefined ? null : <p className="timeline-note">{note}</p>
}

/** What to say where the part that is shown has no events: one zoomed into a gap, or panned there. */
function gapNote(state: ExplorerState): string | undefined {
  const { shown, span } = timelinePart(state)
  if (shown === undefined || shown.edges[0] !== shown.edges.at(-1)) return undefined
  const [from = span.to, to = span.from] = [shown.starts[0], shown.starts.at(-1)]
  return from <= span.from && to >= span.to ? 'No events here: zoom out (S), or drag the window above' : undefined
}

/** What to say where the axis cannot be one of time. */
function emptyNote({ summary, capabilities }: StoreStatus): string | undefined {
  const { events, firstUs, lastUs } = summary
  if (events === 0) return 'No events yet'
  if (!capabilities.time) return 'This store knows no times: events lie in their order'
  if (firstUs === undefined) return 'Looking for times…'
  if (events > 1 && firstUs === lastUs) return 'All events at one instant: they lie in their order'
  return undefined
}
