import type { EventRow } from '../../core/log-index.ts'
import { blockOf, ROWS_PER_BLOCK, type RowCache } from './row-cache.ts'

/** JSON texts, null where there is nothing, of the rows of one block, by payload path. */
type BlockValues = ReadonlyMap<string, readonly (string | null)[]>

/** Values at payload paths of the rows of one view, by block as in {@link RowCache}. */
export type ValueCache = ReadonlyMap<number, BlockValues>

/** Blocks kept: those that came longest ago give way. */
const MAX_BLOCKS = 64

export const noValues: ValueCache = new Map()

const noBlock: BlockValues = new Map()

/** What is at a path of a row's event: null where there is nothing, undefined while it is not here. */
export function valueIn(cache: ValueCache, row: number, path: string): string | null | undefined {
  return cache.get(blockOf(row))?.get(path)?.[(row - 1) % ROWS_PER_BLOCK]
}

interface MissingValues {
  readonly block: number
  readonly rows: readonly EventRow[]
  readonly paths: readonly string[]
}

/** Of the blocks that rows `first` to `last` are in, those whose rows are here and whose values are not. */
export function missingValues(
  cache: ValueCache,
  rowCache: RowCache,
  first: number,
  last: number,
  paths: readonly string[],
): readonly MissingValues[] {
  const missing: MissingValues[] = []
  for (let block = Math.max(0, blockOf(first)); block <= blockOf(last); block++) {
    const rows = rowCache.get(block) ?? []
    const values = cache.get(block) ?? noBlock
    const wanted = paths.filter((path) => (values.get(path)?.length ?? 0) < rows.length)
    if (wanted.length > 0) missing.push({ block, rows, paths: wanted })
  }
  return missing
}

/** @param values for each row, in order, what is at each of the paths */
export function withValues(
  cache: ValueCache,
  { block, paths }: Pick<MissingValues, 'block' | 'paths'>,
  values: readonly (readonly (string | null)[])[],
): ValueCache {
  const known = new Map(cache.get(block) ?? noBlock)
  for (const [at, path] of paths.entries())
    known.set(
      path,
      values.map((ofRow) => ofRow[at] ?? null),
    )
  const others = [...cache].filter(([number]) => number !== block)
  return new Map([...others.slice(-(MAX_BLOCKS - 1)), [block, known]])
}
