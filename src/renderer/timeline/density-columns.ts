/**
 * Spreads the counts of equal buckets over `columns` equal columns. A bucket that lies over several columns, or over
 * part of one, gives each its share, so the sum stays the same and no pattern of gaps and peaks comes from rounding.
 */
export function densityColumns(counts: readonly number[], columns: number): Float64Array {
  const shares = new Float64Array(Math.max(0, columns))
  if (counts.length === 0 || columns <= 0) return shares
  const columnsPerBucket = columns / counts.length
  for (const [bucket, count] of counts.entries()) {
    if (count === 0) continue
    const from = bucket * columnsPerBucket
    const to = from + columnsPerBucket
    const last = Math.min(columns - 1, Math.ceil(to) - 1)
    for (let column = Math.floor(from); column <= last; column++) {
      const overlap = Math.min(to, column + 1) - Math.max(from, column)
      shares[column] = (shares[column] ?? 0) + (count * overlap) / columnsPerBucket
    }
  }
  return shares
}
