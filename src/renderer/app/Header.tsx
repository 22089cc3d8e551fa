import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import { doubtText } from '../about/sureness-text.ts'
import { FilterBar } from '../filter-bar/FilterBar.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { streamAtHand } from '../state/export-slice.ts'
import type { OpenedFrom } from '../state/session-slice.ts'
import { Icon } from '../ui/Icon.tsx'
import { LiveButton } from './LiveButton.tsx'
import { OpenButton } from './OpenButton.tsx'
import { StoreMenu } from './StoreMenu.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { WriteAccess } from './WriteAccess.tsx'

interface HeaderProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
  readonly from: OpenedFrom
}

export function Header({ explorer, store, from }: HeaderProps) {
  return (
    <header className="header">
      <h1 className="header-name" title={store.name}>
        {store.name}
      </h1>
      <KindBadge explorer={explorer} store={store} />
      {from === 'copy' && (
        <span
          className="badge"
          title="A copy of the file that was dropped: what happens to the file is not seen here, and the file stays as it is"
        >
          Copy
        </span>
      )}
      <WriteAccess explorer={explorer} />
      <FilterBar explorer={explorer} />
      <LiveButton explorer={explorer} />
      <button
        type="button"
        className="button"
        title="Go to a position, an event or a time (Ctrl+G)"
        aria-keyshortcuts="Control+G"
        onClick={() => explorer.getState().openGoTo()}
      >
        <Icon name="go-to" />
        <span className="header-label">Go to…</span>
      </button>
      <AppendButton explorer={explorer} />
      <OpenButton explorer={explorer} tone="plain" />
      <StoreMenu explorer={explorer} />
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
      onClick={() => openCompose(explorer)}
    >
      <Icon name="add" />
      <span className="header-label">Append event…</span>
    </button>
  )
}

function openCompose(explorer: ExplorerStore): void {
  const stream = streamAtHand(explorer.getState())
  explorer.getState().openCompose(stream === undefined ? {} : { stream })
}

/** What the store was taken for, and how sure that is where there is doubt; the way to why. */
function KindBadge({ explorer, store }: { readonly explorer: ExplorerStore; readonly store: OpenedStore }) {
  const { kind, sureness, reasons } = store.recognised
  const doubt = doubtText(sureness)
  return (
    <button
      type="button"
      className="badge kind-badge"
      title={`${reasons.join('; ')}. About this store (Ctrl+I)`}
      aria-keyshortcuts="Control+I"
      onClick={() => explorer.getState().openAbout()}
    >
      <span className="kind-name">{kind}</span>
      {doubt !== '' && <span className="kind-doubt">{doubt}</span>}
    </button>
  )
}
