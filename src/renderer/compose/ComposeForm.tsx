import { type FormEvent, useId } from 'react'
import type { Composing, Draft } from '../state/compose-slice.ts'
import { expectedWords } from '../state/expected-version.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Between } from './Between.tsx'
import { DraftField } from './DraftField.tsx'

interface ComposeFormProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

export function ComposeForm({ explorer, composing }: ComposeFormProps) {
  const { draft, phase, failure } = composing
  const wordsId = useId()
  const edit = (member: keyof Draft) => (text: string) => explorer.getState().editDraft({ [member]: text })
  const failureOf = (member: keyof Draft) => (failure?.member === member ? failure.message : undefined)

  function submit(event: FormEvent): void {
    event.preventDefault()
    void explorer.getState().appendDraft()
  }

  return (
    <form className="compose" aria-label="Append event" onSubmit={submit} noValidate>
      <div className="compose-pair">
        <DraftField label="Stream" text={draft.stream} failure={failureOf('stream')} onChange={edit('stream')} />
        <DraftField
          label="Expected version"
          text={draft.expected}
          failure={failureOf('expected')}
          hint="The stream's version as last shown"
          listId={wordsId}
          onChange={edit('expected')}
        />
      </div>
      <datalist id={wordsId}>
        {expectedWords.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      <DraftField label="Type" text={draft.type} failure={failureOf('type')} onChange={edit('type')} />
      <DraftField label="Data" text={draft.data} failure={failureOf('data')} lines={6} onChange={edit('data')} />
      <DraftField
        label="Metadata"
        text={draft.metadata}
        failure={failureOf('metadata')}
        lines={3}
        onChange={edit('metadata')}
      />
      <Between explorer={explorer} composing={composing} />
      {failure && failure.member === undefined && (
        <p className="note note-failure" role="alert">
          {failure.message} ({failure.code})
        </p>
      )}
      <div className="compose-buttons">
        <button type="button" className="button" onClick={() => explorer.getState().closeCompose()}>
          Cancel
        </button>
        <button type="submit" className="button button-primary" disabled={phase === 'sending'}>
          {phase === 'sending' ? 'Appending…' : 'Append'}
        </button>
      </div>
    </form>
  )
}
