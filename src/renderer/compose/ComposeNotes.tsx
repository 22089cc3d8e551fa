import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'
import { Switch } from '../ui/Switch.tsx'

/** Why the store takes no events, and the ways out. */
export function NoAppends({ explorer }: { readonly explorer: ExplorerStore }) {
  const capabilities = useStore(explorer, ({ status }) => status?.capabilities)
  const canAllow = useStore(explorer, ({ status }) => status?.canAllowAppends ?? false)
  if (capabilities === undefined || capabilities.append) return null
  return (
    <div className="note note-warning compose-refused">
      <p>
        This store takes no events: {capabilities.whyNoAppend}. What you write here can go into a what-if, which is laid
        over the history and never written to the store.
      </p>
      {canAllow && (
        <Switch label="Allow appends" checked={false} onChange={() => void explorer.getState().setAppends('allowed')} />
      )}
    </div>
  )
}

/** What was written earlier and is not appended. */
export function SetAside({ explorer }: { readonly explorer: ExplorerStore }) {
  const setAside = useStore(explorer, (state) => state.setAside)
  return setAside.map(({ id, drafts, stream }) => (
    <p key={id} className="note compose-aside">
      <span>
        {counted(drafts.length, 'event')}
        {stream !== '' && ` for ${stream}`} that you wrote before {drafts.length === 1 ? 'is' : 'are'} still here.
      </span>
      <button type="button" className="link" onClick={() => explorer.getState().resumeCompose(id)}>
        Go on with {drafts.length === 1 ? 'it' : 'them'}
      </button>
    </p>
  ))
}
