import type { Position } from '../../core/event.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import type { MarkRow } from './draw-marks.ts'
import { frameLoop } from './frame-loop.ts'
import { createMarkRows } from './mark-rows.ts'
import { type HoverPlace, markAt, paintTimeline, plotOf } from './paint-timeline.ts'
import { playheadTimeText, playheadValueText } from './playhead-text.ts'
import { type TimeScale, timeScale } from './time-scale.ts'
import { onThemeChange, readTimelineColors } from './timeline-colors.ts'

/** The elements that the frame loop writes to; React never does. */
export interface TimelineElements {
  readonly slider: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly positionText: HTMLElement
  readonly timeText: HTMLElement
}

export interface TimelineCanvas {
  /** The scale as it is drawn now. */
  readonly scale: () => TimeScale
  /** Where the pointer is over the canvas; undefined once it has left. */
  readonly hover: (place: HoverPlace | undefined) => void
  /** The tick at a place, as it is drawn now, and the id of its track. */
  readonly markAt: (place: HoverPlace) => { readonly position: Position; readonly track: string } | undefined
  readonly end: () => void
}

const noLog = { head: 0, events: 0 } as const

/** Keeps the canvas, the slider's value and the readout as the store is, in one frame loop outside React. */
export function mountTimelineCanvas(elements: TimelineElements, explorer: ExplorerStore): TimelineCanvas {
  const { slider, canvas } = elements
  const surface = surfaceOf(canvas)
  let colors = readTimelineColors(canvas)
  let hover: HoverPlace | undefined
  const rowsOf = createMarkRows()
  let sizePx: Size = { widthPx: 0, heightPx: 0 }

  const marks = (now: TimeScale): readonly MarkRow[] => rowsOf(explorer.getState(), now, colors)
  const scale = (): TimeScale => scaleOf(explorer.getState(), sizePx.widthPx)
  const loop = frameLoop(explorer.getState().activity, () => {
    const state = explorer.getState()
    const now = scale()
    fitToDevice(canvas, surface, sizePx)
    const { font } = getComputedStyle(canvas)
    const { playhead, checkpoints } = state
    paintTimeline(surface, { scale: now, playhead, checkpoints, marks: marks(now), hover, ...sizePx, colors, font })
    writeValue(elements, state, now)
  })
  const endSize = onSize(slider, (size) => {
    sizePx = size
    explorer.getState().setTimelinePx(plotOf(size.widthPx).widthPx)
    loop.ask()
  })
  const endTheme = onThemeChange(() => {
    colors = readTimelineColors(canvas)
    loop.ask()
  })
  const endStore = explorer.subscribe((state, before) => {
    if (showsOther(state, before)) loop.ask()
  })
  return {
    scale,
    hover(place) {
      if (place?.xPx === hover?.xPx && place?.yPx === hover?.yPx) return
      hover = place
      loop.ask()
    },
    markAt(place) {
      const now = scale()
      const mark = markAt(marks(now), now, place, sizePx.heightPx)
      return mark && { position: mark.position, track: mark.row.track.id }
    },
    end() {
      for (const end of [endSize, endTheme, endStore, loop.end]) end()
    },
  }
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

function onSize(element: Element, callback: (size: Size) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry) callback({ widthPx: entry.contentRect.width, heightPx: entry.contentRect.height })
  })
  observer.observe(element)
  return () => observer.disconnect()
}

function surfaceOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const surface = canvas.getContext('2d')
  if (surface === null) throw new Error('the browser gives no 2D canvas')
  return surface
}

function scaleOf({ histogram, status, head }: ExplorerState, widthPx: number): TimeScale {
  return timeScale(histogram, { ...(status?.summary ?? noLog), head }, plotOf(widthPx))
}

function showsOther(state: ExplorerState, before: ExplorerState): boolean {
  return (
    state.playhead !== before.playhead ||
    state.head !== before.head ||
    state.playheadEvent !== before.playheadEvent ||
    state.histogram !== before.histogram ||
    state.checkpoints !== before.checkpoints ||
    state.tracks !== before.tracks ||
    state.focusedTrack !== before.focusedTrack ||
    state.status !== before.status
  )
}

/** Gives the canvas a pixel for every pixel of the screen, while it is drawn on in CSS pixels. */
function fitToDevice(canvas: HTMLCanvasElement, surface: CanvasRenderingContext2D, { widthPx, heightPx }: Size): void {
  const ratio = devicePixelRatio
  const width = Math.round(widthPx * ratio)
  const height = Math.round(heightPx * ratio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  surface.setTransform(ratio, 0, 0, ratio, 0, 0)
}

function writeValue(
  { slider, positionText, timeText }: TimelineElements,
  { playhead, head, playheadEvent }: ExplorerState,
  scale: TimeScale,
): void {
  const place = { playhead, head, playheadEvent, scale }
  slider.setAttribute('aria-valuemin', '0')
  slider.setAttribute('aria-valuemax', String(head))
  slider.setAttribute('aria-valuenow', String(playhead))
  slider.setAttribute('aria-valuetext', playheadValueText(place))
  positionText.textContent = `${countText(playhead)} / ${countText(head)}`
  timeText.textContent = playheadTimeText(place)
}
