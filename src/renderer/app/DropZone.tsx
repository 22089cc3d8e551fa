import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { bytesText } from '../ui/bytes-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { onFileDrops } from './on-file-drops.ts'

/** Files that are dragged over the window and dropped on it, wherever. */
export function DropZone({ explorer }: { readonly explorer: ExplorerStore }) {
  const drop = useStore(explorer, (state) => state.drop)
  useEffect(() => onFileDrops(explorer), [explorer])
  switch (drop?.kind) {
    case undefined:
      return null
    case 'over':
      return <Overlay explorer={explorer} />
    case 'asking':
      return <Question explorer={explorer} file={drop.file} />
    case 'sending':
      return <Sending explorer={explorer} {...drop} />
  }
}

function Overlay({ explorer }: { readonly explorer: ExplorerStore }) {
  const what = useStore(explorer, (state) =>
    canImport(state) ? `Open the file, or import it into ${storeName(state)}` : 'Open the file',
  )
  return (
    <div className="drop-overlay" role="status">
      <p className="drop-card">
        <Icon name="folder" /> {what}
      </p>
    </div>
  )
}

function Question({ explorer, file }: { readonly explorer: ExplorerStore; readonly file: File }) {
  const name = useStore(explorer, storeName)
  const { takeDropped, cancelDrop } = explorer.getState()
  return (
    <Dialog title={file.name} onClose={cancelDrop}>
      <div className="dialog-stack">
        <p>
          Open it, or add its events to {name}? It is sent to the host as a copy ({bytesText(file.size)}); the file
          itself stays as it is.
        </p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={cancelDrop}>
            Cancel
          </button>
          <button type="button" className="button" onClick={() => void takeDropped(file, 'import')}>
            Import into {name}
          </button>
          <button type="button" className="button button-primary" onClick={() => void takeDropped(file, 'open')}>
            Open
          </button>
        </div>
      </div>
    </Dialog>
  )
}

interface SendingProps {
  readonly explorer: ExplorerStore
  readonly name: string
  readonly sentBytes: number
  readonly bytes: number
}

function Sending({ explorer, name, sentBytes, bytes }: SendingProps) {
  const { cancelDrop } = explorer.getState()
  return (
    <Dialog title={name} onClose={cancelDrop}>
      <div className="dialog-stack">
        <p id="drop-what" role="status">
          Copying it to the host…
        </p>
        <ProgressBar labelledBy="drop-what" done={Math.min(sentBytes, bytes)} total={bytes} text={bytesText} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={cancelDrop}>
            Cancel
          </button>
        </div>
      </div>
    </Dialog>
  )
}

function canImport({ status, dropsGoTo }: ExplorerState): boolean {
  return dropsGoTo === 'page' && (status?.capabilities.append ?? false)
}

function storeName({ session }: ExplorerState): string {
  return session.kind === 'open' ? session.store.name : 'the store'
}
