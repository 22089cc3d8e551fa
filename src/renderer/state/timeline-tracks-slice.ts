import type { EventType } from '../../core/event.ts'
import { type EventFilter, filterKey, isEverything } from '../../core/event-filter.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { Density } from './density.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { neighboursIn, type Sought } from './neighbours.ts'
import { newestWins } from './newest-wins.ts'
import { askTrack, type TrackData } from './track-data.ts'

/** A row of its own under the timeline, until a person takes it away. */
export type PinnedTrack =
  /** How dense a view of the log is: one stream, one correlation, any filter. */
  | { readonly kind: 'view'; readonly label: string; readonly view: EventFilter }
  /** A number in the data of one type, as a line. `path` as in filters: `data.cents`. */
  | { readonly kind: 'path'; readonly label: string; readonly type: EventType; readonly path: string }

/** What is known of a track, and of which density and with which masks. */
export interface KnownTrack {
  readonly density: Density
  readonly masks: readonly PayloadPath[]
  readonly data: TrackData
}

export interface TimelineTracksSlice {
  /** In the order in which they were pinned. Kept with the store. */
  readonly pinnedTracks: readonly PinnedTrack[]
  /** By {@link trackId}; of an earlier part of the history until that of the one that is shown comes. */
  readonly trackData: ReadonlyMap<string, KnownTrack>

  /** Does nothing where the same is pinned already, or {@link MAX_PINNED_TRACKS} are. */
  readonly pinTrack: (track: PinnedTrack) => void
  /** `id` as {@link trackId} makes it. */
  readonly unpinTrack: (id: string) => void
  /** Moves the playhead to the nearest event of a track beside it; stays where there is none. */
  readonly stepAlong: (id: string, sought: Sought) => void
}

const MAX_PINNED_TRACKS = 20

/** Between two looks at a filter that has not been looked through to the end. */
const SEARCH_PAUSE_MS = 400

const NONE = { pinnedTracks: [], trackData: new Map<string, KnownTrack>() }

/** What the tracks' data depend on. */
const inputs = ['view', 'pinnedTracks', 'density', 'shownDensity', 'activeMasks'] as const

/** The same for tracks that show the same, whatever they are called. */
export function trackId(track: PinnedTrack): string {
  return track.kind === 'view' ? `view ${filterKey(track.view)}` : `path ${JSON.stringify([track.type, track.path])}`
}

export const createTimelineTracksSlice: Slice<TimelineTracksSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    let stopWaiting = (): void => {}

    /** Asks for what is missing or no longer of what is shown, one track after the other. */
    const fill = newestWins<void>(() =>
      link.inBackground(async () => {
        stopWaiting()
        for (let next = missingTrack(get()); next !== undefined; next = missingTrack(get())) {
          const { track, of } = next
          const data = await askTrack(link, track, of.density, of.masks)
          const ids = new Set(shownTracksOf(get()).map(trackId))
          const known = [...get().trackData].filter(([id]) => ids.has(id))
          set({ trackData: new Map([...known, [trackId(track), { ...of, data }]]) })
        }
        if (searching(get())) stopWaiting = clock.after(SEARCH_PAUSE_MS, askAgain)
      }),
    )

    /** Of what had not been looked through to the end. */
    function askAgain(): void {
      set(({ trackData }) => ({
        trackData: new Map([...trackData].filter(([, { data }]) => data.kind !== 'searching')),
      }))
      fill()
    }

    const seek = newestWins<{ readonly view: EventFilter; readonly sought: Sought }>(({ view, sought }) =>
      link.inBackground(async () => {
        const { playhead } = get()
        const isWanted = (): boolean => get().playhead === playhead
        const found = await neighboursIn({ link, clock, activity }, view, playhead, isWanted)
        if (found?.[sought] !== undefined && isWanted()) get().scrubTo(found[sought].position)
      }),
    )

    api.subscribe((state, before) => {
      const changed = inputs.some((member) => state[member] !== before[member])
      if (changed && missingTrack(state) !== undefined) fill()
    })

    link.onLeave(() => {
      stopWaiting()
      set(NONE)
    })

    return {
      ...NONE,
      pinTrack: (track) =>
        set(({ pinnedTracks }) => ({
          pinnedTracks: tracksOf([...pinnedTracks, track]),
          focusedTrack: trackId(track),
        })),
      unpinTrack: (id) =>
        set(({ pinnedTracks, focusedTrack, tracks }) => ({
          pinnedTracks: pinnedTracks.filter((track) => trackId(track) !== id),
          focusedTrack: focusedTrack === id ? tracks.at(-1)?.id : focusedTrack,
        })),
      stepAlong(id, sought) {
        const track = shownTracksOf(get()).find((one) => trackId(one) === id)
        if (track !== undefined) seek({ view: track.kind === 'view' ? track.view : { types: [track.type] }, sought })
      },
    }
  }

const FILTER_LABEL = 'Filter'

/** The tracks that were pinned, and before them the log's filter where there is one. */
export function shownTracksOf({
  view,
  pinnedTracks,
}: Pick<ExplorerState, 'view' | 'pinnedTracks'>): readonly PinnedTrack[] {
  if (isEverything(view)) return pinnedTracks
  return tracksOf([{ kind: 'view', label: FILTER_LABEL, view }, ...pinnedTracks])
}

function searching({ trackData }: Pick<TimelineTracksSlice, 'trackData'>): boolean {
  return [...trackData.values()].some(({ data }) => data.kind === 'searching')
}

interface MissingTrack {
  readonly track: PinnedTrack
  readonly of: Omit<KnownTrack, 'data'>
}

function missingTrack(state: ExplorerState): MissingTrack | undefined {
  const density = state.shownDensity ?? state.density
  if (density === undefined) return undefined
  const of = { density, masks: state.activeMasks }
  const track = shownTracksOf(state).find((one) => {
    const known = state.trackData.get(trackId(one))
    return known?.density !== density || known.masks !== of.masks
  })
  return track && { track, of }
}

/** Each once, and no more than there may be. */
export function tracksOf(tracks: readonly PinnedTrack[]): readonly PinnedTrack[] {
  const ids = tracks.map(trackId)
  return tracks.filter((_, place) => ids.indexOf(ids[place] ?? '') === place).slice(0, MAX_PINNED_TRACKS)
}
