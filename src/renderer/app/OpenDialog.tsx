import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FileChoice } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { bytesText } from '../ui/bytes-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { utcSecondText } from '../ui/utc-text.ts'

interface OpenDialogProps {
  readonly explorer: ExplorerStore
  readonly onClose: () => void
}

/** The files that the host offers, recent ones first. */
export function OpenDialog({ explorer, onClose }: OpenDialogProps) {
  const files = useStore(explorer, (state) => state.files)
  const [text, setText] = useState('')

  useEffect(() => void explorer.getState().askFiles(), [explorer])

  function choose(file: FileChoice): void {
    onClose()
    void explorer.getState().openStore(file.ticket)
  }

  const wanted = text.toLowerCase()
  const found = files?.filter(({ name, place }) => `${place}/${name}`.toLowerCase().includes(wanted))
  return (
    <Dialog title="Open" onClose={onClose}>
      <input
        type="search"
        className="field"
        aria-label="Filter files"
        placeholder="Filter files"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found === undefined && <p className="panel-empty">Looking for files…</p>}
      {found?.length === 0 && (
        <p className="panel-empty">
          {files?.length === 0
            ? 'The host offers no files. Start it with a path to open, or with --root and a folder to choose from.'
            : 'No file has that name.'}
        </p>
      )}
      <ul className="files">
        {found?.map((file) => (
          <li key={file.ticket}>
            <button type="button" className="file" onClick={() => choose(file)}>
              <span className="file-name">{file.name}</span>
              <span className="file-size quiet">{bytesText(file.bytes)}</span>
              <span className="file-place quiet">
                {file.recent ? 'Recent · ' : ''}
                {file.place}
              </span>
              <span className="file-time quiet">{utcSecondText(file.changedAtUs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
