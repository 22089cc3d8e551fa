import { useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterCount } from './FilterCount.tsx'
import { FilterInput } from './FilterInput.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import type { Writing } from './filter-events.ts'
import { mayGoOn } from './may-go-on.ts'
import './filter-bar.css'

/** What the log is narrowed to: as a text while it is written, else as its terms, one by one. */
export function FilterBar({ explorer }: { readonly explorer: ExplorerStore }) {
  const [writing, setWriting] = useState<Writing>('ended')
  const failed = useStore(explorer, (state) => state.filterFailure !== undefined)
  const quiet = useStore(explorer, mayGoOn)
  const empty = useStore(explorer, (state) => state.filterText.trim() === '')
  const form = writing === 'begun' || failed ? 'text' : empty ? 'nothing' : 'terms'
  return (
    <search className="filter-bar" aria-label="Filter of the log">
      <div className="filter-field" data-failed={failed && !quiet}>
        <Icon name="filter" />
        {form !== 'text' && <FilterChips explorer={explorer} />}
        <FilterInput
          explorer={explorer}
          writing={writing}
          shows={form === 'terms' ? 'nothing' : 'text'}
          onWriting={setWriting}
        />
        {!empty && (
          <button
            type="button"
            className="button button-quiet button-icon filter-clear"
            aria-label="Clear the filter"
            title="Clear the filter: show all events"
            onClick={() => {
              explorer.getState().applyFilter('')
              explorer.getState().focusFilter()
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <FilterMenu explorer={explorer} />
      </div>
      <FilterCount explorer={explorer} />
    </search>
  )
}
