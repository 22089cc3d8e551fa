import type { Position } from '../../core/event.ts'
import { pxAt } from '../state/folded-axis.ts'
import type { Zone } from '../state/settings-store.ts'
import { countText } from '../ui/count-text.ts'
import type { DensityLayer } from './density-layers.ts'
import { drawBookmarks, type Ribbon, ribbonAt, ribbonText } from './draw-bookmarks.ts'
import { drawCheckpoints, type Flag, flagText } from './draw-checkpoints.ts'
import { COLUMN_PX, drawDensity } from './draw-density.ts'
import { drawFolds, type Fold, foldAt } from './draw-folds.ts'
import { drawHover, drawPlayhead } from './draw-playhead.ts'
import { drawRuler } from './draw-ruler.ts'
import { foldText } from './fold-text.ts'
import type { Easel } from './mount-canvas.ts'
import { placeText } from './playhead-text.ts'
import type { Tick } from './ticks.ts'
import { positionAtPx, pxAtPosition, type TimelineScale } from './timeline-scale.ts'

const TOP_PX = 16

/** Height of the ruler, at the canvas's bottom. */
export const RULER_PX = 18

/** A place on a canvas, in CSS pixels from its upper left corner. */
export interface HoverPlace {
  readonly xPx: number
  readonly yPx: number
}

/** What the zoomed track shows. */
export interface TrackPicture {
  readonly scale: TimelineScale
  readonly layers: readonly DensityLayer[]
  readonly folds: readonly Fold[]
  readonly ticks: readonly Tick[]
  readonly flags: readonly Flag[]
  readonly ribbons: readonly Ribbon[]
  readonly playhead: Position
  readonly zone: Zone
  /** Where the pointer is, while it is over the track. */
  readonly hover: HoverPlace | undefined
}

/** Paints density, folds, ruler, flags and playhead, in CSS pixels. */
export function paintTrack(easel: Easel, picture: TrackPicture): void {
  const { surface, widthPx, heightPx, colors, font } = easel
  const { scale, layers, folds, hover, playhead } = picture
  const rulerTopPx = heightPx - RULER_PX
  const playheadPx = pxAtPosition(scale, playhead)
  drawDensity(surface, layers, {
    leftPx: scale.leftPx,
    bottomPx: rulerTopPx,
    heightPx: rulerTopPx - TOP_PX,
    playheadPx,
  })
  drawFolds(surface, folds, {
    topPx: TOP_PX / 2,
    bottomPx: rulerTopPx,
    backColor: colors.foldBack,
    lineColor: colors.rulerText,
  })
  drawRuler(surface, picture.ticks, (tick) => pxAt(scale, tick.at), {
    leftPx: scale.leftPx,
    rightPx: scale.leftPx + scale.widthPx,
    topPx: rulerTopPx,
    heightPx: RULER_PX,
    font,
    textColor: colors.rulerText,
    turnColor: colors.rulerTurn,
    lineColor: colors.rulerLine,
  })
  drawCheckpoints(surface, picture.flags, widthPx, rulerTopPx, colors.flag)
  drawBookmarks(surface, picture.ribbons, rulerTopPx, colors.bookmark)
  if (isInSight(scale, playheadPx)) drawPlayhead(surface, playheadPx, rulerTopPx + 1, colors.playhead)
  if (hover !== undefined)
    drawHover(surface, hover.xPx, hoverText(picture, hover, heightPx), {
      rightPx: widthPx,
      bottomPx: rulerTopPx,
      topPx: 0,
      font,
      lineColor: colors.hoverLine,
      backColor: colors.labelBack,
      textColor: colors.labelText,
    })
}

/** What is at a place, in words. */
function hoverText(picture: TrackPicture, { xPx, yPx }: HoverPlace, heightPx: number): string {
  const { scale, folds, flags, ribbons, layers, zone } = picture
  const ribbon = yPx >= heightPx - RULER_PX ? ribbonAt(ribbons, xPx) : undefined
  if (ribbon !== undefined) return ribbonText(ribbon)
  const fold = foldAt(folds, xPx)
  if (fold !== undefined) return foldText(fold)
  const place = placeText(scale, xPx, positionAtPx(scale, xPx), zone)
  return flagText(flags, xPx) || [place, columnText(layers, scale, xPx)].filter((text) => text !== '').join(' · ')
}

/** The types of a column with most events, and how many each. */
function columnText(layers: readonly DensityLayer[], { leftPx }: TimelineScale, xPx: number): string {
  const column = Math.floor((xPx - leftPx) / COLUMN_PX)
  const counted = layers
    .map(({ type, columns }) => ({ name: type ?? 'others', count: Math.round(columns[column] ?? 0) }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
  const [first, second, ...others] = counted
  if (first === undefined) return ''
  const told = [first, ...(second ? [second] : [])].map(({ name, count }) => `${countText(count)} ${name}`)
  const rest = others.reduce((sum, { count }) => sum + count, 0)
  return [...told, ...(rest > 0 ? [`${countText(rest)} more`] : [])].join(', ')
}

export function isInSight({ leftPx, widthPx }: TimelineScale, xPx: number): boolean {
  return xPx >= leftPx - 1 && xPx <= leftPx + widthPx + 1
}
