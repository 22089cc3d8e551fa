import { type FormEvent, useId } from 'react'
import { useStore } from 'zustand'
import type { ErrorRecord } from '../../core/errors.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { WhatIfSlice } from '../state/what-if-slice.ts'
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
        {draft.kind === 'insert' && <Part explorer={explorer} draft={draft} member="stream" />}
        <Part explorer={explorer} draft={draft} member="type" />
        <Part explorer={explorer} draft={draft} member="data" lines={6} />
        <Part explorer={explorer} draft={draft} member="metadata" lines={3} />
        {draft.failure && (
          <p className="note note-failure" role="alert">
            {failureText(draft.failure)}
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

const labels = { stream: 'Stream', type: 'Type', data: 'Data', metadata: 'Metadata' } as const

type Member = keyof typeof labels

const members: readonly Member[] = ['stream', 'type', 'data', 'metadata']

/** The part of the form that a failure is about: what is refused is named as in `edit[0].data`. */
function memberOf(failure: ErrorRecord | undefined): Member | undefined {
  const named = String(failure?.details['member'] ?? '')
    .split('.')
    .at(-1)
  return members.find((member) => member === named)
}

function failureText(failure: ErrorRecord): string {
  const member = memberOf(failure)
  return member === undefined ? failure.message : failure.message.replace(/^\S+/, labels[member])
}

interface PartProps {
  readonly explorer: ExplorerStore
  readonly draft: NonNullable<WhatIfSlice['whatIfDraft']>
  readonly member: Member
  /** For what is JSON: how many lines to make room for. */
  readonly lines?: number
}

function Part({ explorer, draft, member, lines }: PartProps) {
  const id = useId()
  const common = {
    id,
    className: 'field',
    value: draft[member],
    spellCheck: false,
    'aria-invalid': memberOf(draft.failure) === member,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      explorer.getState().editWhatIfDraft({ [member]: target.value }),
  }
  return (
    <div className="what-if-part">
      <label htmlFor={id}>{labels[member]}</label>
      {lines === undefined ? (
        <input type="text" autoComplete="off" {...common} />
      ) : (
        <textarea rows={lines} {...common} />
      )}
    </div>
  )
}
