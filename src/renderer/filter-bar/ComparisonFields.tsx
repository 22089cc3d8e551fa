import { useEffect, useId } from 'react'
import { useStore } from 'zustand'
import type { ComparisonOperator } from '../../core/filter/filter-tree.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Select } from '../ui/Select.tsx'
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
      <label className="label-text">
        Path
        <input
          className="field mono"
          placeholder="data.total"
          list={id}
          spellCheck={false}
          autoComplete="off"
          data-first
          value={path}
          onFocus={() => suggest(`has:${path}`)}
          onChange={({ target }) => {
            suggest(`has:${target.value}`)
            onChange({ ...draft, path: target.value })
          }}
        />
      </label>
      <div className="term-row">
        <Select
          label="Operator"
          value={operator}
          options={operators}
          onChange={(chosen) =>
            onChange({ ...draft, operator: operators.find(([one]) => one === chosen)?.[0] ?? operator })
          }
        />
        <label className="label-text">
          Value
          <input
            className="field mono"
            placeholder={operator === '=' ? '100 or open,held' : '100'}
            list={id}
            spellCheck={false}
            autoComplete="off"
            value={values}
            onFocus={() => suggest(`${path}=`)}
            onChange={({ target }) => onChange({ ...draft, values: target.value })}
          />
        </label>
      </div>
    </>
  )
}
