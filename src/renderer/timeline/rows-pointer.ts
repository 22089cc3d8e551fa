import type { ExplorerStore } from '../state/explorer-store.ts'
import { pointIn } from '../ui/zoomed.ts'
import { positionAtPx } from './timeline-scale.ts'
import type { TrackRows } from './track-rows.ts'

/** Hover, click and drag on the rows: a click gives its row the focus, and goes to the event that is drawn there. Answers a function that ends it. */
export function listenToRows(element: HTMLElement, rows: TrackRows, explorer: ExplorerStore): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let scrubs = false
  const state = explorer.getState
  const positionAt = (event: PointerEvent) => positionAtPx(rows.scale(), pointIn(element, event).xPx)

  function press(event: PointerEvent): void {
    if (event.button !== 0) return
    const place = pointIn(element, event)
    const row = rows.rowAt(place.yPx)
    if (row !== undefined) state().focusTrack(row.id)
    state().pause()
    const at = rows.eventAt(place)
    if (at !== undefined) {
      state().scrubTo(at)
      return
    }
    element.setPointerCapture(event.pointerId)
    scrubs = true
    state().scrubNear(positionAt(event))
  }

  function move(event: PointerEvent): void {
    const place = pointIn(element, event)
    if (scrubs) state().scrubNear(positionAt(event))
    rows.hover(place)
    state().pointAt(rows.eventAt(place) ?? positionAt(event))
  }

  function leave(): void {
    rows.hover(undefined)
    state().pointAt(undefined)
  }

  element.addEventListener('pointerdown', press, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('lostpointercapture', () => (scrubs = false), { signal })
  element.addEventListener('pointerleave', leave, { signal })
  return () => listening.abort()
}
