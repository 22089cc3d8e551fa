import { useStore } from 'zustand'
import { type Composing, isComposed } from '../state/composing.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'

interface ComposeActionsProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
  /** What the form does when it is submitted: where nothing can be appended it inserts into a what-if. */
  readonly submits: 'append' | 'insert'
}

export function ComposeActions({ explorer, composing, submits }: ComposeActionsProps) {
  const playhead = useStore(explorer, (state) => state.playhead)
  const { phase, drafts } = composing
  const { closeCompose, clearCompose, insertDrafts } = explorer.getState()
  const many = drafts.length === 1 ? '' : ` ${counted(drafts.length, 'event')}`
  const insert = `Insert${many} into a what-if`
  const insertTitle = `After position ${playhead}, where the playhead is. The store is not written to.`
  return (
    <div className="compose-buttons">
      <button type="button" className="button button-quiet" disabled={!isComposed(composing)} onClick={clearCompose}>
        Begin anew
      </button>
      <span className="compose-space" />
      <button type="button" className="button" onClick={closeCompose}>
        Cancel
      </button>
      {submits === 'append' ? (
        <>
          <button type="button" className="button" title={insertTitle} onClick={insertDrafts}>
            {insert}
          </button>
          <button
            type="submit"
            className="button button-primary"
            title="Ctrl+Enter"
            aria-keyshortcuts="Control+Enter"
            disabled={phase === 'sending'}
          >
            {phase === 'sending' ? 'Appending…' : `Append${many}`}
          </button>
        </>
      ) : (
        <button type="submit" className="button button-primary" title={insertTitle} aria-keyshortcuts="Control+Enter">
          {insert}
        </button>
      )}
    </div>
  )
}
