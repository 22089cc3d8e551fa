import type { DensityLayer } from './density-layers.ts'

type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect' | 'globalAlpha'>

/** One bar with the gap after it. */
export const COLUMN_PX = 3

const GAP_PX = 1
const MIN_BAR_PX = 2

/** What lies after the playhead, and has not happened yet as the window shows it. */
const LATER_ALPHA = 0.32

export interface DensityLook {
  readonly leftPx: number
  readonly bottomPx: number
  readonly heightPx: number
  /** Bars, and parts of a bar, right of this lie after the playhead. */
  readonly playheadPx: number
}

/**
 * Draws one bar per column, tallest for the busiest, stacked of the layers from the bottom. Heights are square-rooted so that a quiet hour stays
 * visible next to a burst; a column without events has none.
 */
export function drawDensity(surface: Surface, layers: readonly DensityLayer[], look: DensityLook): void {
  const totals = columnTotals(layers)
  const busiest = totals.reduce((most, total) => Math.max(most, total), 0)
  const barsPx = totals.map((total) =>
    total === 0 ? 0 : Math.max(MIN_BAR_PX, Math.round(look.heightPx * Math.sqrt(total / busiest))),
  )
  const below = new Float64Array(totals.length)
  for (const { color, columns } of layers) {
    const stack = { totals, barsPx, below, columns }
    surface.fillStyle = color
    drawLayer(surface, stack, look, Number.NEGATIVE_INFINITY, look.playheadPx)
    surface.globalAlpha = LATER_ALPHA
    drawLayer(surface, stack, look, look.playheadPx, Number.POSITIVE_INFINITY)
    surface.globalAlpha = 1
    for (const [column, count] of columns.entries()) below[column] = (below[column] ?? 0) + count
  }
}

/** How many events each column holds. */
function columnTotals(layers: readonly DensityLayer[]): Float64Array {
  const totals = new Float64Array(layers[0]?.columns.length ?? 0)
  for (const { columns } of layers)
    for (const [column, count] of columns.entries()) totals[column] = (totals[column] ?? 0) + count
  return totals
}

interface Stack {
  readonly totals: Float64Array
  readonly barsPx: Float64Array
  /** Events of the layers under this one. */
  readonly below: Float64Array
  readonly columns: Float64Array
}

function drawLayer(
  surface: Surface,
  { totals, barsPx, below, columns }: Stack,
  { leftPx, bottomPx }: DensityLook,
  fromPx: number,
  toPx: number,
): void {
  for (let column = 0; column < columns.length; column++) {
    const count = columns[column] ?? 0
    if (count === 0) continue
    const left = Math.max(fromPx, leftPx + column * COLUMN_PX)
    const right = Math.min(toPx, leftPx + (column + 1) * COLUMN_PX - GAP_PX)
    if (right <= left) continue
    const pxPerEvent = (barsPx[column] ?? 0) / (totals[column] ?? 1)
    const low = Math.round((below[column] ?? 0) * pxPerEvent)
    const high = Math.round(((below[column] ?? 0) + count) * pxPerEvent)
    if (high > low) surface.fillRect(left, bottomPx - high, right - left, high - low)
  }
}
