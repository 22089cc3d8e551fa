import type { EventRow } from '../../core/log-index.ts'

/** Rows of one view by block: block b holds the rows b × 100 + 1 to b × 100 + 100, the last block perhaps fewer. */
export type RowCache = ReadonlyMap<number, readonly EventRow[]>

export const ROWS_PER_BLOCK = 100

/** Blocks kept: those that came longest ago give way. */
const MAX_BLOCKS = 64

export const noRows: RowCache = new Map()

/** The block that a row, counted from 1, is in. */
export function blockOf(row: number): number {
  return Math.floor((row - 1) / ROWS_PER_BLOCK)
}

/** The event of a row of the view, where it is here. */
export function rowIn(cache: RowCache, row: number): EventRow | undefined {
  return cache.get(blockOf(row))?.[(row - 1) % ROWS_PER_BLOCK]
}

/** Blocks of the rows `first` to `last` that are not here, or have grown since they came: the view has `total` rows. */
export function missingBlocks(cache: RowCache, first: number, last: number, total: number): readonly number[] {
  const missing: number[] = []
  for (let block = Math.max(0, blockOf(first)); block <= blockOf(last); block++) {
    const whole = Math.min(ROWS_PER_BLOCK, total - block * ROWS_PER_BLOCK)
    if ((cache.get(block)?.length ?? 0) < whole) missing.push(block)
  }
  return missing
}

export function withBlock(cache: RowCache, block: number, rows: readonly EventRow[]): RowCache {
  const blocks = [...cache].filter(([number]) => number !== block)
  return new Map([...blocks.slice(-(MAX_BLOCKS - 1)), [block, rows]])
}
