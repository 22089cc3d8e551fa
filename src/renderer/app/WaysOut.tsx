import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { isMappable } from '../state/mapper-slice.ts'
import { isDamaged } from '../state/session-slice.ts'
import { OpenButton } from './OpenButton.tsx'

/** What may be done where a store could not be opened. */
export function WaysOut({ explorer }: { readonly explorer: ExplorerStore }) {
  const canMap = useStore(explorer, isMappable)
  const canRead = useStore(explorer, ({ session }) => isDamaged(session))
  return (
    <>
      {canMap && (
        <button type="button" className="button button-primary" onClick={() => void explorer.getState().openMapper()}>
          Say which column is which…
        </button>
      )}
      {canRead && (
        <button type="button" className="button" onClick={() => void explorer.getState().readDamaged()}>
          Read what can be read
        </button>
      )}
      <OpenButton explorer={explorer} tone={canMap ? 'plain' : 'primary'} />
      <button type="button" className="button" onClick={() => explorer.getState().closeStore()}>
        Back to the start
      </button>
    </>
  )
}
