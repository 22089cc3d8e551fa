/** A part of a canvas, in pixels. */
interface Stretch {
  readonly fromPx: number
  readonly toPx: number
}

/** Equal columns, from one pixel on. */
export interface Columns {
  readonly leftPx: number
  readonly columnPx: number
  readonly shares: Float64Array
}

/**
 * Adds to columns what buckets hold of a stretch. A bucket that lies over several columns, or over part of one, gives each its share, so that
 * the sum stays the same and no pattern of gaps and peaks comes from rounding. Bucket i lies from `edgesPx[i]` to `edgesPx[i + 1]`; one
 * without a width is a column's all the same.
 */
export function addToColumns(
  { leftPx, columnPx, shares }: Columns,
  counts: readonly number[],
  edgesPx: ArrayLike<number>,
  { fromPx, toPx }: Stretch,
): void {
  for (const [bucket, count] of counts.entries()) {
    if (count === 0) continue
    const [left = 0, right = 0] = [edgesPx[bucket], edgesPx[bucket + 1]]
    const from = (Math.max(left, fromPx) - leftPx) / columnPx
    const to = (Math.min(right, toPx) - leftPx) / columnPx
    if (to < from || (to === from && right > left)) continue
    const perColumn = right > left ? (count * columnPx) / (right - left) : 0
    const last = Math.min(shares.length - 1, Math.max(Math.floor(from), Math.ceil(to) - 1))
    for (let column = Math.max(0, Math.floor(from)); column <= last; column++) {
      const overlap = Math.min(to, column + 1) - Math.max(from, column)
      shares[column] = (shares[column] ?? 0) + (right > left ? overlap * perColumn : count)
    }
  }
}
