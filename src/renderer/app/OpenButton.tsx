import { useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { FileDialog } from './FileDialog.tsx'

interface OpenButtonProps {
  readonly explorer: ExplorerStore
  readonly tone: 'plain' | 'primary'
}

/** Lets one choose a file: in the system's dialog where the host has one, else from the host's list. */
export function OpenButton({ explorer, tone }: OpenButtonProps) {
  const dialogs = useStore(explorer, ({ hostInfo }) => hostInfo?.dialogs ?? false)
  const [choosing, setChoosing] = useState(false)

  function open(): void {
    if (dialogs) void explorer.getState().chooseFile()
    else setChoosing(true)
  }

  return (
    <>
      <button
        type="button"
        className={tone === 'primary' ? 'button button-primary' : 'button'}
        title="Open a store, a file of events or a git repository"
        onClick={open}
      >
        <Icon name="folder" />
        <span className="header-label">Open…</span>
      </button>
      {choosing && (
        <FileDialog
          explorer={explorer}
          title="Open"
          onChoose={({ ticket }) => {
            setChoosing(false)
            void explorer.getState().openTab({ ticket })
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}
