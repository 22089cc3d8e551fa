import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { keptObjects } from '../state/kept-values.ts'
import type { WorkspaceFile } from '../state/workspace-file.ts'
import { countText } from '../ui/count-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './workspace-file.css'

/** What a workspace file brings, before any of it is taken in. Its projections run only where the person says so. */
export function OpenWorkspaceDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const file = useStore(explorer, (state) => state.offeredWorkspace)
  if (file === undefined) return null
  const { acceptWorkspace, declineWorkspace } = explorer.getState()
  const names = file.projections.map(({ name }) => name)
  return (
    <Dialog title="Open a workspace file" onClose={declineWorkspace}>
      <div className="dialog-stack">
        <p>
          It was saved from <b>{file.store}</b>. {whereText(file)}
        </p>
        <ul className="workspace-brings">
          {broughtBy(file).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {names.length > 0 && (
          <p className="quiet">
            Its projections are code: {names.join(', ')}. They run where nothing but events reaches them; still, run
            them only if you trust who sent the file.
          </p>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={declineWorkspace}>
            Cancel
          </button>
          {names.length > 0 && (
            <button type="button" className="button" onClick={() => void acceptWorkspace('run')}>
              Open and run its projections
            </button>
          )}
          <button type="button" className="button button-primary" onClick={() => void acceptWorkspace('files')}>
            Open
          </button>
        </div>
      </div>
    </Dialog>
  )
}

function whereText({ events }: WorkspaceFile): string {
  return events === undefined
    ? 'It takes the place of what you keep of the open store: filters, bookmarks, pins, columns, what-ifs and position. What you have masked stays masked.'
    : 'Its events are opened as a copy in a tab of their own.'
}

function broughtBy({ workspace, projections, events }: WorkspaceFile): readonly string[] {
  const { savedFilters, bookmarks, whatIfs, masks, pinnedStreams, pinnedTracks } = workspace
  return [
    counted(events?.count ?? 0, 'event', 'events'),
    counted(keptObjects(savedFilters).length, 'saved filter', 'saved filters'),
    counted(keptObjects(bookmarks).length, 'bookmark', 'bookmarks'),
    counted(listLength(pinnedStreams) + listLength(pinnedTracks), 'pin', 'pins'),
    counted(projections.length, 'projection', 'projections'),
    counted(keptObjects(whatIfs).length, 'what-if', 'what-ifs'),
    counted(listLength(masks), 'masked path', 'masked paths'),
    'a position and how the window looked',
  ].filter((text) => text !== '')
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${countText(count)} ${count === 1 ? one : many}`
}
