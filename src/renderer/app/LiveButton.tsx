import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** The way back to new events, whenever the playhead does not follow them; that it does, the timeline says. */
export function LiveButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const following = useStore(explorer, (state) => state.following)
  if (following) return null
  return (
    <button
      type="button"
      className="button"
      title="Follow new events again"
      onClick={() => explorer.getState().followHead()}
    >
      <span className="live-dot" />
      Back to live
    </button>
  )
}
