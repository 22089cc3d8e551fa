import { useStore } from 'zustand'
import { EVERYTHING, isEverything } from '../../core/event-filter.ts'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'
import type { EventDetail } from '../../core/log-index.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { neighbourView } from '../state/neighbours.ts'
import { numericPaths } from '../state/numeric-paths.ts'
import { type PinnedTrack, trackId } from '../state/timeline-tracks-slice.ts'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'

/** Most numbers of an event that are offered as lines. */
const MAX_LINES = 6

/** Data longer than this is not looked through for numbers. */
const MAX_CHARACTERS = 100_000

/** What can be pinned under the timeline: the filter that is set, and what the selected event belongs to. */
export function AddTrack({ explorer }: { readonly explorer: ExplorerStore }) {
  const inspection = useStore(explorer, (state) => state.inspection)
  const view = useStore(explorer, (state) => state.view)
  const filterText = useStore(explorer, (state) => state.filterText)
  const pinned = useStore(explorer, (state) => state.pinnedTracks)
  const event = inspection.kind === 'shown' ? inspection.inspected.event : undefined
  const offered = [...filterTrack(view, filterText), ...(event === undefined ? [] : tracksOfEvent(event))]
  const items = offered.map((track): MenuItem => {
    const isPinned = pinned.some((one) => trackId(one) === trackId(track))
    return {
      label: track.label,
      icon: track.kind === 'path' ? 'chart' : 'pin',
      ...(isPinned && { disabledWhy: 'pinned' }),
      onChoose: () => explorer.getState().pinTrack(track),
    }
  })
  const none: MenuItem = {
    label: 'Pin a stream, a correlation or a number',
    icon: 'pin',
    disabledWhy: 'select an event first',
    onChoose: () => {},
  }
  return <Menu label="Pin a track under the timeline" icon="pin" items={items.length === 0 ? [none] : items} />
}

function filterTrack(view: ExplorerState['view'], text: string): readonly PinnedTrack[] {
  return isEverything(view) ? [] : [{ kind: 'view', label: text === '' ? 'The filter' : text, view }]
}

function tracksOfEvent(event: EventDetail): readonly PinnedTrack[] {
  const stream = neighbourView(EVERYTHING, event, 'stream')
  const type = neighbourView(EVERYTHING, event, 'type')
  const correlation = neighbourView(EVERYTHING, event, 'correlation')
  return [
    ...(stream ? [{ kind: 'view', label: event.stream, view: stream } as const] : []),
    ...(type ? [{ kind: 'view', label: event.type, view: type } as const] : []),
    ...(correlation ? [{ kind: 'view', label: 'Its correlation', view: correlation } as const] : []),
    ...linesOf(event),
  ]
}

function linesOf({ type, data }: EventDetail): readonly PinnedTrack[] {
  if (data.length > MAX_CHARACTERS) return []
  return numericPaths(data, MAX_LINES).map((steps) => {
    const path = formatPayloadPath({ of: 'data', steps })
    return { kind: 'path', label: `${path} of ${type}`, type, path }
  })
}
