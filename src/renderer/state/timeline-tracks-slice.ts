import type { EventType } from '../../core/event.ts'
import { type EventFilter, filterKey } from '../../core/event-filter.ts'
import type { Slice } from './explorer-store.ts'

/** A row of its own under the timeline, until a person takes it away. */
export type PinnedTrack =
  /** How dense a view of the log is: one stream, one correlation, any filter. */
  | { readonly kind: 'view'; readonly label: string; readonly view: EventFilter }
  /** A number in the data of one type, as a line. `path` as in filters: `data.cents`. */
  | { readonly kind: 'path'; readonly label: string; readonly type: EventType; readonly path: string }

export interface TimelineTracksSlice {
  /** In the order in which they were pinned. Kept with the store. */
  readonly pinnedTracks: readonly PinnedTrack[]

  /** Does nothing where the same is pinned already, or {@link MAX_PINNED_TRACKS} are. */
  readonly pinTrack: (track: PinnedTrack) => void
  /** `id` as {@link trackId} makes it. */
  readonly unpinTrack: (id: string) => void
}

export const MAX_PINNED_TRACKS = 20

/** The same for tracks that show the same, whatever they are called. */
export function trackId(track: PinnedTrack): string {
  return track.kind === 'view' ? `view ${filterKey(track.view)}` : `path ${JSON.stringify([track.type, track.path])}`
}

export const createTimelineTracksSlice: Slice<TimelineTracksSlice> =
  ({ link }) =>
  (set) => {
    link.onLeave(() => set({ pinnedTracks: [] }))
    return {
      pinnedTracks: [],

      pinTrack: (track) => set(({ pinnedTracks }) => ({ pinnedTracks: tracksOf([...pinnedTracks, track]) })),
      unpinTrack: (id) =>
        set(({ pinnedTracks }) => ({ pinnedTracks: pinnedTracks.filter((track) => trackId(track) !== id) })),
    }
  }

/** Each once, and no more than there may be. */
export function tracksOf(tracks: readonly PinnedTrack[]): readonly PinnedTrack[] {
  const ids = tracks.map(trackId)
  return tracks.filter((_, place) => ids.indexOf(ids[place] ?? '') === place).slice(0, MAX_PINNED_TRACKS)
}
