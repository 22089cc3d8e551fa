import { useEffect, useId } from 'react'
import { useStore } from 'zustand'
import type { ComparisonOperator } from '../../core/filter/filter-tree.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Select } from '../ui/Select.tsx'
import { TermText } from './TermText.tsx'
import type { TermDraft } from './term-draft.ts'

type Comparison = Extract<TermDraft, { kind: 'compare' }>

interface ComparisonFieldsProps {
  readonly explorer: ExplorerStore
  readonly draft: Comparison
  readonly onChange: (draft: Comparison) => void
}

const operators = [
  ['=', '= is'],
  ['!=', '≠ is something else'],
  ['>', '> is more than'],
  ['>=', '≥ is at least'],
  ['<', '< is less than'],
  ['<=', '≤ is at most'],
] as const satisfies readonly (readonly [ComparisonOperator, string])[]

/** A payload path, an operator and what is compared, each with what the store's events have. */
export function ComparisonFields({ explorer, draft, onChange }: ComparisonFieldsProps) {
  const suggestions = useStore(explorer, (state) => state.filterSuggestions)
  const id = useId()
  const { path, operator, values } = draft

  useEffect(() => () => explorer.getState().dismissSuggestions(), [explorer])

  function suggest(text: string): void {
    explorer.getState().suggestFilter(text, text.length)
  }

  return (
    <>
      <datalist id={id}>
        {suggestions?.candidates.map(({ insert, detail }) => (
          <option key={insert} value={insert} label={detail === '' ? undefined : detail} />
        ))}
      </datalist>
      <TermText
        label="Path"
        example="data.total"
        list={id}
        place="first"
        value={path}
        onFocus={() => suggest(`has:${path}`)}
        onChange={(next) => {
          suggest(`has:${next}`)
          onChange({ ...draft, path: next })
        }}
      />
      <div className="term-row">
        <Select
          label="Operator"
          value={operator}
          options={operators}
          onChange={(chosen) => onChange({ ...draft, operator: operatorOf(chosen) ?? operator })}
        />
        <TermText
          label="Value"
          example={operator === '=' ? '100 or open,held' : '100'}
          list={id}
          value={values}
          onFocus={() => suggest(`${path}=`)}
          onChange={(next) => onChange({ ...draft, values: next })}
        />
      </div>
    </>
  )
}

function operatorOf(chosen: string): ComparisonOperator | undefined {
  return operators.find(([one]) => one === chosen)?.[0]
}
