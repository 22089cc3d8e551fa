import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** Says that the playhead follows new events, or brings it back to them. */
export function LiveButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const following = useStore(explorer, (state) => state.following)
  if (following)
    return (
      <span className="live" title="New events carry the playhead along">
        <span className="live-dot" />
        Live
      </span>
    )
  return (
    <button
      type="button"
      className="button"
      title="Follow new events again"
      onClick={() => explorer.getState().followHead()}
    >
      <span className="live-dot live-dot-off" />
      Back to live
    </button>
  )
}
