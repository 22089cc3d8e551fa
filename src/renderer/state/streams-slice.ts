import type { CategorySummary } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { type GroupKey, groupName, pagesToAsk, STREAMS_PER_PAGE, type StreamGroups, withPage } from './stream-groups.ts'

export interface StreamsSlice {
  readonly categories: readonly CategorySummary[]
  /** Names of the categories that show their streams. */
  readonly expanded: ReadonlySet<string>
  /** What the filter says; '' shows categories, anything else the streams whose names contain it. */
  readonly streamsText: string
  /** The streams that are here, by {@link groupName}. */
  readonly streamGroups: StreamGroups

  readonly setStreamsText: (text: string) => void
  readonly expandCategory: (category: string) => void
  readonly collapseCategory: (category: string) => void
  /** Says which streams of a group are in sight, counted from 0, both inclusive: those not here or out of date are asked for. */
  readonly showStreams: (group: GroupKey, first: number, last: number) => void
  /** The store has changed: counts again what is in sight, and the rest when it comes into sight. */
  readonly refreshStreams: () => void
  readonly forgetStreams: () => void
}

interface Sight {
  readonly group: GroupKey
  readonly first: number
  readonly last: number
}

const FILTER_PAUSE_MS = 150

export const createStreamsSlice: Slice<StreamsSlice> =
  ({ link, clock }) =>
  (set, get) => {
    const sights = new Map<string, Sight>()
    let revision = 0
    let stopWaiting = (): void => {}

    async function fetchPages({ group, first, last }: Sight): Promise<void> {
      const name = groupName(group)
      for (const page of pagesToAsk(get().streamGroups.get(name), first, last, revision)) {
        const asked = revision
        const answer = await link.ask('streams.list', {
          ...group,
          skip: page * STREAMS_PER_PAGE,
          limit: STREAMS_PER_PAGE,
        })
        if (!sights.has(name)) return
        set(({ streamGroups }) => ({
          streamGroups: new Map(streamGroups).set(name, withPage(streamGroups.get(name), page, answer, asked)),
        }))
      }
    }

    const fetchSights = newestWins<void>(() =>
      link.inBackground(async () => {
        for (const sight of [...sights.values()]) await fetchPages(sight)
      }),
    )

    const countCategories = newestWins<void>(() =>
      link.inBackground(async () => set({ categories: (await link.ask('streams.categories', {})).categories })),
    )

    function forget(...groups: readonly string[]): void {
      for (const name of groups) sights.delete(name)
      set(({ streamGroups }) => ({
        streamGroups: new Map([...streamGroups].filter(([name]) => !groups.includes(name))),
      }))
    }

    return {
      categories: [],
      expanded: new Set(),
      streamsText: '',
      streamGroups: new Map(),

      setStreamsText(text) {
        stopWaiting()
        forget(groupName({ text: get().streamsText }))
        set({ streamsText: text })
        if (text !== '') stopWaiting = clock.after(FILTER_PAUSE_MS, () => get().showStreams({ text }, 0, 0))
      },
      expandCategory(category) {
        set(({ expanded }) => ({ expanded: new Set(expanded).add(category) }))
        get().showStreams({ category }, 0, 0)
      },
      collapseCategory(category) {
        set(({ expanded }) => ({ expanded: new Set([...expanded].filter((name) => name !== category)) }))
        forget(groupName({ category }))
      },
      showStreams(group, first, last) {
        sights.set(groupName(group), { group, first, last })
        fetchSights()
      },
      refreshStreams() {
        revision++
        countCategories()
        fetchSights()
      },
      forgetStreams() {
        stopWaiting()
        forget(...sights.keys())
        set({ categories: [], expanded: new Set(), streamsText: '', streamGroups: new Map() })
      },
    }
  }
