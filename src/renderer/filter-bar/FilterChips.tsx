import { useStore } from 'zustand'
import { type FilterTree, termsOf } from '../../core/filter/filter-tree.ts'
import { termParts } from '../../core/filter/term-parts.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { NewTerm } from './NewTerm.tsx'
import { TermForm } from './TermForm.tsx'
import { draftOf } from './term-draft.ts'
import './filter-chips.css'

/** The terms that all must fit: each can be edited and taken out, and others added. */
export function FilterChips({ explorer }: { readonly explorer: ExplorerStore }) {
  const tree = useStore(explorer, (state) => state.filterTree)
  const kept = useKeptFocus<HTMLUListElement>('button')
  const terms = termsOf(tree)
  return (
    <ul className="filter-chips" aria-label="Terms of the filter" {...kept}>
      {terms.map((term, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term is known by its place, where the focus stays while it becomes another
        <li key={place} className="filter-chip">
          <TermChip explorer={explorer} term={term} place={place} />
        </li>
      ))}
      <li key="add" className="filter-add">
        <Popover label="Add a term" buttonClass="button button-quiet button-icon" button={<Icon name="add" />}>
          {(close) => (
            <NewTerm
              explorer={explorer}
              onApply={(term) => {
                close()
                explorer.getState().replaceFilterTerm(terms.length, [term])
              }}
            />
          )}
        </Popover>
      </li>
    </ul>
  )
}

interface TermChipProps {
  readonly explorer: ExplorerStore
  readonly term: FilterTree
  readonly place: number
}

function TermChip({ explorer, term: whole, place }: TermChipProps) {
  const { term, negated, field, text } = termParts(whole)
  const { replaceFilterTerm } = explorer.getState()
  const name = negated ? `not ${text}` : text
  return (
    <>
      <Popover
        label={`Edit ${name}`}
        buttonClass="filter-chip-edit"
        button={
          <>
            {negated && <span className="filter-chip-not">not </span>}
            <span className="filter-chip-field">{field}</span>
            <span className="filter-chip-value">{text.slice(field.length)}</span>
          </>
        }
      >
        {(close) => (
          <TermForm
            explorer={explorer}
            draft={draftOf(term)}
            sense={negated ? 'negated' : 'plain'}
            onApply={(edited) => {
              close()
              replaceFilterTerm(place, [edited])
            }}
          />
        )}
      </Popover>
      <button
        type="button"
        className="filter-chip-remove"
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => replaceFilterTerm(place, [])}
      >
        <Icon name="close" />
      </button>
    </>
  )
}
