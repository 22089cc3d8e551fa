import type { EventType } from '../../core/event.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'

/** What a menu is about, and where on the screen it opens, in pixels. */
export interface TypeMenuPlace {
  readonly type: EventType
  readonly at: { readonly xPx: number; readonly yPx: number }
}

interface TypeMenuProps extends TypeMenuPlace {
  readonly explorer: ExplorerStore
  readonly onClose: () => void
}

/** What can be done with a type of events. */
export function TypeMenu({ explorer, type, at, onClose }: TypeMenuProps) {
  return <ContextMenu label={type} items={typeItems(explorer.getState(), type)} at={at} onClose={onClose} />
}

function typeItems(state: ExplorerState, type: EventType): readonly MenuItem[] {
  const view = { types: [type] }
  return [
    { label: 'Details', icon: 'info', onChoose: () => state.openType(type) },
    { label: 'Show only this', icon: 'filter', onChoose: () => state.setView(view) },
    {
      label: 'Exclude',
      icon: 'exclude',
      onChoose: () => state.filterBy({ kind: 'name', of: 'type', names: [{ text: type, wild: false }] }, 'exclude'),
    },
    { label: 'New projection from it…', icon: 'chart', onChoose: () => state.chooseNewProjection(type) },
    {
      label: 'Pin as a timeline track',
      icon: 'pin',
      onChoose: () => state.pinTrack({ kind: 'view', label: type, view }),
    },
  ]
}
