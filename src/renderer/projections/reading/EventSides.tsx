import { useStore } from 'zustand'
import { diffedEvent } from '../../state/diff-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { EventLink } from './EventLink.tsx'

/** The event whose before and after is shown. */
export function EventSides({ explorer }: { readonly explorer: ExplorerStore }) {
  const position = useStore(explorer, diffedEvent)
  if (position === undefined) return <span className="quiet">No event is selected</span>
  return (
    <span className="read-sides">
      <span className="quiet">before and after </span>
      <EventLink explorer={explorer} position={position} />
    </span>
  )
}
