import { BadName, InvalidFilter } from '../../core/errors.ts'
import { eventType } from '../../core/event.ts'
import { isEverything } from '../../core/event-filter.ts'
import { formatPayloadPath, parsePayloadPath } from '../../core/filter/payload-path.ts'
import type { JsonObject } from '../../core/json.ts'
import { keptObjects, keptView } from './kept-values.ts'
import { type PinnedTrack, tracksOf } from './timeline-tracks-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const tracksKept: WorkspacePart = {
  watched: ['pinnedTracks'],
  write: ({ pinnedTracks }) => ({
    pinnedTracks: pinnedTracks.map((track) =>
      track.kind === 'view' ? { ...track, view: { ...track.view } } : { ...track },
    ),
  }),
  read: (kept) => ({ pinnedTracks: tracksOf(keptObjects(kept['pinnedTracks']).flatMap(keptTrack)) }),
}

function keptTrack({ kind, label, view: kept, type, path }: JsonObject): readonly PinnedTrack[] {
  if (typeof label !== 'string') return []
  const view = keptView(kept)
  if (kind === 'view' && !isEverything(view)) return [{ kind, label, view }]
  if (kind !== 'path' || typeof type !== 'string' || typeof path !== 'string') return []
  try {
    return [{ kind, label, type: eventType(type), path: formatPayloadPath(parsePayloadPath(path)) }]
  } catch (error) {
    if (error instanceof BadName || error instanceof InvalidFilter) return []
    throw error
  }
}
