import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { SavedFilter } from '../state/saved-filters-slice.ts'
import { IconButton } from '../ui/IconButton.tsx'

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
      <IconButton icon="edit" label={`Rename ${name}`} title="Rename" onUse={() => setRenaming(true)} />
      <IconButton icon="delete" label={`Delete ${name}`} title="Delete" onUse={() => removeFilter(name)} />
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
