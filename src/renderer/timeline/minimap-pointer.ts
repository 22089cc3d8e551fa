import type { ExplorerStore } from '../state/explorer-store.ts'
import { type AxisSpan, placeAtPx } from '../state/folded-axis.ts'
import { pointIn } from '../ui/zoomed.ts'
import type { WindowPart, WindowPx } from './draw-window.ts'
import type { Minimap } from './minimap.ts'

const cursors: Readonly<Record<WindowPart, string>> = {
  left: 'ew-resize',
  right: 'ew-resize',
  body: 'grab',
  outside: 'crosshair',
}

/** A window smaller than this was no drag. */
const CLICK_PX = 3

interface Held {
  readonly part: WindowPart
  readonly fromPx: number
  /** The window as it was when it was taken hold of. */
  readonly window: WindowPx
}

/**
 * Drags on the minimap: the body moves the window, its edges resize it, anywhere else, and where all is shown, a new one is drawn. A click outside
 * the window brings its middle there. Answers a function that ends it.
 */
export function listenToMinimap(element: HTMLElement, minimap: Minimap, explorer: ExplorerStore): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let held: Held | undefined
  const xOf = (event: PointerEvent): number => pointIn(element, event).xPx
  const partAt = (xPx: number): WindowPart => {
    const part = minimap.partAt(xPx)
    return part === 'body' && explorer.getState().timelineShown === undefined ? 'outside' : part
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return
    element.setPointerCapture(event.pointerId)
    held = { part: partAt(xOf(event)), fromPx: xOf(event), window: minimap.window() }
  }

  function move(event: PointerEvent): void {
    if (held === undefined) element.style.cursor = cursors[partAt(xOf(event))]
    else if (Math.abs(xOf(event) - held.fromPx) >= CLICK_PX || held.part !== 'outside')
      explorer.getState().showSpan(spanOf(minimap, draggedTo(held, xOf(event))))
  }

  function release(event: PointerEvent): void {
    const shown = explorer.getState().timelineShown
    if (held?.part === 'outside' && Math.abs(xOf(event) - held.fromPx) < CLICK_PX && shown !== undefined) {
      const halfPx = (held.window.toPx - held.window.fromPx) / 2
      const middle = { fromPx: held.fromPx - halfPx, toPx: held.fromPx + halfPx }
      explorer.getState().showSpan(spanOf(minimap, middle))
    }
    held = undefined
  }

  element.addEventListener('pointerdown', press, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', release, { signal })
  element.addEventListener('lostpointercapture', () => (held = undefined), { signal })
  return () => listening.abort()
}

/** Where the window is once what is held has come to a place. */
function draggedTo({ part, fromPx, window }: Held, xPx: number): WindowPx {
  switch (part) {
    case 'body':
      return { fromPx: window.fromPx + xPx - fromPx, toPx: window.toPx + xPx - fromPx }
    case 'left':
      return { fromPx: Math.min(xPx, window.toPx - 1), toPx: window.toPx }
    case 'right':
      return { fromPx: window.fromPx, toPx: Math.max(xPx, window.fromPx + 1) }
    case 'outside':
      return { fromPx: Math.min(fromPx, xPx), toPx: Math.max(fromPx, xPx) }
  }
}

function spanOf(minimap: Minimap, { fromPx, toPx }: WindowPx): AxisSpan {
  return { from: placeAtPx(minimap.scale(), fromPx), to: placeAtPx(minimap.scale(), toPx) }
}
