import type { CategorySummary, StreamSummary } from '../../core/log-index.ts'
import { type GroupKey, groupName, type StreamGroups, streamIn } from '../state/stream-groups.ts'

/** What a row of the streams tree stands for. */
export type StreamTreeRow =
  | { readonly kind: 'all' }
  | { readonly kind: 'category'; readonly category: CategorySummary; readonly open: boolean }
  /** A stream of a group by its place there; absent while it is not here. */
  | {
      readonly kind: 'stream'
      readonly group: GroupKey
      readonly place: number
      readonly stream: StreamSummary | undefined
    }

export interface StreamTree {
  readonly count: number
  /** The row at a place from 0. */
  rowAt(place: number): StreamTreeRow
  /** Place of the category that a stream's row lies under; -1 for all others. */
  parentOf(place: number): number
  /** The streams among the rows from `first` to `last`, by group and their places there, both inclusive. */
  streamsBetween(
    first: number,
    last: number,
  ): readonly { readonly group: GroupKey; readonly first: number; readonly last: number }[]
}

interface TreeSource {
  readonly categories: readonly CategorySummary[]
  readonly expanded: ReadonlySet<string>
  readonly streamGroups: StreamGroups
  readonly streamsText: string
}

/** One row of its own, followed by the rows of a group's streams. */
interface Stretch {
  readonly start: number
  readonly own: StreamTreeRow | undefined
  readonly group: GroupKey | undefined
  readonly streams: number
}

/** The rows of the tree: categories with the streams of those that are open, or the streams that the filter found. */
export function streamTree(source: TreeSource): StreamTree {
  const { streamGroups } = source
  const stretches = source.streamsText === '' ? ofCategories(source) : ofFilter(source)
  const end = stretches.at(-1)
  const count = end === undefined ? 0 : end.start + lengthOf(end)

  const stretchAt = (place: number): Stretch | undefined => {
    let low = 0
    let high = stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((stretches[middle]?.start ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return stretches[low]
  }

  return {
    count,
    rowAt(place) {
      const stretch = stretchAt(place)
      if (stretch === undefined) return { kind: 'all' }
      const inside = place - stretch.start - ownLength(stretch)
      if (stretch.group === undefined || inside < 0) return stretch.own ?? { kind: 'all' }
      const stream = streamIn(streamGroups.get(groupName(stretch.group)), inside)
      return { kind: 'stream', group: stretch.group, place: inside, stream }
    },
    parentOf(place) {
      const stretch = stretchAt(place)
      return stretch?.own !== undefined && place > stretch.start ? stretch.start : -1
    },
    streamsBetween(first, last) {
      return stretches.flatMap((stretch) => {
        const { group, start, streams } = stretch
        const begin = start + ownLength(stretch)
        const from = Math.max(0, first - begin)
        const to = Math.min(streams - 1, last - begin)
        return group !== undefined && from <= to ? [{ group, first: from, last: to }] : []
      })
    },
  }
}

function ofCategories({ categories, expanded, streamGroups }: TreeSource): readonly Stretch[] {
  const stretches: Stretch[] = [{ start: 0, own: { kind: 'all' }, group: undefined, streams: 0 }]
  let start = 1
  for (const category of categories) {
    const open = expanded.has(category.name)
    const group = { category: category.name }
    const streams = open ? (streamGroups.get(groupName(group))?.total ?? category.streams) : 0
    stretches.push({ start, own: { kind: 'category', category, open }, group: open ? group : undefined, streams })
    start += 1 + streams
  }
  return stretches
}

function ofFilter({ streamGroups, streamsText }: TreeSource): readonly Stretch[] {
  const group = { text: streamsText }
  const streams = streamGroups.get(groupName(group))?.total ?? 0
  return [{ start: 0, own: undefined, group, streams }]
}

function ownLength({ own }: Stretch): number {
  return own === undefined ? 0 : 1
}

function lengthOf(stretch: Stretch): number {
  return ownLength(stretch) + stretch.streams
}
