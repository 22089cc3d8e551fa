import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { CopyButton } from '../ui/CopyButton.tsx'

/** Where the files of projections are, and those that no tab has. */
export function ClosedFiles({ explorer }: { readonly explorer: ExplorerStore }) {
  const folder = useStore(explorer, (state) => state.projectionFolder)
  const tabs = useStore(explorer, (state) => state.projections)
  if (folder === undefined) return null
  const closed = folder.files.filter(({ name }) => !tabs.some(({ file }) => file === name))
  const { openProjectionFile, endChoosing } = explorer.getState()
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
            <li key={name}>
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
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
