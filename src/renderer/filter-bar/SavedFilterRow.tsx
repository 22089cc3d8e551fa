import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { SavedFilter } from '../state/saved-filters-slice.ts'
import { Icon } from '../ui/Icon.tsx'

interface SavedFilterRowProps {
  readonly explorer: ExplorerStore
  readonly filter: SavedFilter
}

export function SavedFilterRow({ explorer, filter }: SavedFilterRowProps) {
  const [renaming, setRenaming] = useState(false)
  const { name, text } = filter
  const { applyFilter, removeFilter } = explorer.getState()
  if (renaming) return <RenameRow explorer={explorer} filter={filter} onDone={() => setRenaming(false)} />
  return (
    <li className="saved-row">
      <button type="button" className="saved-apply" title={text} onClick={() => applyFilter(text)}>
        <span className="saved-name">{name}</span>
        <span className="saved-text mono quiet">{text}</span>
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={`Rename ${name}`}
        title="Rename"
        onClick={() => setRenaming(true)}
      >
        <Icon name="edit" />
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={`Delete ${name}`}
        title="Delete"
        onClick={() => removeFilter(name)}
      >
        <Icon name="delete" />
      </button>
    </li>
  )
}

function RenameRow({ explorer, filter, onDone }: SavedFilterRowProps & { readonly onDone: () => void }) {
  const [name, setName] = useState(filter.name)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() === '') return
    explorer.getState().renameFilter(filter.name, name.trim())
    onDone()
  }

  return (
    <li className="saved-row">
      <form className="saved-form" onSubmit={submit}>
        <input
          ref={field}
          className="field"
          aria-label={`New name for ${filter.name}`}
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') onDone()
          }}
        />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          Rename
        </button>
      </form>
    </li>
  )
}
