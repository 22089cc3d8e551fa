import { useStore } from 'zustand'
import type { StreamName } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { FilterTree, NameField } from '../../core/filter/filter-tree.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'

type MenuTarget =
  | { readonly kind: 'stream'; readonly name: StreamName }
  | { readonly kind: 'category'; readonly name: string }

/** What a menu is about, and where on the screen it opens, in pixels. */
export interface StreamMenuPlace {
  readonly target: MenuTarget
  readonly at: { readonly xPx: number; readonly yPx: number }
}

interface StreamMenuProps extends StreamMenuPlace {
  readonly explorer: ExplorerStore
  readonly onClose: () => void
}

/** What can be done with a stream or a category. */
export function StreamMenu({ explorer, target, at, onClose }: StreamMenuProps) {
  const isPinned = useStore(
    explorer,
    ({ pinnedStreams }) => target.kind === 'stream' && pinnedStreams.includes(target.name),
  )
  const items =
    target.kind === 'stream'
      ? streamItems(explorer.getState(), target.name, isPinned ? 'pinned' : 'not pinned')
      : categoryItems(explorer.getState(), target.name)
  return <ContextMenu label={target.name} items={items} at={at} onClose={onClose} />
}

function streamItems(state: ExplorerState, name: StreamName, pin: 'pinned' | 'not pinned'): readonly MenuItem[] {
  return [
    ...viewItems(state, { streams: [name] }, 'stream', name),
    pin === 'pinned'
      ? { label: 'Unpin', icon: 'pin-off', onChoose: () => state.unpinStream(name) }
      : { label: 'Pin', icon: 'pin', onChoose: () => state.pinStream(name) },
    { label: 'Add as a lane', icon: 'lanes', onChoose: () => state.addLane(name) },
    trackItem(state, { streams: [name] }, name),
    { label: 'Compose an event into it…', icon: 'edit', onChoose: () => state.openCompose({ stream: name }) },
  ]
}

function categoryItems(state: ExplorerState, name: string): readonly MenuItem[] {
  return [...viewItems(state, { category: name }, 'category', name), trackItem(state, { category: name }, name)]
}

function viewItems(state: ExplorerState, view: EventFilter, of: NameField, name: string): readonly MenuItem[] {
  const term: FilterTree = { kind: 'name', of, names: [{ text: name, wild: false }] }
  return [
    { label: 'Show only this', icon: 'filter', onChoose: () => state.setView(view) },
    { label: 'Exclude', icon: 'exclude', onChoose: () => state.filterBy(term, 'exclude') },
  ]
}

function trackItem(state: ExplorerState, view: EventFilter, label: string): MenuItem {
  return {
    label: 'Pin as a timeline track',
    icon: 'chart',
    onChoose: () => state.pinTrack({ kind: 'view', label, view }),
  }
}
