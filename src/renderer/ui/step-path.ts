/** From `x` on the value is `y`, until the next point; `undefined` where there is none. */
export interface StepPoint {
  readonly x: number
  readonly y: number | undefined
}

export interface StepScale {
  xPx(x: number): number
  yPx(y: number): number
}

/**
 * An SVG path of values that hold until the next: level, then straight up or down. Points come by rising x; the last one holds until `endX`.
 * Of those within one pixel only the lowest, the highest and the last are drawn, so the path is no longer than the room is wide.
 */
export function stepPath(points: readonly StepPoint[], endX: number, scale: StepScale): string {
  let path = ''
  let open = false
  for (let at = 0; at < points.length; ) {
    const columnPx = Math.round(scale.xPx(points[at]?.x ?? 0))
    const end = endOfColumn(points, at, columnPx, scale)
    const heights = points.slice(at, end).flatMap(({ y }) => (y === undefined ? [] : [rounded(scale.yPx(y))]))
    const first = heights[0]
    if (first !== undefined) {
      path += open ? `H${columnPx}` : `M${columnPx} ${first}`
      path += heightsOfColumn(heights)
        .map((px) => `V${px}`)
        .join('')
    } else if (open) path += `H${columnPx}`
    open = points[end - 1]?.y !== undefined
    at = end
  }
  return open ? `${path}H${Math.round(scale.xPx(endX))}` : path
}

/** The place after the last point that falls into the same pixel. */
function endOfColumn(points: readonly StepPoint[], from: number, columnPx: number, { xPx }: StepScale): number {
  let end = from + 1
  for (let next = points[end]; next !== undefined && Math.round(xPx(next.x)) === columnPx; next = points[end]) end++
  return end
}

function heightsOfColumn(heights: readonly number[]): readonly number[] {
  const last = heights.slice(-1)
  if (heights.length < 3) return heights
  const [low, high] = heights.reduce<readonly [number, number]>(
    ([lowest, highest], px) => [Math.min(lowest, px), Math.max(highest, px)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  return [low, high, ...last]
}

function rounded(px: number): number {
  return Math.round(px * 10) / 10
}

/** The value that holds at `x`. */
export function valueAt(points: readonly StepPoint[], x: number): number | undefined {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.x ?? x) <= x) low = middle + 1
    else high = middle
  }
  return points[low - 1]?.y
}
