import { isEverything } from '../../core/event-filter.ts'
import type { ExplorerState } from '../state/explorer-store.ts'
import type { MarkTone, MarkTrack } from '../state/marks-slice.ts'
import { type KnownTrack, type PinnedTrack, shownTracksOf, trackId } from '../state/timeline-tracks-slice.ts'
import type { TrackLine } from '../state/track-data.ts'
import { counted, countText } from '../ui/count-text.ts'

/** What a row's colour says that it is about. */
export type RowTone = MarkTone | 'filter' | 'pinned'

/** A row under the timeline. */
export type TimelineRow = { readonly id: string; readonly label: string; readonly tone: RowTone } & (
  | { readonly kind: 'marks'; readonly track: MarkTrack }
  | { readonly kind: 'track'; readonly track: PinnedTrack; readonly known: KnownTrack | undefined }
)

/** What of the state rows are made of. */
export const rowMembers = [
  'view',
  'tracks',
  'pinnedTracks',
  'trackData',
] as const satisfies readonly (keyof ExplorerState)[]

/** From the top: the log's filter, ticks of searches and of watched paths and failures, what a person pinned. */
export function rowsOf(state: Pick<ExplorerState, (typeof rowMembers)[number]>): readonly TimelineRow[] {
  const { tracks, trackData, view } = state
  const own = shownTracksOf(state).map((track, place): TimelineRow => {
    const id = trackId(track)
    const tone = place === 0 && !isEverything(view) ? 'filter' : 'pinned'
    return { kind: 'track', id, label: track.label, tone, track, known: trackData.get(id) }
  })
  const marks = tracks.map(
    (track): TimelineRow => ({ kind: 'marks', id: track.id, label: track.label, tone: track.tone, track }),
  )
  const filter = own.filter(({ tone }) => tone === 'filter')
  return [...filter, ...marks, ...own.filter(({ tone }) => tone !== 'filter')]
}

/** How much of it there is, in words, as in `12 events in sight`. */
export function rowSummary(row: TimelineRow): string {
  if (row.kind === 'marks') return marksSummary(row.track)
  const data = row.known?.data
  switch (data?.kind) {
    case 'density':
      return `${counted(data.events, 'event')} in sight`
    case 'events':
      return `${counted(data.positions.length, 'event')} in sight`
    case 'line': {
      const { points, events } = data.line
      if (points.length === 0) return 'no numbers in sight'
      const sampled = points.length < events ? `, ${counted(points.length, 'point')} of ${countText(events)}` : ''
      return `${rangeText(data.line)}${sampled}`
    }
    case 'searching':
      return 'searching…'
    case 'failed':
      return data.message
    case undefined:
      return 'on its way'
  }
}

function marksSummary({ positions, line }: MarkTrack): string {
  if (line === undefined) return counted(positions.length, 'tick')
  return `${rangeText(line)}, ${counted(positions.length, 'change')}`
}

function rangeText({ least, most }: TrackLine): string {
  return `${countText(least)} to ${countText(most)}`
}
