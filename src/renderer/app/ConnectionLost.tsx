import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'

/** Over everything, once the host is gone: nothing more comes. */
export function ConnectionLost({ explorer }: { readonly explorer: ExplorerStore }) {
  const lost = useStore(explorer, (state) => state.connectionLost)
  if (!lost) return null
  return (
    <div className="connection-lost note note-failure" role="alert">
      <Icon name="warning" />
      <p>The host has ended, so nothing here changes any more. Start it again and reload.</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  )
}
