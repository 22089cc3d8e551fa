import { type RefObject, useEffect } from 'react'
import { pointIn } from '../ui/zoomed.ts'
import type { SightStore } from './sight-store.ts'
import { panned, zoomed } from './track-sight.ts'

/** How much a turn of the wheel by one pixel changes what is in sight. */
const ZOOM_PER_PX = 0.002

/**
 * Over the frame, the wheel with Control zooms at the pointer; with Shift, or turned sideways, it moves along. `track` is where the whole of
 * what is in sight lies.
 */
export function useTrackWheel(
  frame: RefObject<HTMLElement | null>,
  track: RefObject<HTMLElement | null>,
  sight: SightStore,
): void {
  useEffect(() => {
    const element = frame.current
    function onWheel(event: WheelEvent): void {
      const { current } = track
      if (current === null) return
      const { deltaX, deltaY } = event
      const sideways = event.shiftKey ? deltaX + deltaY : deltaX
      if (event.ctrlKey) {
        const { from, to } = sight.get()
        const at = from + (pointIn(current, event).xPx / current.clientWidth) * (to - from)
        sight.show(zoomed({ from, to }, at, Math.exp(deltaY * ZOOM_PER_PX)))
      } else if (sideways !== 0) sight.show(panned(sight.get(), sideways / current.clientWidth))
      else return
      event.preventDefault()
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [frame, track, sight])
}
