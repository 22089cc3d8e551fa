import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { pixelRatioOf } from '../ui/zoomed.ts'
import { frameLoop } from './frame-loop.ts'
import { onThemeChange, readTimelineColors, type TimelineColors } from './timeline-colors.ts'

/** What every picture is painted with, in CSS pixels. */
export interface Easel {
  readonly surface: CanvasRenderingContext2D
  readonly widthPx: number
  readonly heightPx: number
  readonly colors: TimelineColors
  readonly font: string
}

interface CanvasOptions {
  readonly canvas: HTMLCanvasElement
  readonly explorer: ExplorerStore
  /** A change of one of these is painted. */
  readonly members: readonly (keyof ExplorerState)[]
  readonly paint: (easel: Easel, state: ExplorerState) => void
  readonly onWidth?: (widthPx: number) => void
}

export interface MountedCanvas {
  readonly ask: () => void
  readonly widthPx: () => number
  readonly end: () => void
}

/** Keeps a canvas as the store is, in a frame loop outside React: painted when something it shows, its size or the theme has changed. */
export function mountCanvas({ canvas, explorer, members, paint, onWidth }: CanvasOptions): MountedCanvas {
  const surface = surfaceOf(canvas)
  let colors = readTimelineColors(canvas)
  let widthPx = 0
  const loop = frameLoop(explorer.getState().activity, () => {
    const heightPx = canvas.clientHeight
    fitToDevice(canvas, surface)
    surface.clearRect(0, 0, widthPx, heightPx)
    const { font } = getComputedStyle(canvas)
    paint({ surface, widthPx, heightPx, colors, font }, explorer.getState())
  })
  const sizes = new ResizeObserver(() => {
    if (canvas.clientWidth !== widthPx) {
      widthPx = canvas.clientWidth
      onWidth?.(widthPx)
    }
    loop.ask()
  })
  sizes.observe(canvas)
  const endTheme = onThemeChange(() => {
    colors = readTimelineColors(canvas)
    loop.ask()
  })
  const endStore = explorer.subscribe((state, before) => {
    if (members.some((member) => state[member] !== before[member])) loop.ask()
  })
  return {
    ask: loop.ask,
    widthPx: () => widthPx,
    end() {
      sizes.disconnect()
      for (const end of [endTheme, endStore, loop.end]) end()
    },
  }
}

function surfaceOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const surface = canvas.getContext('2d')
  if (surface === null) throw new Error('the browser gives no 2D canvas')
  return surface
}

/** Gives the canvas a pixel for every pixel of the screen, while it is drawn on in CSS pixels. */
function fitToDevice(canvas: HTMLCanvasElement, surface: CanvasRenderingContext2D): void {
  const ratio = pixelRatioOf(canvas)
  const width = Math.round(canvas.clientWidth * ratio)
  const height = Math.round(canvas.clientHeight * ratio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  surface.setTransform(ratio, 0, 0, ratio, 0, 0)
}
