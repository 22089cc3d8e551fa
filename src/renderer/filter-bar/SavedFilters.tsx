import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { SavedFilterRow } from './SavedFilterRow.tsx'
import './saved-filters.css'

/** Filters with names: to apply, to rename, to remove; and a name for the one that is applied. */
export function SavedFilters({ explorer }: { readonly explorer: ExplorerStore }) {
  const saved = useStore(explorer, (state) => state.savedFilters)
  return (
    <section className="saved-filters" aria-label="Saved filters">
      <h2 className="section-title">Filters</h2>
      <NameForm explorer={explorer} />
      {saved.length === 0 ? (
        <p className="saved-none quiet">Filters that you save by a name stay here, with this store.</p>
      ) : (
        <ul className="saved-list">
          {saved.map((filter) => (
            <SavedFilterRow key={filter.name} explorer={explorer} filter={filter} />
          ))}
        </ul>
      )}
    </section>
  )
}

function NameForm({ explorer }: { readonly explorer: ExplorerStore }) {
  const text = useStore(explorer, (state) => state.filterText)
  const wish = useStore(explorer, (state) => state.filterNaming)
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (wish !== undefined) field.current?.focus()
  }, [wish])

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() === '' || text === '') return
    explorer.getState().saveFilter(name.trim(), text)
    setName('')
  }

  return (
    <form className="saved-form" onSubmit={submit}>
      <input
        ref={field}
        className="field"
        aria-label="Name for the filter"
        placeholder={text === '' ? 'No filter to save' : 'Name this filter'}
        disabled={text === ''}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={text === '' || name.trim() === ''}>
        Save
      </button>
    </form>
  )
}
