import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { FileDialog } from './FileDialog.tsx'

interface ImportChooserProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
}

/** Where the host has no dialog of its own: which of its files to import. */
export function ImportChooser({ explorer, store }: ImportChooserProps) {
  const choosing = useStore(explorer, ({ importing }) => importing?.kind === 'choosing')
  if (!choosing) return null
  return (
    <FileDialog
      explorer={explorer}
      title={`Import into ${store.name}`}
      onChoose={({ ticket }) => explorer.getState().importFile(ticket)}
      onClose={() => explorer.getState().closeImport()}
    />
  )
}
