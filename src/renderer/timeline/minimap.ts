import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { pxAt } from '../state/folded-axis.ts'
import { timelineMembers, timelinePart } from '../state/timeline-part.ts'
import { densityLayers } from './density-layers.ts'
import { drawDensity } from './draw-density.ts'
import { drawWindow, type WindowPart, type WindowPx, windowPartAt } from './draw-window.ts'
import { mountCanvas } from './mount-canvas.ts'
import { remembered } from './remembered.ts'
import { rememberedScale } from './remembered-scale.ts'
import { pxAtPosition, type TimelineScale } from './timeline-scale.ts'

export interface Minimap {
  /** Of the whole history, as it is drawn now. */
  readonly scale: () => TimelineScale
  readonly window: () => WindowPx
  readonly partAt: (xPx: number) => WindowPart
  readonly end: () => void
}

const members = [...timelineMembers, 'playhead'] as const satisfies readonly (keyof ExplorerState)[]

/** Keeps the picture of the whole history, with the window on what the track shows, as the store is. */
export function mountMinimap(canvas: HTMLCanvasElement, explorer: ExplorerStore): Minimap {
  const wholeScale = rememberedScale((part) => ({
    ...part,
    span: part.extent,
    shown: undefined,
    whole: { ...part.whole, types: [] },
  }))
  const layersOf = remembered((now: TimelineScale, rest: string) => densityLayers(now, new Map(), { types: [], rest }))
  const scale = (): TimelineScale => wholeScale(explorer.getState(), mounted.widthPx())
  const window = (): WindowPx => {
    const now = scale()
    const { span } = timelinePart(explorer.getState())
    return { fromPx: pxAt(now, span.from), toPx: pxAt(now, span.to) }
  }
  const mounted = mountCanvas({
    canvas,
    explorer,
    members,
    paint({ surface, widthPx, heightPx, colors }, { playhead }) {
      const now = scale()
      const layers = layersOf(now, colors.rest)
      const playheadPx = pxAtPosition(now, playhead)
      drawDensity(surface, layers, { leftPx: now.leftPx, bottomPx: heightPx, heightPx: heightPx - 3, playheadPx })
      const { leftPx } = now
      drawWindow(surface, window(), {
        leftPx,
        widthPx: widthPx - 2 * leftPx,
        heightPx,
        shadeColor: colors.shade,
        edgeColor: colors.playhead,
      })
      surface.fillStyle = colors.playhead
      surface.fillRect(playheadPx - 0.75, 0, 1.5, heightPx)
    },
  })
  return { scale, window, partAt: (xPx) => windowPartAt(window(), xPx), end: mounted.end }
}
