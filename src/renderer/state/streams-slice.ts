import type { CategorySummary, StreamsPage } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { pagesToAsk, STREAMS_PER_PAGE, type StreamGroups, withPage } from './stream-groups.ts'

/** The streams that fit what is written best, best first. */
interface StreamHits extends StreamsPage {
  /** For what they were found. */
  readonly text: string
}

export const streamShelves = ['pinned', 'recent'] as const

/** A list above the categories. */
export type StreamShelf = (typeof streamShelves)[number]

export interface StreamsSlice {
  readonly categories: readonly CategorySummary[]
  /** Names of the categories that show their streams. */
  readonly expanded: ReadonlySet<string>
  readonly openShelves: ReadonlySet<StreamShelf>
  /** What is written to find streams; '' shows categories, anything else the streams that it finds. */
  readonly streamsText: string
  /** What was found last; at most {@link MAX_HITS}. */
  readonly streamHits: StreamHits | undefined
  /** Whether the person is about to write what to find. */
  readonly findingStream: boolean
  /** The streams of open categories that are here. */
  readonly streamGroups: StreamGroups

  readonly setStreamsText: (text: string) => void
  /** Narrows the log to the hit at a place, from 0; to the best once it is here, where what is written is still being looked for. */
  readonly takeHit: (place: number) => void
  /** Shows the streams and has the person write what to find, until {@link streamFieldReached}. */
  readonly openStreamFinder: () => void
  /** Somebody is about to write: the store reads the names of its streams meanwhile, which the first search waits for. */
  readonly streamFieldReached: () => void
  readonly expandCategory: (category: string) => void
  readonly collapseCategory: (category: string) => void
  readonly turnShelf: (shelf: StreamShelf, next: 'open' | 'closed') => void
  /** Says which streams of a category are in sight, counted from 0, both inclusive: those not here or out of date are asked for. */
  readonly showStreams: (category: string, first: number, last: number) => void
  /** The store has changed: counts again what is in sight, and the rest when it comes into sight. */
  readonly refreshStreams: () => void
}

const MAX_HITS = 200

interface Sight {
  readonly first: number
  readonly last: number
}

const FIND_PAUSE_MS = 40

const nothing = {
  categories: [],
  expanded: new Set<string>(),
  openShelves: new Set<StreamShelf>(['pinned']),
  streamsText: '',
  streamHits: undefined,
  findingStream: false,
  streamGroups: new Map(),
} satisfies Partial<StreamsSlice>

export const createStreamsSlice: Slice<StreamsSlice> =
  ({ link, clock }) =>
  (set, get) => {
    /** By the categories' names. */
    const sights = new Map<string, Sight>()
    let revision = 0
    let stopWaiting = (): void => {}
    let search = new AbortController()
    /** Whether the log is narrowed to the best hit as soon as it comes. */
    let takesBest = false

    async function fetchPages(category: string, { first, last }: Sight): Promise<void> {
      for (const page of pagesToAsk(get().streamGroups.get(category), first, last, revision)) {
        const asked = revision
        const place = { skip: page * STREAMS_PER_PAGE, limit: STREAMS_PER_PAGE }
        const answer = await link.ask('streams.list', { category, ...place })
        if (!sights.has(category)) return
        set(({ streamGroups }) => ({
          streamGroups: new Map(streamGroups).set(category, withPage(streamGroups.get(category), page, answer, asked)),
        }))
      }
    }

    const fetchSights = newestWins<void>(() =>
      link.inBackground(async () => {
        for (const [category, sight] of [...sights]) await fetchPages(category, sight)
      }),
    )

    const countCategories = newestWins<void>(() =>
      link.inBackground(async () => set({ categories: (await link.ask('streams.categories', {})).categories })),
    )

    /** Ends the search before. */
    function find(text: string): void {
      search.abort()
      search = new AbortController()
      const { signal } = search
      if (text === '') return
      void link.inBackground(async () => {
        const page = await get().findStreams(text, MAX_HITS, signal)
        if (signal.aborted) return
        set({ streamHits: { text, ...page } })
        if (takesBest) get().takeHit(0)
      })
    }

    link.onLeave(() => {
      stopWaiting()
      search.abort()
      sights.clear()
      set(nothing)
    })

    return {
      ...nothing,

      setStreamsText(text) {
        stopWaiting()
        search.abort()
        takesBest = false
        set({ streamsText: text, ...(text === '' && { streamHits: undefined }) })
        if (text !== '') stopWaiting = clock.after(FIND_PAUSE_MS, () => find(text))
      },
      takeHit(place) {
        const { streamHits, streamsText, setView } = get()
        takesBest = streamHits?.text !== streamsText
        const stream = takesBest ? undefined : streamHits?.streams[place]
        if (stream !== undefined) setView({ streams: [stream.name] })
      },
      openStreamFinder() {
        get().showLeft('streams')
        set({ findingStream: true })
      },
      streamFieldReached() {
        set({ findingStream: false })
        void link.inBackground(async () => void (await get().findStreams('', 1)))
      },
      expandCategory(category) {
        set(({ expanded }) => ({ expanded: new Set(expanded).add(category) }))
        get().showStreams(category, 0, 0)
      },
      collapseCategory(category) {
        sights.delete(category)
        set(({ expanded, streamGroups }) => ({
          expanded: new Set([...expanded].filter((name) => name !== category)),
          streamGroups: new Map([...streamGroups].filter(([name]) => name !== category)),
        }))
      },
      turnShelf(shelf, next) {
        const others = [...get().openShelves].filter((name) => name !== shelf)
        set({ openShelves: new Set(next === 'open' ? [...others, shelf] : others) })
      },
      showStreams(category, first, last) {
        sights.set(category, { first, last })
        fetchSights()
      },
      refreshStreams() {
        revision++
        countCategories()
        fetchSights()
        find(get().streamsText)
      },
    }
  }
