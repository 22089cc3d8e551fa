import type { ExplorerStore } from '../state/explorer-store.ts'
import type { HoverPlace } from './paint-timeline.ts'
import { positionAtPx, pxAtPosition } from './time-scale.ts'
import type { TimelineCanvas } from './timeline-canvas.ts'

/** How near to its line a press takes hold of the playhead instead of bringing it to the pointer. */
const GRAB_PX = 6

/** Hover, click and drag on the slider. Answers a function that ends it. */
export function listenToPointer(slider: HTMLElement, timeline: TimelineCanvas, explorer: ExplorerStore): () => void {
  const listening = new AbortController()
  const { signal } = listening
  /** From the playhead's line to the pointer that drags it; undefined while nothing is dragged. */
  let heldPx: number | undefined
  const placeOf = (event: PointerEvent): HoverPlace => {
    const { left, top } = slider.getBoundingClientRect()
    return { xPx: event.clientX - left, yPx: event.clientY - top }
  }
  const moveTo = (xPx: number): void => explorer.getState().scrubTo(positionAtPx(timeline.scale(), xPx))

  function press(event: PointerEvent): void {
    if (event.button !== 0) return
    const place = placeOf(event)
    explorer.getState().pause()
    const mark = timeline.markAt(place)
    if (mark !== undefined) {
      explorer.getState().focusTrack(mark.track)
      explorer.getState().scrubTo(mark.position)
      return
    }
    slider.setPointerCapture(event.pointerId)
    const { xPx } = place
    const offPx = xPx - pxAtPosition(timeline.scale(), explorer.getState().playhead)
    heldPx = Math.abs(offPx) <= GRAB_PX ? offPx : 0
    if (heldPx === 0) moveTo(xPx)
  }

  function move(event: PointerEvent): void {
    const place = placeOf(event)
    if (heldPx !== undefined) moveTo(place.xPx - heldPx)
    timeline.hover(event.pointerType === 'mouse' || heldPx !== undefined ? place : undefined)
  }

  function release(): void {
    heldPx = undefined
  }

  slider.addEventListener('pointerdown', press, { signal })
  slider.addEventListener('pointermove', move, { signal })
  slider.addEventListener('lostpointercapture', release, { signal })
  slider.addEventListener('pointerleave', () => timeline.hover(undefined), { signal })
  return () => listening.abort()
}
