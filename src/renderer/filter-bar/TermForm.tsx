import { type FormEvent, useState } from 'react'
import { type FilterTree, negationOf } from '../../core/filter/filter-tree.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { readFilter } from '../state/read-filter.ts'
import { Switch } from '../ui/Switch.tsx'
import { TermFields } from './TermFields.tsx'
import { draftText, type TermDraft } from './term-draft.ts'
import './term-form.css'

interface TermFormProps {
  readonly explorer: ExplorerStore
  /** What it begins with. */
  readonly draft: TermDraft
  readonly sense: 'plain' | 'negated'
  readonly onApply: (term: FilterTree) => void
}

/** One term of a filter by its parts. What it says is read as a text in the language of filters, and refused as one. */
export function TermForm({ explorer, draft: begun, sense: begunSense, onApply }: TermFormProps) {
  const [draft, setDraft] = useState(begun)
  const [sense, setSense] = useState(begunSense)
  const [failure, setFailure] = useState('')

  function submit(event: FormEvent): void {
    event.preventDefault()
    const read = readFilter(draftText(draft))
    if (read.kind === 'failure') setFailure(read.failure.message)
    else if (read.tree.kind === 'everything') setFailure('Say what the events have')
    else onApply(sense === 'negated' ? negationOf(read.tree) : read.tree)
  }

  return (
    <form className="term-form" onSubmit={submit}>
      <TermFields explorer={explorer} draft={draft} onChange={setDraft} />
      <p className="term-failure" role="status">
        {failure}
      </p>
      <div className="term-actions">
        <Switch
          label="Not: events that do not fit it"
          checked={sense === 'negated'}
          onChange={(next) => setSense(next === 'on' ? 'negated' : 'plain')}
        />
        <button type="submit" className="button button-primary">
          Apply
        </button>
      </div>
    </form>
  )
}
