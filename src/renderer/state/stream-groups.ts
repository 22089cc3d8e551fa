import type { StreamSummary, StreamsPage } from '../../core/log-index.ts'

interface GroupPage {
  /** How often the store had changed when it was asked for. */
  readonly revision: number
  readonly streams: readonly StreamSummary[]
}

/** The streams of a category as far as they are here. */
export interface StreamGroup {
  /** How many streams it has in all. */
  readonly total: number
  /** Pages of {@link STREAMS_PER_PAGE} streams, by number from 0. */
  readonly pages: ReadonlyMap<number, GroupPage>
}

/** By the categories' names. */
export type StreamGroups = ReadonlyMap<string, StreamGroup>

export const STREAMS_PER_PAGE = 100

/** Pages kept of one group: those that came longest ago give way. */
const MAX_PAGES = 50

/** A group's stream by its place, counted from 0, where it is here. */
export function streamIn(group: StreamGroup | undefined, place: number): StreamSummary | undefined {
  return group?.pages.get(pageOf(place))?.streams[place % STREAMS_PER_PAGE]
}

function pageOf(place: number): number {
  return Math.floor(place / STREAMS_PER_PAGE)
}

/** The pages of the streams from `first` to `last`, counted from 0, that are not here or older than `revision`. */
export function pagesToAsk(
  group: StreamGroup | undefined,
  first: number,
  last: number,
  revision: number,
): readonly number[] {
  const pages: number[] = []
  for (let page = pageOf(first); page <= pageOf(last); page++)
    if ((group?.pages.get(page)?.revision ?? -1) < revision) pages.push(page)
  return pages
}

export function withPage(
  group: StreamGroup | undefined,
  page: number,
  { streams, total }: StreamsPage,
  revision: number,
): StreamGroup {
  const others = [...(group?.pages ?? [])].filter(([number]) => number !== page)
  return { total, pages: new Map([...others.slice(-(MAX_PAGES - 1)), [page, { revision, streams }]]) }
}
