import type { ExplorerStore } from '../state/explorer-store.ts'
import { pointIn } from '../ui/zoomed.ts'
import type { Fold } from './draw-folds.ts'
import { RULER_PX } from './paint-track.ts'
import { positionAtPx, pxAtPosition } from './timeline-scale.ts'
import type { TimelineTrack } from './timeline-track.ts'

/** How near to its line a press takes hold of the playhead instead of bringing it to the pointer. */
const GRAB_PX = 6

/** A press that moves no further than this is a click. */
const CLICK_PX = 3

/** Zoom by one step of a mouse's wheel. */
const ZOOM_PER_PX = 1.0025

const LINE_PX = 30

type Held =
  /** From the playhead's line to the pointer that drags it. */
  | { readonly kind: 'playhead'; readonly offPx: number }
  /** A gap, which a click opens or folds, and from which a drag takes the playhead along. */
  | { readonly kind: 'fold'; readonly fold: Fold; readonly fromPx: number }
  | { readonly kind: 'track'; readonly fromPx: number; readonly lastPx: number; readonly moved: boolean }

/** Hover, click, drag and wheel on the zoomed track. Answers a function that ends it. */
export function listenToTrack(slider: HTMLElement, track: TimelineTrack, explorer: ExplorerStore): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let held: Held | undefined
  const state = explorer.getState
  const moveTo = (xPx: number): void => state().scrubNear(positionAtPx(track.scale(), xPx))

  function press(event: PointerEvent): void {
    if (event.button > 1) return
    const { xPx, yPx } = pointIn(slider, event)
    const onRuler = yPx >= slider.clientHeight - RULER_PX
    const pans = event.button === 1 || event.shiftKey || onRuler
    const fold = pans ? undefined : track.foldAt(xPx)
    state().pause()
    slider.setPointerCapture(event.pointerId)
    if (fold !== undefined) {
      held = { kind: 'fold', fold, fromPx: xPx }
      return
    }
    if (pans) {
      event.preventDefault()
      held = { kind: 'track', fromPx: xPx, lastPx: xPx, moved: false }
      return
    }
    const offPx = xPx - pxAtPosition(track.scale(), state().playhead)
    held = { kind: 'playhead', offPx: Math.abs(offPx) <= GRAB_PX ? offPx : 0 }
    if (held.offPx === 0) moveTo(xPx)
  }

  function move(event: PointerEvent): void {
    const place = pointIn(slider, event)
    if (held?.kind === 'fold' && Math.abs(place.xPx - held.fromPx) > CLICK_PX) held = { kind: 'playhead', offPx: 0 }
    if (held?.kind === 'playhead') moveTo(place.xPx - held.offPx)
    else if (held?.kind === 'track') pan(held, place.xPx)
    const hovers = event.pointerType === 'mouse' || held !== undefined
    track.hover(hovers ? place : undefined)
    state().pointAt(hovers ? positionAtPx(track.scale(), place.xPx) : undefined)
  }

  function pan({ fromPx, lastPx, moved }: Extract<Held, { kind: 'track' }>, xPx: number): void {
    if (!moved && Math.abs(xPx - fromPx) <= CLICK_PX) return
    state().panTimeline(lastPx - xPx)
    held = { kind: 'track', fromPx, lastPx: xPx, moved: true }
  }

  /** A click on the ruler goes where it points, to a bookmark where there is one. */
  function release(event: PointerEvent): void {
    if (held?.kind === 'fold') state().toggleGap(held.fold.gap.after)
    if (held?.kind === 'track' && !held.moved && event.button === 0) {
      const bookmark = track.bookmarkAt(held.fromPx)
      if (bookmark === undefined) moveTo(held.fromPx)
      else state().scrubTo(bookmark)
    }
    held = undefined
  }

  function leave(): void {
    track.hover(undefined)
    state().pointAt(undefined)
  }

  function turn(event: WheelEvent): void {
    event.preventDefault()
    const unitPx = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX
    const [sidePx, zoomPx] = event.shiftKey ? [event.deltaX || event.deltaY, 0] : [event.deltaX, event.deltaY]
    const { xPx } = pointIn(slider, event)
    if (Math.abs(sidePx) > Math.abs(zoomPx)) state().panTimeline(sidePx * unitPx)
    else state().zoomTimeline(ZOOM_PER_PX ** (-zoomPx * unitPx), xPx - track.scale().leftPx)
    state().pointAt(positionAtPx(track.scale(), xPx))
  }

  slider.addEventListener('pointerdown', press, { signal })
  slider.addEventListener('pointermove', move, { signal })
  slider.addEventListener('pointerup', release, { signal })
  slider.addEventListener('lostpointercapture', () => (held = undefined), { signal })
  slider.addEventListener('pointerleave', leave, { signal })
  slider.addEventListener('wheel', turn, { signal, passive: false })
  return () => listening.abort()
}
