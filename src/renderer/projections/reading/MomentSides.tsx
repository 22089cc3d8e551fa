import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { countText } from '../../ui/count-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { EventLink } from './EventLink.tsx'

/** The two moments: a marked one and the playhead's. */
export function MomentSides({ explorer }: { readonly explorer: ExplorerStore }) {
  const marked = useStore(explorer, (state) => state.markedMoment)
  const playhead = useStore(explorer, (state) => state.playhead)
  const { markMoment } = explorer.getState()
  return (
    <>
      {marked !== undefined && (
        <span className="read-sides">
          <EventLink explorer={explorer} position={marked} /> <span className="quiet">→</span> #{countText(playhead)}
        </span>
      )}
      {marked === undefined ? (
        <button type="button" className="button button-quiet button-small" onClick={markMoment}>
          <Icon name="flag" /> Mark this moment
        </button>
      ) : (
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label="Mark this moment instead"
          title="Mark this moment instead"
          onClick={markMoment}
        >
          <Icon name="flag" />
        </button>
      )}
    </>
  )
}
