import type { RangeField } from '../../core/filter/filter-tree.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { ComparisonFields } from './ComparisonFields.tsx'
import { NamesField } from './NamesField.tsx'
import { TermText } from './TermText.tsx'
import type { TermDraft } from './term-draft.ts'

interface TermFieldsProps {
  readonly explorer: ExplorerStore
  readonly draft: TermDraft
  readonly onChange: (draft: TermDraft) => void
}

/** The fields of a term, as its kind has them. The first one says `data-first`. */
export function TermFields({ explorer, draft, onChange }: TermFieldsProps) {
  switch (draft.kind) {
    case 'names':
      return (
        <NamesField
          explorer={explorer}
          of={draft.of}
          names={draft.names}
          onChange={(names) => onChange({ ...draft, names })}
        />
      )
    case 'range':
      return (
        <div className="term-row">
          <TermText
            label={`${rangeTitles[draft.of]} from`}
            example={examples[draft.of]}
            value={draft.from}
            place="first"
            onChange={(from) => onChange({ ...draft, from })}
          />
          <TermText
            label="up to, included"
            example={examples[draft.of]}
            value={draft.to}
            onChange={(to) => onChange({ ...draft, to })}
          />
        </div>
      )
    case 'compare':
      return <ComparisonFields explorer={explorer} draft={draft} onChange={onChange} />
    case 'text':
      return (
        <TermText
          label="Expression"
          example={'data.n=1 or "two words"'}
          value={draft.text}
          place="first"
          onChange={(text) => onChange({ ...draft, text })}
        />
      )
  }
}

const rangeTitles: Readonly<Record<RangeField, string>> = {
  position: 'Position',
  version: 'Version',
  schema: 'Schema version',
  time: 'Time (UTC)',
}

const examples: Readonly<Record<RangeField, string>> = {
  position: '1000',
  version: '1',
  schema: '1',
  time: '2026-01-31T10:00',
}
