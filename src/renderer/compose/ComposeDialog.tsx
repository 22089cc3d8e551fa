import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ComposeForm } from './ComposeForm.tsx'
import './compose.css'

/** The dialog to append events; where the store takes none, to insert them into a what-if. */
export function ComposeDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const composing = useStore(explorer, (state) => state.composing)
  if (composing === undefined) return null
  return (
    <Dialog title="Append event" size="wide" onClose={() => explorer.getState().closeCompose()}>
      <ComposeForm explorer={explorer} composing={composing} />
    </Dialog>
  )
}
