import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Names the event that others are compared with, and lets it go. */
export function PinnedBar({ explorer }: { readonly explorer: ExplorerStore }) {
  const position = useStore(explorer, (state) => state.pinnedEvent)
  const row = useStore(explorer, (state) => state.pinnedRow)
  if (position === undefined) return null
  const { selectEvent, compareWith, pinEvent } = explorer.getState()
  return (
    <section className="pinned-bar" aria-label="Pinned event">
      <Icon name="pin" />
      <button
        type="button"
        className="link pinned-name"
        title={row && `${row.type} in ${row.stream}`}
        onClick={() => selectEvent(position)}
      >
        {row && `${row.type} `}
        <span className="quiet">#{countText(position)}</span>
      </button>
      <span className="inspector-space" />
      <button type="button" className="link" onClick={() => compareWith('pinned')}>
        Compare
      </button>
      <IconButton icon="pin-off" label="Unpin" onUse={() => pinEvent(undefined)} />
    </section>
  )
}
