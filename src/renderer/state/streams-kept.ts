import { BadName } from '../../core/errors.ts'
import { type StreamName, streamName } from '../../core/event.ts'
import type { JsonValue } from '../../core/json.ts'
import { MAX_RECENT } from './stream-finder-slice.ts'
import { streamShelves } from './streams-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

/** More than anybody pins by hand. */
const MAX_PINNED = 1000

/** The streams that a person pinned, those last looked at, and which of both are in sight. */
export const streamsKept: WorkspacePart = {
  watched: ['pinnedStreams', 'recentStreams', 'openShelves'],
  write: ({ pinnedStreams, recentStreams, openShelves }) => ({
    pinnedStreams,
    recentStreams,
    openShelves: [...openShelves],
  }),
  read: ({ pinnedStreams, recentStreams, openShelves }) => ({
    pinnedStreams: streamsIn(pinnedStreams).slice(0, MAX_PINNED),
    recentStreams: streamsIn(recentStreams).slice(0, MAX_RECENT),
    ...(Array.isArray(openShelves) && {
      openShelves: new Set(streamShelves.filter((shelf) => openShelves.includes(shelf))),
    }),
  }),
}

function streamsIn(kept: JsonValue | undefined): readonly StreamName[] {
  const names = Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : []
  return [...new Set(names)].flatMap(legalName)
}

function legalName(name: string): readonly StreamName[] {
  try {
    return [streamName(name)]
  } catch (error) {
    if (error instanceof BadName) return []
    throw error
  }
}
