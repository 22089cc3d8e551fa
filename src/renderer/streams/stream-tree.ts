import type { StreamName } from '../../core/event.ts'
import type { CategorySummary, StreamSummary } from '../../core/log-index.ts'
import { type StreamGroups, streamIn } from '../state/stream-groups.ts'
import type { StreamShelf } from '../state/streams-slice.ts'

/** What a row of the streams tree stands for. */
export type StreamTreeRow =
  | { readonly kind: 'all' }
  | { readonly kind: 'shelf'; readonly shelf: StreamShelf; readonly streams: number; readonly open: boolean }
  /** A stream on a shelf. */
  | { readonly kind: 'kept'; readonly shelf: StreamShelf; readonly name: StreamName }
  | { readonly kind: 'category'; readonly category: CategorySummary; readonly open: boolean }
  /** A category's stream by its place there; absent while it is not here. */
  | {
      readonly kind: 'stream'
      readonly category: string
      readonly place: number
      readonly stream: StreamSummary | undefined
    }

export interface StreamTree {
  readonly count: number
  /** The row at a place from 0. */
  rowAt(place: number): StreamTreeRow
  /** Place of the row that a stream's row lies under; -1 for all others. */
  parentOf(place: number): number
  /** The streams of categories among the rows from `first` to `last`, by their places there, both inclusive. */
  streamsBetween(
    first: number,
    last: number,
  ): readonly { readonly category: string; readonly first: number; readonly last: number }[]
}

interface TreeSource {
  readonly pinnedStreams: readonly StreamName[]
  readonly recentStreams: readonly StreamName[]
  readonly openShelves: ReadonlySet<StreamShelf>
  readonly categories: readonly CategorySummary[]
  readonly expanded: ReadonlySet<string>
  readonly streamGroups: StreamGroups
}

/** One row of its own, followed by the rows that lie under it. */
interface Stretch {
  readonly own: StreamTreeRow
  readonly below: number
  /** The row below at a place from 0. */
  readonly rowAt: (place: number) => StreamTreeRow
  readonly category?: string
}

interface PlacedStretch extends Stretch {
  readonly start: number
}

/** The rows of the tree: all events, what is pinned and recent, then categories with the streams of those that are open. */
export function streamTree(source: TreeSource): StreamTree {
  const stretches = placed([
    leaf({ kind: 'all' }),
    ...(source.pinnedStreams.length === 0 ? [] : [shelfStretch(source, 'pinned', source.pinnedStreams)]),
    shelfStretch(source, 'recent', source.recentStreams),
    ...source.categories.map((category) => categoryStretch(source, category)),
  ])
  const end = stretches.at(-1)

  return {
    count: end === undefined ? 0 : end.start + 1 + end.below,
    rowAt(place) {
      const stretch = stretchAt(stretches, place)
      if (stretch === undefined) return { kind: 'all' }
      return place === stretch.start ? stretch.own : stretch.rowAt(place - stretch.start - 1)
    },
    parentOf(place) {
      const stretch = stretchAt(stretches, place)
      return stretch !== undefined && place > stretch.start ? stretch.start : -1
    },
    streamsBetween(first, last) {
      return stretches.flatMap(({ category, start, below }) => {
        const from = Math.max(0, first - start - 1)
        const to = Math.min(below - 1, last - start - 1)
        return category !== undefined && from <= to ? [{ category, first: from, last: to }] : []
      })
    },
  }
}

function leaf(own: StreamTreeRow): Stretch {
  return { own, below: 0, rowAt: () => own }
}

function shelfStretch({ openShelves }: TreeSource, shelf: StreamShelf, names: readonly StreamName[]): Stretch {
  const open = openShelves.has(shelf)
  const own: StreamTreeRow = { kind: 'shelf', shelf, streams: names.length, open }
  return {
    own,
    below: open ? names.length : 0,
    rowAt(place) {
      const name = names[place]
      return name === undefined ? own : { kind: 'kept', shelf, name }
    },
  }
}

function categoryStretch({ expanded, streamGroups }: TreeSource, category: CategorySummary): Stretch {
  const { name } = category
  const open = expanded.has(name)
  const group = streamGroups.get(name)
  return {
    own: { kind: 'category', category, open },
    below: open ? (group?.total ?? category.streams) : 0,
    rowAt: (place) => ({ kind: 'stream', category: name, place, stream: streamIn(group, place) }),
    category: name,
  }
}

function placed(stretches: readonly Stretch[]): readonly PlacedStretch[] {
  let start = 0
  return stretches.map((stretch) => {
    const here = { ...stretch, start }
    start += 1 + stretch.below
    return here
  })
}

function stretchAt(stretches: readonly PlacedStretch[], place: number): PlacedStretch | undefined {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((stretches[middle]?.start ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return stretches[low]
}
