import { type Position, START } from '../../core/event.ts'
import { type RowCache, rowIn } from '../state/row-cache.ts'

/** How a row lies to the playhead: `next` is the first that is still to come. */
export type RowWhen = 'past' | 'next' | 'later'

/** Rows that are on their way count as past, so that none is dimmed for a moment only. */
export function rowWhen(cache: RowCache, row: number, playhead: Position): RowWhen {
  if (!isLater(cache, row, playhead)) return 'past'
  return isLater(cache, row - 1, playhead) ? 'later' : 'next'
}

function isLater(cache: RowCache, row: number, playhead: Position): boolean {
  return (rowIn(cache, row)?.position ?? START) > playhead
}
