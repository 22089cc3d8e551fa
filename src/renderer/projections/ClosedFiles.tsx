import { useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Where the files of projections are, and those that no tab has. */
export function ClosedFiles({ explorer }: { readonly explorer: ExplorerStore }) {
  const folder = useStore(explorer, (state) => state.projectionFolder)
  const tabs = useStore(explorer, (state) => state.projections)
  if (folder === undefined) return null
  const closed = folder.files.filter(({ name }) => !tabs.some(({ file }) => file === name))
  const { openProjectionFile, removeProjectionFile, endChoosing } = explorer.getState()
  return (
    <div className="choices-group">
      <p className="choices-place">
        <span className="quiet">Files in</span>
        <code className="mono choices-path" title={folder.place}>
          {folder.place}
        </code>
        <CopyButton label="Copy the folder's path" text={folder.place} />
      </p>
      {closed.length > 0 && (
        <ul className="choices-files" aria-label="Files that are not open">
          {closed.map(({ name }) => (
            <li key={name} className="choices-file">
              <button
                type="button"
                className="link mono"
                title={`Open ${name}`}
                onClick={() => {
                  endChoosing()
                  openProjectionFile(name)
                }}
              >
                {name}
              </button>
              <DeleteFile name={name} onDelete={() => removeProjectionFile(name)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Asks once more: there is no way back. */
function DeleteFile({ name, onDelete }: { readonly name: string; readonly onDelete: () => void }) {
  const [asking, setAsking] = useState(false)
  if (!asking) return <IconButton icon="close" label={`Delete ${name}`} onUse={() => setAsking(true)} />
  return (
    <button type="button" className="button" onClick={onDelete} onBlur={() => setAsking(false)}>
      Delete {name} for good
    </button>
  )
}
