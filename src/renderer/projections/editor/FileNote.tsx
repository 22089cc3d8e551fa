import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'

interface FileNoteProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** What somebody must know who goes on typing: that the file is gone, or could not be written. */
export function FileNote({ explorer, tab }: FileNoteProps) {
  const trouble = useStore(explorer, ({ fileTroubles }) => fileTroubles[tab.file])
  if (trouble === undefined) return null
  const { closeProjection, saveProjection } = explorer.getState()
  return (
    <div className="note note-warning file-note" role="alert">
      <span>{trouble === 'gone' ? `${tab.file} was deleted in its folder.` : `${tab.file} could not be saved.`}</span>
      <button type="button" className="button" onClick={() => saveProjection(tab.id)}>
        Save it again
      </button>
      {trouble === 'gone' && (
        <button type="button" className="button button-quiet" onClick={() => closeProjection(tab.id)}>
          Close
        </button>
      )}
    </div>
  )
}
