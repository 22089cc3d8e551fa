import type { Bookmark } from '../state/bookmarks-slice.ts'
import { countText } from '../ui/count-text.ts'
import { pxAtPosition, type TimelineScale } from './timeline-scale.ts'

type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'fill'>

const HALF_PX = 4
const HEIGHT_PX = 10

/** A bookmark at its place on the ruler. */
export interface Ribbon {
  readonly xPx: number
  readonly bookmark: Bookmark
}

export function ribbonsOf(bookmarks: readonly Bookmark[], scale: TimelineScale): readonly Ribbon[] {
  return bookmarks
    .map((bookmark) => ({ xPx: Math.round(pxAtPosition(scale, bookmark.position)), bookmark }))
    .filter(({ xPx }) => xPx >= scale.leftPx && xPx <= scale.leftPx + scale.widthPx)
}

/** Draws each as a ribbon that hangs from the axis, notched below. */
export function drawBookmarks(surface: Surface, ribbons: readonly Ribbon[], topPx: number, color: string): void {
  surface.fillStyle = color
  for (const { xPx } of ribbons) {
    surface.beginPath()
    surface.moveTo(xPx - HALF_PX, topPx)
    surface.lineTo(xPx + HALF_PX, topPx)
    surface.lineTo(xPx + HALF_PX, topPx + HEIGHT_PX)
    surface.lineTo(xPx, topPx + HEIGHT_PX - HALF_PX)
    surface.lineTo(xPx - HALF_PX, topPx + HEIGHT_PX)
    surface.closePath()
    surface.fill()
  }
}

/** The bookmark under the pointer, the last of those that overlap. */
export function ribbonAt(ribbons: readonly Ribbon[], xPx: number): Ribbon | undefined {
  return ribbons.findLast((ribbon) => Math.abs(ribbon.xPx - xPx) <= HALF_PX + 1)
}

export function ribbonText({ bookmark: { position, note } }: Ribbon): string {
  const place = `Bookmark at ${countText(position)}`
  return note === '' ? place : `${place}: ${note}`
}
