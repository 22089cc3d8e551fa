import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { LiveButton } from './LiveButton.tsx'
import { OpenButton } from './OpenButton.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { WriteAccess } from './WriteAccess.tsx'

interface HeaderProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
}

export function Header({ explorer, store }: HeaderProps) {
  return (
    <header className="header">
      <h1 className="header-name" title={store.name}>
        {store.name}
      </h1>
      <span className="badge" title={store.recognisedBy}>
        {store.kind}
      </span>
      <WriteAccess explorer={explorer} />
      <span className="header-space" />
      <LiveButton explorer={explorer} />
      <button
        type="button"
        className="button"
        title="Go to a position, an event or a time (Ctrl+G)"
        aria-keyshortcuts="Control+G"
        onClick={() => explorer.getState().openGoTo()}
      >
        <Icon name="goTo" />
        <span className="header-label">Go to…</span>
      </button>
      <AppendButton explorer={explorer} />
      <OpenButton explorer={explorer} tone="plain" />
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Audit the store"
        title="Audit: read the whole store and tell what is wrong with it"
        onClick={() => explorer.getState().openAudit()}
      >
        <Icon name="audit" />
      </button>
      <ThemeButton explorer={explorer} />
    </header>
  )
}

function AppendButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const why = useStore(explorer, ({ status }) => status?.capabilities.whyNoAppend ?? '')
  return (
    <button
      type="button"
      className="button"
      title={why === '' ? 'Append an event to the store' : `No appends: ${why}`}
      onClick={() => explorer.getState().openCompose(streamAtHand(explorer.getState()))}
    >
      <Icon name="add" />
      <span className="header-label">Append event…</span>
    </button>
  )
}

/** The stream that the log is narrowed to, else that of the selected event. */
function streamAtHand({ view, inspection }: ExplorerState): string | undefined {
  return view.streams?.[0] ?? (inspection.kind === 'shown' ? inspection.inspected.event.stream : undefined)
}
