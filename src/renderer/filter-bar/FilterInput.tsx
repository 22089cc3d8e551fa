import { type KeyboardEvent, type SyntheticEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { FilterMark } from './FilterMark.tsx'
import { FilterPopup, suggestionId } from './FilterPopup.tsx'
import { filterKeyDeed } from './filter-keys.ts'
import { mayGoOn } from './may-go-on.ts'
import { doFilterDeed, useFilterPen } from './use-filter-pen.ts'

export type Writing = 'begun' | 'ended'

interface FilterInputProps {
  readonly explorer: ExplorerStore
  readonly writing: Writing
  /** `nothing` where the terms stand beside it. */
  readonly shows: 'text' | 'nothing'
  readonly onWriting: (writing: Writing) => void
}

/** The filter's text, with what may go on at the caret below it. */
export function FilterInput({ explorer, writing, shows, onWriting }: FilterInputProps) {
  const text = useStore(explorer, (state) => state.filterText)
  const failure = useStore(explorer, (state) => (mayGoOn(state) ? undefined : state.filterFailure))
  const wish = useStore(explorer, (state) => state.filterFocus)
  const input = useRef<HTMLInputElement>(null)
  const [scrolledPx, setScrolledPx] = useState(0)
  const pen = useFilterPen(explorer)
  const id = useId()
  const { candidates, caret } = pen
  const { active } = pen.context
  const open = writing === 'begun' && candidates.length > 0

  useEffect(() => {
    if (wish !== undefined) input.current?.focus()
  }, [wish])

  useLayoutEffect(() => {
    if (caret !== undefined) input.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const deed = event.nativeEvent.isComposing ? undefined : filterKeyDeed(event, pen.context)
    if (deed === undefined) return
    event.preventDefault()
    doFilterDeed(explorer, pen, deed, event.currentTarget.selectionStart ?? 0)
  }

  function onSelect({ currentTarget }: SyntheticEvent<HTMLInputElement>): void {
    const { filterSuggestions, suggestFilter } = explorer.getState()
    const at = currentTarget.selectionStart ?? 0
    if (filterSuggestions === undefined || writing === 'ended') return
    if (at < filterSuggestions.wanted.from || at > filterSuggestions.wanted.to) suggestFilter(text, at)
  }

  function onBlur(): void {
    const { filterText, applyFilter, dismissSuggestions } = explorer.getState()
    dismissSuggestions()
    pen.point(-1)
    onWriting('ended')
    if (filterText !== '') applyFilter()
  }

  return (
    <div className="filter-text">
      {shows === 'text' && failure && <FilterMark text={text} column={failure.column} scrolledPx={scrolledPx} />}
      <input
        ref={input}
        className="filter-input"
        type="text"
        role="combobox"
        aria-label="Filter"
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && active >= 0 ? suggestionId(id, active) : undefined}
        aria-invalid={failure !== undefined}
        aria-describedby={failure === undefined ? undefined : `${id}-failure`}
        placeholder={shows === 'text' ? 'Filter: type:… stream:… data.total>100 words ( / )' : ''}
        title={failure?.message}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={shows === 'text' ? text : ''}
        onChange={({ target }) => pen.write(target.value, target.selectionStart ?? target.value.length)}
        onSelect={onSelect}
        onScroll={({ currentTarget }) => setScrolledPx(currentTarget.scrollLeft)}
        onKeyDown={onKeyDown}
        onFocus={() => onWriting('begun')}
        onBlur={onBlur}
      />
      {writing === 'begun' ? (
        <FilterPopup id={id} candidates={candidates} active={active} failure={failure?.message} onTake={pen.take} />
      ) : (
        <p id={`${id}-failure`} className="visually-hidden">
          {failure?.message}
        </p>
      )}
    </div>
  )
}
