import { useEffect } from 'react'
import { useStore } from 'zustand'
import { MapperScreen } from '../mapper/MapperScreen.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { isMappable } from '../state/mapper-slice.ts'
import { isDamaged } from '../state/session-slice.ts'
import { onAppKeys } from './app-keys.ts'
import { ConnectionLost } from './ConnectionLost.tsx'
import { DropZone } from './DropZone.tsx'
import { FailureScreen } from './FailureScreen.tsx'
import { Notices } from './Notices.tsx'
import { OpenButton } from './OpenButton.tsx'
import { OpeningScreen } from './OpeningScreen.tsx'
import { useTheme } from './use-theme.ts'
import { Workbench } from './Workbench.tsx'
import '../ui/ui.css'
import './app.css'

/** The window: whatever its one store of state says. */
export function App({ explorer }: { readonly explorer: ExplorerStore }) {
  useTheme(explorer)
  useEffect(() => onAppKeys(explorer), [explorer])
  return (
    <>
      <Session explorer={explorer} />
      <DropZone explorer={explorer} />
      <ConnectionLost explorer={explorer} />
      <Notices explorer={explorer} />
    </>
  )
}

function Session({ explorer }: { readonly explorer: ExplorerStore }) {
  const session = useStore(explorer, (state) => state.session)
  const isMapping = useStore(explorer, (state) => state.mapper !== undefined)

  useEffect(() => {
    document.title = session.kind === 'open' ? `${session.store.name} – Epoch` : 'Epoch'
  }, [session])

  if (isMapping) return <MapperScreen explorer={explorer} />
  switch (session.kind) {
    case 'opening':
      return <OpeningScreen {...session} />
    case 'failed':
      return <FailureScreen failure={session.failure} actions={<WaysOut explorer={explorer} />} />
    case 'open':
      return <Workbench key={session.store.id} explorer={explorer} store={session.store} from={session.source.from} />
  }
}

function WaysOut({ explorer }: { readonly explorer: ExplorerStore }) {
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
    </>
  )
}
