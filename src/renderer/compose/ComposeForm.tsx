import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { type Composing, currentDraft } from '../state/composing.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Between } from './Between.tsx'
import { CodePart } from './CodePart.tsx'
import { ComposeActions } from './ComposeActions.tsx'
import { NoAppends, SetAside } from './ComposeNotes.tsx'
import { DraftBar } from './DraftBar.tsx'
import { DraftForm } from './DraftForm.tsx'
import { StreamFields } from './StreamFields.tsx'

interface ComposeFormProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

export function ComposeForm({ explorer, composing }: ComposeFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const canAppend = useStore(explorer, ({ status }) => status?.capabilities.append ?? false)
  const { failure } = composing
  const draft = currentDraft(composing)

  useEffect(() => {
    if (failure !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [failure])

  function submit(): void {
    const { appendDrafts, insertDrafts } = explorer.getState()
    if (canAppend) void appendDrafts()
    else insertDrafts()
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    submit()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }

  return (
    <form ref={form} className="compose" aria-label="Append event" onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      <NoAppends explorer={explorer} />
      <SetAside explorer={explorer} />
      <StreamFields explorer={explorer} composing={composing} />
      <DraftBar explorer={explorer} composing={composing} />
      {draft && <DraftForm key={draft.key} explorer={explorer} draft={draft} failure={failure} />}
      <Between explorer={explorer} composing={composing} />
      {failure && failure.member === undefined && (
        <p className="note note-failure" role="alert">
          {failure.message} ({failure.code})
        </p>
      )}
      <CodePart composing={composing} />
      <ComposeActions explorer={explorer} composing={composing} submits={canAppend ? 'append' : 'insert'} />
    </form>
  )
}
