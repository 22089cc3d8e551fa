import { useEffect } from 'react'
import { useStore } from 'zustand'
import { MapperScreen } from '../mapper/MapperScreen.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { onAppKeys } from './app-keys.ts'
import { ConnectionLost } from './ConnectionLost.tsx'
import { DropZone } from './DropZone.tsx'
import { FailureScreen } from './FailureScreen.tsx'
import { Notices } from './Notices.tsx'
import { OpeningScreen } from './OpeningScreen.tsx'
import { OpenWorkspaceDialog } from './OpenWorkspaceDialog.tsx'
import { Palette } from './palette/Palette.tsx'
import { SaveWorkspaceDialog } from './SaveWorkspaceDialog.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { useLook } from './use-look.ts'
import { WaysOut } from './WaysOut.tsx'
import { Welcome } from './Welcome.tsx'
import { Workbench } from './Workbench.tsx'
import '../ui/ui.css'
import './app.css'

/** One tab of the window: whatever its explorer says. */
export function StoreTab({ explorer }: { readonly explorer: ExplorerStore }) {
  useLook(explorer)
  useEffect(() => onAppKeys(explorer), [explorer])
  return (
    <>
      <Session explorer={explorer} />
      <Palette explorer={explorer} />
      <ShortcutSheet explorer={explorer} />
      <DropZone explorer={explorer} />
      <SaveWorkspaceDialog explorer={explorer} />
      <OpenWorkspaceDialog explorer={explorer} />
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
    case 'welcome':
      return <Welcome explorer={explorer} />
    case 'opening':
      return <OpeningScreen {...session} onCancel={() => explorer.getState().closeStore()} />
    case 'failed':
      return <FailureScreen failure={session.failure} actions={<WaysOut explorer={explorer} />} />
    case 'open':
      return <Workbench key={session.store.id} explorer={explorer} store={session.store} from={session.source.from} />
  }
}
