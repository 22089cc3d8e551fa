type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect'>

/** One bar with the gap after it. */
export const COLUMN_PX = 3

const GAP_PX = 1
const MIN_BAR_PX = 2

export interface DensityLook {
  readonly leftPx: number
  readonly bottomPx: number
  readonly heightPx: number
  /** Bars, and parts of a bar, right of this lie after the playhead. */
  readonly playheadPx: number
  readonly color: string
  readonly laterColor: string
}

/**
 * Draws one bar per column, tallest for the busiest. Heights are square-rooted so that a quiet hour stays visible next
 * to a burst; a column without events has none.
 */
export function drawDensity(surface: Surface, columns: ArrayLike<number>, look: DensityLook): void {
  const busiest = busiestOf(columns)
  surface.fillStyle = look.color
  drawBars(surface, columns, look, busiest, Number.NEGATIVE_INFINITY, look.playheadPx)
  surface.fillStyle = look.laterColor
  drawBars(surface, columns, look, busiest, look.playheadPx, Number.POSITIVE_INFINITY)
}

function drawBars(
  surface: Surface,
  columns: ArrayLike<number>,
  { leftPx, bottomPx, heightPx }: DensityLook,
  busiest: number,
  fromPx: number,
  toPx: number,
): void {
  for (let column = 0; column < columns.length; column++) {
    const count = columns[column] ?? 0
    if (count === 0) continue
    const left = Math.max(fromPx, leftPx + column * COLUMN_PX)
    const right = Math.min(toPx, leftPx + (column + 1) * COLUMN_PX - GAP_PX)
    if (right <= left) continue
    const barPx = Math.max(MIN_BAR_PX, Math.round(heightPx * Math.sqrt(count / busiest)))
    surface.fillRect(left, bottomPx - barPx, right - left, barPx)
  }
}

function busiestOf(columns: ArrayLike<number>): number {
  let busiest = 0
  for (let column = 0; column < columns.length; column++) busiest = Math.max(busiest, columns[column] ?? 0)
  return busiest
}
