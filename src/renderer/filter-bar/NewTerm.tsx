import { useState } from 'react'
import type { FilterTree } from '../../core/filter/filter-tree.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Select } from '../ui/Select.tsx'
import { TermForm } from './TermForm.tsx'
import type { TermDraft } from './term-draft.ts'

interface NewTermProps {
  readonly explorer: ExplorerStore
  readonly onApply: (term: FilterTree) => void
}

/** What can be asked for, and what its form begins with. */
const kinds: readonly (readonly [name: string, text: string, draft: TermDraft])[] = [
  ['type', 'Type of event', { kind: 'names', of: 'type', names: [] }],
  ['stream', 'Stream', { kind: 'names', of: 'stream', names: [] }],
  ['category', 'Category of streams', { kind: 'names', of: 'category', names: [] }],
  ['value', 'Value in data or metadata', { kind: 'compare', path: '', operator: '=', values: '' }],
  ['time', 'Time', { kind: 'range', of: 'time', from: '', to: '' }],
  ['position', 'Position', { kind: 'range', of: 'position', from: '', to: '' }],
  ['version', 'Version in the stream', { kind: 'range', of: 'version', from: '', to: '' }],
  ['text', 'Words, or any expression', { kind: 'text', text: '' }],
]

/** A term that is not there yet: what it is about, then its form. */
export function NewTerm({ explorer, onApply }: NewTermProps) {
  const [name, setName] = useState('type')
  const [, , draft] = kinds.find(([one]) => one === name) ?? kinds[0] ?? []
  return (
    <>
      <Select
        label="Only events with this"
        value={name}
        options={kinds.map(([one, text]) => [one, text] as const)}
        onChange={setName}
      />
      {draft && <TermForm key={name} explorer={explorer} draft={draft} sense="plain" onApply={onApply} />}
    </>
  )
}
