import { type FormEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { WORDS } from '../../core/search-indexes.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { takesSearchIndexes } from '../state/search-indexes-slice.ts'
import { bytesText } from '../ui/bytes-text.ts'
import { countText } from '../ui/count-text.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** What makes filters quick that look into payloads: the indexes there are, to be added and removed. */
export function SearchIndexes({ explorer }: { readonly explorer: ExplorerStore }) {
  const shown = useStore(explorer, takesSearchIndexes)
  const changeable = useStore(explorer, ({ status }) => status?.capabilities.append === true)

  useEffect(() => explorer.getState().refreshSearchIndexes(), [explorer])

  if (!shown) return null
  return (
    <section aria-labelledby="about-indexes" className="about-part">
      <h3 id="about-indexes" className="section-title">
        Search indexes
      </h3>
      <p className="quiet">
        Filters for words, and for values at a path, are right without an index, and quick with one. It is filled in the
        background and takes room in the store.
      </p>
      <IndexTable explorer={explorer} />
      {changeable ? <AddIndex explorer={explorer} /> : <p>To add one, allow appends.</p>}
    </section>
  )
}

function IndexTable({ explorer }: { readonly explorer: ExplorerStore }) {
  const indexes = useStore(explorer, (state) => state.searchIndexes)
  const head = useStore(explorer, (state) => state.head)
  const changeable = useStore(explorer, ({ status }) => status?.capabilities.append === true)
  if (indexes === undefined || indexes.length === 0) return null
  return (
    <ul className="about-tables" aria-label="Search indexes">
      {indexes.map(({ of, indexedTo, entries, bytes }) => (
        <li key={of} className="about-index">
          <span className="mono">{of}</span>
          <span className="quiet">
            {indexedTo < head ? `filled up to ${countText(indexedTo)}` : `${countText(entries)} entries`}
          </span>
          <span className="quiet about-table-rows">{bytesText(bytes)}</span>
          <IconButton
            icon="delete"
            label={`Remove the index of ${of}`}
            title="Remove"
            disabled={!changeable}
            onUse={() => void explorer.getState().removeSearchIndex(of)}
          />
        </li>
      ))}
    </ul>
  )
}

function AddIndex({ explorer }: { readonly explorer: ExplorerStore }) {
  const [of, setOf] = useState('')

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (of.trim() === '') return
    void explorer.getState().addSearchIndex(of.trim())
    setOf('')
  }

  return (
    <form className="about-add-index" onSubmit={submit}>
      <input
        className="field mono"
        aria-label="What to index"
        placeholder={`data.customerId, meta.userId or ${WORDS}`}
        spellCheck={false}
        value={of}
        onChange={(event) => setOf(event.target.value)}
      />
      <button type="submit" className="button" disabled={of.trim() === ''}>
        Add index
      </button>
    </form>
  )
}
