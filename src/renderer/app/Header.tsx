import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import { doubtText } from '../about/sureness-text.ts'
import { FilterBar } from '../filter-bar/FilterBar.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { streamAtHand } from '../state/export-slice.ts'
import type { OpenedFrom } from '../state/session-slice.ts'
import { Icon } from '../ui/Icon.tsx'
import { Keys } from '../ui/Keys.tsx'
import { keysOf } from './commands/keys-of.ts'
import { LiveButton } from './LiveButton.tsx'
import { OpenButton } from './OpenButton.tsx'
import { PanelButtons } from './PanelButtons.tsx'
import { PlaceButtons } from './PlaceButtons.tsx'
import { StoreMenu } from './StoreMenu.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { WriteAccess } from './WriteAccess.tsx'
import './header.css'

interface HeaderProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
  readonly from: OpenedFrom
}

/** What is open, what may be done with it, and under that where one is in it: back, forward, and what the log is narrowed to. */
export function Header({ explorer, store, from }: HeaderProps) {
  return (
    <header className="header">
      <div className="header-row" data-region="header">
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
        <span className="header-space" />
        <LiveButton explorer={explorer} />
        <PaletteButton explorer={explorer} />
        <AppendButton explorer={explorer} />
        <OpenButton explorer={explorer} tone="plain" />
        <PanelButtons explorer={explorer} />
        <ThemeButton explorer={explorer} />
        <StoreMenu explorer={explorer} />
      </div>
      <nav className="header-row places" aria-label="Places" data-region="places">
        <PlaceButtons explorer={explorer} />
        <FilterBar explorer={explorer} />
      </nav>
    </header>
  )
}

function PaletteButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const keys = keysOf('window.palette')
  return (
    <button
      type="button"
      className="button"
      aria-keyshortcuts="Control+K"
      title={`Find a command, a stream, a type, a place (${keys})`}
      onClick={() => explorer.getState().openPalette()}
    >
      <Icon name="find" />
      <span className="header-label">Find anything</span>
      <Keys text={keys} />
    </button>
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
      title={`${reasons.join('; ')}. About this store (${keysOf('store.about')})`}
      aria-keyshortcuts="Control+I"
      onClick={() => explorer.getState().openAbout()}
    >
      <span className="kind-name">{kind}</span>
      {doubt !== '' && <span className="kind-doubt">{doubt}</span>}
    </button>
  )
}
