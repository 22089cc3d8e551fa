import { useStore } from 'zustand'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { MAX_SLICE_EVENTS, type SliceScope } from '../state/slice-of-events.ts'
import { countText } from '../ui/count-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './workspace-file.css'

/** What a workspace file takes along; events only where the person says so. */
export function SaveWorkspaceDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const saving = useStore(explorer, (state) => state.savingWorkspace)
  const masks = useStore(explorer, (state) => state.masks.length)
  if (saving === undefined) return null
  const { closeSaveWorkspace, saveWorkspaceFile } = explorer.getState()
  return (
    <Dialog title="Save the workspace as a file" onClose={closeSaveWorkspace}>
      <div className="dialog-stack">
        <p>
          Filters, bookmarks, pins, columns, projections, what-ifs, masks and this position go into one file, to keep or
          to hand over.
        </p>
        <EventsChoice explorer={explorer} chosen={saving.events} />
        {(masks > 0 || saving.events !== 'none') && <p className="quiet">{maskText(masks)}</p>}
        {saving.failure && (
          <p className="note note-failure" role="alert">
            {saving.failure.message}
          </p>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={closeSaveWorkspace}>
            Cancel
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={saving.isBusy}
            onClick={() => void saveWorkspaceFile()}
          >
            Save
          </button>
        </div>
      </div>
    </Dialog>
  )
}

interface EventsChoiceProps {
  readonly explorer: ExplorerStore
  readonly chosen: SliceScope
}

function EventsChoice({ explorer, chosen }: EventsChoiceProps) {
  const selected = useStore(explorer, (state) => state.selection.size)
  return (
    <fieldset className="workspace-scopes">
      <legend className="section-title">Events</legend>
      {scopesFor(selected).map(([scope, text]) => (
        <label key={scope} className="workspace-scope">
          <input
            type="radio"
            name="workspace-events"
            checked={chosen === scope}
            onChange={() => explorer.getState().chooseWorkspaceEvents(scope)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

function scopesFor(selected: ExplorerState['selection']['size']): readonly (readonly [SliceScope, string])[] {
  const around = `up to ${MAX_SLICE_EVENTS} events around the playhead`
  return [
    ['none', 'None: whoever opens it has the store'],
    ...(selected > 0 ? [['selection', `The ${countText(selected)} selected events`] as const] : []),
    ['view', `Of the filtered log, ${around}`],
    ['around', `Of the whole log, ${around}`],
  ]
}

function maskText(masks: number): string {
  return masks === 0
    ? 'No path is masked, so whatever is in these events is in the file.'
    : `What is at ${countText(masks)} masked ${masks === 1 ? 'path' : 'paths'} is left out of events, what-ifs and filters. Look for it yourself in what goes along as it is: projections, notes, names that you gave, streams, and keys of read models.`
}
