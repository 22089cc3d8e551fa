import type { Position } from '../../core/event.ts'
import { drawHover } from './draw-playhead.ts'
import { type DrawnRow, drawRows, ROW_PX } from './draw-rows.ts'
import type { Easel } from './mount-canvas.ts'
import { type HoverPlace, isInSight } from './paint-track.ts'
import { pxAtPosition, type TimelineScale } from './timeline-scale.ts'

/** What the rows under the track show. */
export interface RowsPicture {
  readonly scale: TimelineScale
  readonly rows: readonly DrawnRow[]
  readonly playhead: Position
  /** Where the pointer is, while it is over the rows, and what is there in words. */
  readonly hover: HoverPlace | undefined
  readonly label: string
}

/** Paints rows and playhead, in CSS pixels. */
export function paintRows(
  { surface, widthPx, heightPx, colors, font }: Easel,
  { scale, rows, playhead, hover, label }: RowsPicture,
): void {
  const { leftPx, widthPx: plotPx } = scale
  drawRows(surface, rows, { leftPx, widthPx: plotPx, focusColor: colors.rowFocus, lineColor: colors.rulerLine })
  const playheadPx = pxAtPosition(scale, playhead)
  surface.fillStyle = colors.playhead
  if (isInSight(scale, playheadPx)) surface.fillRect(playheadPx - 0.75, 0, 1.5, heightPx)
  if (hover === undefined) return
  drawHover(surface, hover.xPx, label, {
    rightPx: widthPx,
    bottomPx: heightPx,
    topPx: Math.floor(hover.yPx / ROW_PX) * ROW_PX,
    font,
    lineColor: colors.hoverLine,
    backColor: colors.labelBack,
    textColor: colors.labelText,
  })
}
