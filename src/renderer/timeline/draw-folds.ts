import type { Gap } from '../state/folded-axis.ts'
import { isFolded, pxAt } from '../state/folded-axis.ts'
import type { TimelineScale } from './timeline-scale.ts'

type Surface = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'fillRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke'
>

/** A gap as it lies on a canvas. */
export interface Fold {
  readonly gap: Gap
  readonly state: 'folded' | 'opened'
  readonly fromPx: number
  readonly toPx: number
}

const ZIGZAG_PX = 4
const ZIGZAG_STEP_PX = 5

/** Half the width of the mark in the middle of an opened gap. */
const MARK_PX = 6

/** The gaps in sight that are folded, and those that a person opened; `opened` are not folded on the scale. */
export function foldsOf(scale: TimelineScale, opened: readonly Gap[]): readonly Fold[] {
  const folded = scale.gaps.filter((gap) => isFolded(scale, gap))
  return [...folded.map((gap) => [gap, 'folded'] as const), ...opened.map((gap) => [gap, 'opened'] as const)]
    .filter(([{ from, to }]) => to > scale.span.from && from < scale.span.to)
    .map(([gap, state]) => {
      const fromPx = Math.max(scale.leftPx, pxAt(scale, gap.from))
      return { gap, state, fromPx, toPx: Math.min(scale.leftPx + scale.widthPx, pxAt(scale, gap.to)) }
    })
}

export interface FoldLook {
  readonly topPx: number
  readonly bottomPx: number
  readonly backColor: string
  readonly lineColor: string
}

/** Draws two zig-zags over the whole height of a fold, and one in the middle of an opened gap, which folds it again. */
export function drawFolds(surface: Surface, folds: readonly Fold[], look: FoldLook): void {
  const { topPx, bottomPx, backColor, lineColor } = look
  surface.strokeStyle = lineColor
  surface.lineWidth = 1
  for (const { state, fromPx, toPx } of folds) {
    const middlePx = (fromPx + toPx) / 2
    if (state === 'opened') {
      drawZigzag(surface, middlePx, bottomPx - 3 * ZIGZAG_STEP_PX, bottomPx)
      continue
    }
    surface.fillStyle = backColor
    surface.fillRect(fromPx, topPx, toPx - fromPx, bottomPx - topPx)
    drawZigzag(surface, middlePx - ZIGZAG_PX, topPx, bottomPx)
    drawZigzag(surface, middlePx + ZIGZAG_PX, topPx, bottomPx)
  }
}

/** The fold at a place: all of a folded one, the mark of an opened one. */
export function foldAt(folds: readonly Fold[], xPx: number): Fold | undefined {
  return folds.find(({ state, fromPx, toPx }) =>
    state === 'folded' ? xPx >= fromPx && xPx <= toPx : Math.abs(xPx - (fromPx + toPx) / 2) <= MARK_PX,
  )
}

function drawZigzag(surface: Surface, xPx: number, topPx: number, bottomPx: number): void {
  surface.beginPath()
  surface.moveTo(xPx - ZIGZAG_PX / 2, topPx)
  let side = 1
  for (let yPx = topPx + ZIGZAG_STEP_PX; yPx <= bottomPx; yPx += ZIGZAG_STEP_PX) {
    surface.lineTo(xPx + (side * ZIGZAG_PX) / 2, yPx)
    side = -side
  }
  surface.stroke()
}
