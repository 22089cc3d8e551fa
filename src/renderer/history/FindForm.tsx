import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { FindDraft, HitSought } from '../state/history-slice.ts'
import { activeTab } from '../state/reading-slice.ts'

const ranges: readonly (readonly [FindDraft['range'], string])[] = [
  ['whole', 'the whole history'],
  ['before', 'up to the playhead'],
  ['after', 'after the playhead'],
  ['selection', 'from the selected event to the playhead'],
]

const hits: readonly (readonly [HitSought, string])[] = [
  ['first', 'First'],
  ['previous', 'Previous'],
  ['next', 'Next'],
  ['last', 'Last'],
]

/** What to look for in the states of the active projection. */
export function FindForm({ explorer }: { readonly explorer: ExplorerStore }) {
  const { predicate, key, range } = useStore(explorer, (state) => state.findDraft)
  const openings = useStore(explorer, (state) => state.findOpenings)
  const name = useStore(explorer, (state) => activeTab(state)?.name)
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const { editFind, findAll, findHit } = explorer.getState()
  const nothing = predicate.trim() === '' || name === undefined

  useEffect(() => {
    if (openings > 0) field.current?.focus()
  }, [openings])

  function submit(event: FormEvent): void {
    event.preventDefault()
    void findAll()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void findAll()
  }

  return (
    <form className="find-form" aria-label="Find a state" onSubmit={submit}>
      <textarea
        ref={field}
        className="field find-predicate"
        aria-label="Find where"
        aria-describedby={hintId}
        placeholder="state.cents < 0"
        rows={2}
        spellCheck={false}
        value={predicate}
        onChange={({ target }) => editFind({ predicate: target.value })}
        onKeyDown={onKeyDown}
      />
      <p id={hintId} className="quiet find-hint">
        JavaScript over <code>state</code>, <code>key</code> and <code>event</code>
        {name !== undefined && <> of {name}</>}
      </p>
      <div className="find-pair">
        <input
          type="text"
          className="field"
          aria-label="Only this key"
          placeholder="any key"
          autoComplete="off"
          spellCheck={false}
          value={key}
          onChange={({ target }) => editFind({ key: target.value })}
        />
        <select
          className="select"
          aria-label="Search"
          value={range}
          onChange={({ target }) => editFind({ range: ranges.find(([one]) => one === target.value)?.[0] ?? 'whole' })}
        >
          {ranges.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <div className="find-buttons">
        {hits.map(([sought, text]) => (
          <button key={sought} type="button" className="button" disabled={nothing} onClick={() => void findHit(sought)}>
            {text}
          </button>
        ))}
        <button type="submit" className="button button-primary" disabled={nothing}>
          All
        </button>
      </div>
    </form>
  )
}
