import { useId } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Switch } from '../ui/Switch.tsx'

/** Whether the store takes events, why not, and the way out. */
export function WriteAccess({ explorer }: { readonly explorer: ExplorerStore }) {
  const status = useStore(explorer, (state) => state.status)
  const whyId = useId()
  if (status === undefined) return null
  const { append, whyNoAppend } = status.capabilities
  return (
    <div className="write-access">
      {!append && (
        <button type="button" className="badge badge-button" popoverTarget={whyId}>
          <Icon name="lock" /> Read-only
        </button>
      )}
      <div id={whyId} popover="auto" className="popover">
        <p>{whyNoAppend === '' ? 'This store takes events.' : whyNoAppend}</p>
        <p className="quiet">
          {status.canAllowAppends
            ? 'Switch "Allow appends" on to write to it. The choice is kept for this store.'
            : 'It can be looked at in every way; appending is not possible here.'}
        </p>
      </div>
      {status.canAllowAppends && (
        <Switch
          label="Allow appends"
          checked={append}
          onChange={(next) => void explorer.getState().setAppends(next === 'on' ? 'allowed' : 'refused')}
        />
      )}
    </div>
  )
}
