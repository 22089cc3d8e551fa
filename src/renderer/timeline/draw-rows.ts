import type { Plot } from '../state/folded-axis.ts'
import type { TrackLine } from '../state/track-data.ts'
import { COLUMN_PX } from './draw-density.ts'
import type { LinePicture, RowPicture } from './row-picture.ts'

type Surface = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'fillRect' | 'strokeStyle' | 'lineWidth' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke'
>

/** Height of one row under the timeline. */
export const ROW_PX = 18

const TICK_PX = 1.5
const PADDING_PX = 3
const MIN_BAR_PX = 2
const POINT_PX = 3

/** Up to so many pixels with points have dots too. */
const MAX_DOTS = 60

/** One row as it is drawn. */
export interface DrawnRow {
  readonly picture: RowPicture
  readonly color: string
  readonly focused: boolean
}

export interface RowsLook extends Plot {
  /** Behind the focused row. */
  readonly focusColor: string
  readonly lineColor: string
}

export function drawRows(surface: Surface, rows: readonly DrawnRow[], look: RowsLook): void {
  for (const [place, { picture, color, focused }] of rows.entries()) {
    const topPx = place * ROW_PX
    if (focused) {
      surface.fillStyle = look.focusColor
      surface.fillRect(0, topPx, look.leftPx + look.widthPx + look.leftPx, ROW_PX)
    }
    surface.fillStyle = look.lineColor
    surface.fillRect(0, topPx, look.leftPx + look.widthPx + look.leftPx, 1)
    surface.fillStyle = color
    surface.strokeStyle = color
    drawPicture(surface, picture, topPx, look)
  }
}

function drawPicture(surface: Surface, picture: RowPicture, topPx: number, plot: Plot): void {
  switch (picture.kind) {
    case 'ticks':
      for (const xPx of picture.placesPx)
        surface.fillRect(xPx - TICK_PX / 2, topPx + PADDING_PX, TICK_PX, ROW_PX - 2 * PADDING_PX)
      return
    case 'bars':
      drawBars(surface, picture.columns, topPx, plot.leftPx)
      return
    case 'line':
      drawLine(surface, picture, topPx, plot)
      return
    case 'nothing':
      return
  }
}

function drawBars(surface: Surface, columns: Float64Array, topPx: number, leftPx: number): void {
  const most = columns.reduce((busiest, count) => Math.max(busiest, count), 0)
  for (const [column, count] of columns.entries()) {
    if (count === 0) continue
    const barPx = Math.max(MIN_BAR_PX, Math.round((ROW_PX - PADDING_PX) * Math.sqrt(count / most)))
    surface.fillRect(leftPx + column * COLUMN_PX, topPx + ROW_PX - barPx, COLUMN_PX - 1, barPx)
  }
}

/** Steps, since a value holds until the next one; where several fall on a pixel, the band that they cover. */
function drawLine(
  surface: Surface,
  { line, runs, before }: LinePicture,
  topPx: number,
  { leftPx, widthPx }: Plot,
): void {
  const { points, least, most } = line
  const heightPx = ROW_PX - 2 * PADDING_PX
  const yOf = (value: number): number =>
    topPx + PADDING_PX + (most > least ? (1 - (value - least) / (most - least)) * heightPx : heightPx / 2)
  surface.lineWidth = 1.25
  surface.beginPath()
  let holding = points[before]?.value
  if (holding !== undefined) surface.moveTo(leftPx, yOf(holding))
  for (const run of runs) {
    if (holding !== undefined) surface.lineTo(run.xPx, yOf(holding))
    if (run.least <= run.most) {
      if (holding === undefined) surface.moveTo(run.xPx, yOf(run.least))
      surface.lineTo(run.xPx, yOf(run.least))
      surface.lineTo(run.xPx, yOf(run.most))
    }
    holding = points[run.to - 1]?.value
    if (holding !== undefined) surface.lineTo(run.xPx, yOf(holding))
  }
  if (holding !== undefined) surface.lineTo(leftPx + widthPx, yOf(holding))
  surface.stroke()
  if (runs.length <= MAX_DOTS) drawDots(surface, points, runs, yOf)
}

function drawDots(
  surface: Surface,
  points: TrackLine['points'],
  runs: LinePicture['runs'],
  yOf: (value: number) => number,
): void {
  for (const { xPx, to } of runs) {
    const value = points[to - 1]?.value
    if (value !== undefined) surface.fillRect(xPx - POINT_PX / 2, yOf(value) - POINT_PX / 2, POINT_PX, POINT_PX)
  }
}
