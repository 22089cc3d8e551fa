import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { onAppKeys } from './app-keys.ts'
import { ConnectionLost } from './ConnectionLost.tsx'
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
      <ConnectionLost explorer={explorer} />
      <Notices explorer={explorer} />
    </>
  )
}

function Session({ explorer }: { readonly explorer: ExplorerStore }) {
  const session = useStore(explorer, (state) => state.session)

  useEffect(() => {
    document.title = session.kind === 'open' ? `${session.store.name} – Epoch` : 'Epoch'
  }, [session])

  switch (session.kind) {
    case 'opening':
      return <OpeningScreen what={session.what} done={session.done} total={session.total} />
    case 'failed':
      return <FailureScreen failure={session.failure} actions={<OpenButton explorer={explorer} tone="primary" />} />
    case 'open':
      return <Workbench key={session.store.id} explorer={explorer} store={session.store} />
  }
}
