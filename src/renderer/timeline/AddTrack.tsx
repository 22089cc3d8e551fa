import { useStore } from 'zustand'
import { EVERYTHING, isEverything } from '../../core/event-filter.ts'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'
import type { EventDetail } from '../../core/log-index.ts'
import type { StateRow } from '../../projection/state-view.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { neighbourView } from '../state/neighbours.ts'
import { numericPaths } from '../state/numeric-paths.ts'
import { activeTab, readingOf } from '../state/reading-slice.ts'
import { type PinnedTrack, trackId } from '../state/timeline-tracks-slice.ts'
import { watchText } from '../state/watch-slice.ts'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'

/** Most numbers of an event that are offered as lines. */
const MAX_LINES = 6

/** Data longer than this is not looked through for numbers. */
const MAX_CHARACTERS = 100_000

/** What can be pinned under the timeline: the filter that is set, what the selected event belongs to, numbers of the read model in front. */
export function AddTrack({ explorer }: { readonly explorer: ExplorerStore }) {
  const inspection = useStore(explorer, (state) => state.inspection)
  const view = useStore(explorer, (state) => state.view)
  const filterText = useStore(explorer, (state) => state.filterText)
  const pinned = useStore(explorer, (state) => state.pinnedTracks)
  const tab = useStore(explorer, (state) => activeTab(state)?.id)
  const cell = useStore(explorer, lookedAtCell)
  const event = inspection.kind === 'shown' ? inspection.inspected.event : undefined
  const offered = [...filterTrack(view, filterText), ...(event === undefined ? [] : tracksOfEvent(event))]
  const tracks = offered.map((track): MenuItem => {
    const isPinned = pinned.some((one) => trackId(one) === trackId(track))
    return {
      label: track.label,
      icon: track.kind === 'path' ? 'chart' : 'pin',
      ...(isPinned && { disabledWhy: 'pinned' }),
      onChoose: () => explorer.getState().pinTrack(track),
    }
  })
  const items = [...tracks, ...numbersOfCell(explorer, tab, cell)]
  const none: MenuItem = {
    label: 'Pin a stream, a correlation or a number',
    icon: 'pin',
    disabledWhy: 'select an event first',
    onChoose: () => {},
  }
  return <Menu label="Pin a track under the timeline" icon="pin" items={items.length === 0 ? [none] : items} />
}

/** The cell of the projection in front that is looked at, else the one in its first row. */
function lookedAtCell(state: ExplorerState): StateRow | undefined {
  const tab = activeTab(state)
  const rows = tab?.view?.rows ?? []
  return rows.find(({ key }) => key === readingOf(state, tab?.id ?? 0).key) ?? rows[0]
}

/** Watching them draws them as lines. */
function numbersOfCell(
  explorer: ExplorerStore,
  tab: number | undefined,
  cell: StateRow | undefined,
): readonly MenuItem[] {
  if (tab === undefined || cell === undefined || cell.json.length > MAX_CHARACTERS) return []
  const { key, json } = cell
  return numericPaths(json, MAX_LINES).map((path) => ({
    label: watchText({ key, path }),
    icon: 'chart',
    onChoose: () => explorer.getState().followPath(tab, key, path),
  }))
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
