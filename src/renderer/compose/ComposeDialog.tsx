import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Switch } from '../ui/Switch.tsx'
import { ComposeForm } from './ComposeForm.tsx'
import './compose.css'

/** The dialog to append an event, or why that is not possible and the way out. */
export function ComposeDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const composing = useStore(explorer, (state) => state.composing)
  const append = useStore(explorer, ({ status }) => status?.capabilities.append ?? false)
  if (composing === undefined) return null
  return (
    <Dialog title="Append event" onClose={() => explorer.getState().closeCompose()}>
      {append ? <ComposeForm explorer={explorer} composing={composing} /> : <NoAppends explorer={explorer} />}
    </Dialog>
  )
}

function NoAppends({ explorer }: { readonly explorer: ExplorerStore }) {
  const why = useStore(explorer, ({ status }) => status?.capabilities.whyNoAppend ?? '')
  const canAllow = useStore(explorer, ({ status }) => status?.canAllowAppends ?? false)
  return (
    <div className="compose-refused">
      <p>This store takes no events: {why}</p>
      {canAllow && (
        <Switch label="Allow appends" checked={false} onChange={() => void explorer.getState().setAppends('allowed')} />
      )}
    </div>
  )
}
