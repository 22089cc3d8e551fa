import { type Position, position, START } from '../../core/event.ts'
import type { ConsumerCheckpoint } from '../../core/store-surroundings.ts'
import { countText } from '../ui/count-text.ts'
import { densityColumns } from './density-columns.ts'
import { drawCheckpoints, flagsOf, flagText } from './draw-checkpoints.ts'
import { COLUMN_PX, drawDensity } from './draw-density.ts'
import { drawMarks, MARK_ROW_PX, type MarkRow, markRowAt, nearestMark } from './draw-marks.ts'
import { drawOrderBand } from './draw-order-band.ts'
import { drawHover, drawPlayhead } from './draw-playhead.ts'
import { drawRuler, tickCount } from './draw-ruler.ts'
import { placeText } from './playhead-text.ts'
import { positionTicks, type Tick, timeTicks } from './ticks.ts'
import { type Plot, positionAtPx, pxAtPosition, pxAtTime, type TimeScale } from './time-scale.ts'

/** Room at both sides, so that the playhead's grip is whole at the ends. */
const SIDE_PX = 8
const TOP_PX = 18
const RULER_PX = 20
const BAND_PX = 16

export interface TimelineColors {
  readonly bar: string
  readonly laterBar: string
  readonly playhead: string
  readonly flag: string
  readonly hit: string
  readonly watch: string
  readonly failure: string
  readonly whatIf: string
  readonly markFocus: string
  readonly hoverLine: string
  readonly labelBack: string
  readonly labelText: string
  readonly rulerText: string
  readonly rulerTurn: string
  readonly rulerLine: string
}

/** A place on the canvas, in CSS pixels from its upper left corner. */
export interface HoverPlace {
  readonly xPx: number
  readonly yPx: number
}

export interface TimelinePicture {
  readonly scale: TimeScale
  readonly playhead: Position
  /** Each with a position is a flag. */
  readonly checkpoints: readonly ConsumerCheckpoint[]
  /** Rows of ticks, from the top. */
  readonly marks: readonly MarkRow[]
  /** Where the pointer is, while it is over the timeline. */
  readonly hover: HoverPlace | undefined
  readonly widthPx: number
  readonly heightPx: number
  readonly colors: TimelineColors
  readonly font: string
}

/** The part of a canvas of this width that the history takes: whole columns. */
export function plotOf(widthPx: number): Plot {
  const columns = Math.max(0, Math.floor((widthPx - 2 * SIDE_PX) / COLUMN_PX))
  return { leftPx: SIDE_PX, widthPx: columns * COLUMN_PX }
}

/** Paints the whole timeline, in CSS pixels. */
export function paintTimeline(surface: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { scale, widthPx, heightPx, colors, hover, font, marks } = picture
  const rulerTopPx = heightPx - RULER_PX
  const marksTopPx = marksTop(heightPx, marks.length)
  const playheadPx = pxAtPosition(scale, picture.playhead)
  surface.clearRect(0, 0, widthPx, heightPx)
  drawEvents(surface, picture, playheadPx, marksTopPx)
  drawMarks(surface, marks, { topPx: marksTopPx, widthPx, focusColor: colors.markFocus })
  drawRuler(surface, ticksOf(scale), (tick) => tickPx(scale, tick), {
    leftPx: scale.leftPx,
    rightPx: scale.leftPx + scale.widthPx,
    topPx: rulerTopPx,
    heightPx: RULER_PX,
    font,
    textColor: colors.rulerText,
    turnColor: colors.rulerTurn,
    lineColor: colors.rulerLine,
  })
  const flags = flagsOf(picture.checkpoints, scale)
  drawCheckpoints(surface, flags, widthPx, marksTopPx, colors.flag)
  drawPlayhead(surface, playheadPx, rulerTopPx + 1, colors.playhead)
  if (hover === undefined) return
  const { xPx } = hover
  const text = markText(picture, hover) || flagText(flags, xPx) || placeText(scale, xPx, positionAtPx(scale, xPx))
  drawHover(surface, xPx, text, {
    rightPx: widthPx,
    bottomPx: rulerTopPx,
    font,
    lineColor: colors.hoverLine,
    backColor: colors.labelBack,
    textColor: colors.labelText,
  })
}

/** The tick at a place on a canvas of this height, and its row; nothing where there is none. */
export function markAt(
  marks: readonly MarkRow[],
  scale: TimeScale,
  { xPx, yPx }: HoverPlace,
  heightPx: number,
): { readonly row: MarkRow; readonly position: Position } | undefined {
  const row = markRowAt(marks, yPx - marksTop(heightPx, marks.length))
  const at = row && nearestMark(row.track.positions, scale, xPx)
  return row && at !== undefined ? { row, position: at } : undefined
}

function marksTop(heightPx: number, rows: number): number {
  return heightPx - RULER_PX - rows * MARK_ROW_PX
}

/** What the tick under the pointer is, or whose row it is; '' elsewhere. */
function markText({ marks, scale, heightPx }: TimelinePicture, place: HoverPlace): string {
  const row = markRowAt(marks, place.yPx - marksTop(heightPx, marks.length))
  if (row === undefined) return ''
  const mark = markAt(marks, scale, place, heightPx)
  return mark === undefined ? row.track.label : `${row.track.label} · position ${countText(mark.position)}`
}

function drawEvents(
  surface: CanvasRenderingContext2D,
  { scale, colors }: TimelinePicture,
  playheadPx: number,
  bottomPx: number,
): void {
  const { leftPx, widthPx } = scale
  const look = { leftPx, bottomPx, playheadPx, color: colors.bar, laterColor: colors.laterBar }
  if (scale.measures === 'time') {
    drawDensity(surface, densityColumns(scale.counts, widthPx / COLUMN_PX), { ...look, heightPx: bottomPx - TOP_PX })
  } else if (headOf(scale) > START) {
    drawOrderBand(surface, { ...look, widthPx, heightPx: BAND_PX })
  }
}

function ticksOf(scale: TimeScale): readonly Tick[] {
  const { measures, span, widthPx } = scale
  if (headOf(scale) === START) return []
  if (measures === 'order' || span === undefined) return positionTicks(headOf(scale), tickCount(widthPx))
  return timeTicks(span.fromUs, span.toUs, tickCount(widthPx))
}

function headOf({ edges }: TimeScale): Position {
  return edges.at(-1) ?? START
}

function tickPx(scale: TimeScale, { at }: Tick): number {
  return scale.measures === 'time' ? pxAtTime(scale, at) : pxAtPosition(scale, position(at))
}
