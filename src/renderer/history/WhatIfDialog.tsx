import { type FormEvent, useId } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { WhatIfDraft } from '../state/what-if-changes.ts'
import { countText } from '../ui/count-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './what-if.css'

/** The form for an event that happened otherwise, or besides. */
export function WhatIfDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const draft = useStore(explorer, (state) => state.whatIfDraft)
  if (draft === undefined) return null
  const { closeWhatIfDraft, keepWhatIfDraft } = explorer.getState()
  const at = countText(draft.position)

  function submit(event: FormEvent): void {
    event.preventDefault()
    keepWhatIfDraft()
  }

  return (
    <Dialog
      title={draft.kind === 'edit' ? `What if ${at} had been otherwise?` : `What if another came after ${at}?`}
      onClose={closeWhatIfDraft}
    >
      <form className="dialog-stack" aria-label="Event of the what-if" onSubmit={submit} noValidate>
        {draft.kind === 'insert' && <Part explorer={explorer} draft={draft} member="stream" label="Stream" />}
        <Part explorer={explorer} draft={draft} member="type" label="Type" />
        <Part explorer={explorer} draft={draft} member="data" label="Data" lines={8} />
        <Part explorer={explorer} draft={draft} member="metadata" label="Metadata" lines={3} />
        {draft.failure && (
          <p className="note note-failure" role="alert">
            {draft.failure.message}
          </p>
        )}
        <p className="quiet">The store is not written to.</p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={closeWhatIfDraft}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            Lay over the history
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface PartProps {
  readonly explorer: ExplorerStore
  readonly draft: WhatIfDraft
  readonly member: 'stream' | 'type' | 'data' | 'metadata'
  readonly label: string
  /** For what is JSON: how many lines to make room for. */
  readonly lines?: number
}

function Part({ explorer, draft, member, label, lines }: PartProps) {
  const id = useId()
  const common = {
    id,
    className: 'field',
    value: draft[member],
    spellCheck: false,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      explorer.getState().editWhatIfDraft({ [member]: target.value }),
  }
  return (
    <div className="what-if-part">
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? (
        <input type="text" autoComplete="off" {...common} />
      ) : (
        <textarea rows={lines} {...common} />
      )}
    </div>
  )
}
