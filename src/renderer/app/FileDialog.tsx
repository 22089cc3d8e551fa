import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FileChoice } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { bytesText } from '../ui/bytes-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { fileKindText } from '../ui/file-kind-text.ts'
import { utcSecondText } from '../ui/utc-text.ts'

interface FileDialogProps {
  readonly explorer: ExplorerStore
  readonly title: string
  readonly onChoose: (file: FileChoice) => void
  readonly onClose: () => void
}

/** The files that the host offers, recent ones first. */
export function FileDialog({ explorer, title, onChoose, onClose }: FileDialogProps) {
  const files = useStore(explorer, (state) => state.files)
  const [text, setText] = useState('')

  useEffect(() => void explorer.getState().askFiles(), [explorer])

  const wanted = text.toLowerCase()
  const found = files?.filter(({ name, place }) => `${place}/${name}`.toLowerCase().includes(wanted))
  return (
    <Dialog title={title} onClose={onClose}>
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
      <div className="files">
        <Files title="Recent" files={found?.filter(({ recent }) => recent)} onChoose={onChoose} />
        <Files title="In the host's folder" files={found?.filter(({ recent }) => !recent)} onChoose={onChoose} />
      </div>
    </Dialog>
  )
}

interface FilesProps {
  readonly title: string
  readonly files: readonly FileChoice[] | undefined
  readonly onChoose: (file: FileChoice) => void
}

function Files({ title, files, onChoose }: FilesProps): ReactNode {
  if (files === undefined || files.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="section-title files-title">{title}</h3>
      <ul className="files-list">
        {files.map((file) => (
          <li key={file.ticket}>
            <button type="button" className="file" onClick={() => onChoose(file)}>
              <span className="file-name">{file.name}</span>
              <span className="file-kind quiet">{fileKindText(file.name)}</span>
              <span className="file-size quiet">{bytesText(file.bytes)}</span>
              <span className="file-place quiet">{file.place}</span>
              <span className="file-time quiet">{utcSecondText(file.changedAtUs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
