import { useId } from 'react'
import { useStore } from 'zustand'
import type { ComposedMember, ComposeFailure } from '../state/compose-failure.ts'
import type { DraftedEvent } from '../state/drafted-event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { CauseSwitch } from './CauseSwitch.tsx'
import { DataPart } from './DataPart.tsx'
import { DraftField } from './DraftField.tsx'

interface DraftFormProps {
  readonly explorer: ExplorerStore
  readonly draft: DraftedEvent
  /** Why nothing was appended, where that is about this event or about all. */
  readonly failure: ComposeFailure | undefined
}

/** One event: its type, its data by a form or as JSON, and its metadata. */
export function DraftForm({ explorer, draft, failure }: DraftFormProps) {
  const types = useStore(explorer, (state) => state.types)
  const typesId = useId()
  const { editDraft } = explorer.getState()
  const isOurs = failure?.draft === undefined || failure.draft === draft.key
  const failureOf = (member: ComposedMember) => (isOurs && failure?.member === member ? failure.message : undefined)
  return (
    <>
      <DraftField
        label="Type"
        text={draft.type}
        failure={failureOf('type')}
        listId={typesId}
        onChange={(type) => editDraft({ type })}
      />
      <datalist id={typesId}>
        {types.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <DataPart explorer={explorer} draft={draft} failure={failureOf('data')} />
      <DraftField
        label="Metadata"
        text={draft.metadata}
        failure={failureOf('metadata')}
        hint="A JSON object, or nothing"
        lines={2}
        onChange={(metadata) => editDraft({ metadata })}
      />
      <CauseSwitch explorer={explorer} />
    </>
  )
}
