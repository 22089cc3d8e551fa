import type { ShownRows } from '../../state/projection-port.ts'

/** Rows asked for beyond those in sight, on either side, so that a little scrolling needs no asking. */
const MARGIN = 40

/** What to ask for so that the rows from `first` to `last`, from 0 and inclusive, are there; nothing where they are. */
export function rowsToAsk(shown: ShownRows, first: number, last: number): ShownRows | undefined {
  if (first >= shown.from && last < shown.from + shown.limit) return undefined
  const from = Math.max(0, first - MARGIN)
  return { ...shown, from, limit: last + 1 + MARGIN - from }
}
