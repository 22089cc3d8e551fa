import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FileChoice } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FilesList } from './FilesList.tsx'
import './dialogs.css'

interface FileDialogProps {
  readonly explorer: ExplorerStore
  readonly title: string
  /** Default: everything that the host offers. */
  readonly only?: 'repository' | undefined
  readonly onChoose: (file: FileChoice) => void
  readonly onClose: () => void
}

/** The files that the host offers, recent ones first. */
export function FileDialog({ explorer, title, only, onChoose, onClose }: FileDialogProps) {
  const offered = useStore(explorer, (state) => state.files)
  const [text, setText] = useState('')

  useEffect(() => void explorer.getState().askFiles(), [explorer])

  const files = offered?.filter(({ kind }) => only === undefined || kind === only)
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
        <p className="panel-empty">{files?.length === 0 ? nothing(only) : 'No file has that name.'}</p>
      )}
      <div className="files">
        <Files title="Recent" files={found?.filter(({ recent }) => recent)} onChoose={onChoose} />
        <Files title="In the host's folder" files={found?.filter(({ recent }) => !recent)} onChoose={onChoose} />
      </div>
    </Dialog>
  )
}

function nothing(only: 'repository' | undefined): string {
  return only === 'repository'
    ? 'The host offers no repositories. Start it with the path of one (epoch serve PATH), or with --root and the folder that they are in.'
    : 'The host offers no files. Start it with a path to open, or with --root and a folder to choose from.'
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
      <FilesList files={files} onChoose={onChoose} />
    </section>
  )
}
