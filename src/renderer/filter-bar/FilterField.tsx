import { type InputHTMLAttributes, useEffect, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { suggestionId } from './FilterPopup.tsx'
import { filterEvents, type Writing } from './filter-events.ts'
import type { FilterPen } from './use-filter-pen.ts'

interface FilterFieldProps {
  readonly explorer: ExplorerStore
  readonly pen: FilterPen
  /** What the ids of the popup's parts begin with. */
  readonly id: string
  readonly failure: string | undefined
  readonly writing: Writing
  /** `nothing` where the terms stand beside it. */
  readonly shows: 'text' | 'nothing'
  readonly onWriting: (writing: Writing) => void
  readonly onScroll: (scrolledPx: number) => void
}

/** Where the filter's text is written. */
export function FilterField({ explorer, pen, id, failure, writing, shows, onWriting, onScroll }: FilterFieldProps) {
  const wish = useStore(explorer, (state) => state.filterFocus)
  const input = useRef<HTMLInputElement>(null)
  const { caret } = pen

  useEffect(() => {
    if (wish !== undefined) input.current?.focus()
  }, [wish])

  useLayoutEffect(() => {
    if (caret !== undefined) input.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])

  return (
    <input
      ref={input}
      className="filter-input"
      type="text"
      aria-label="Filter"
      aria-keyshortcuts="/"
      placeholder={shows === 'text' ? 'Filter: type:… stream:… data.total>100 words ( / )' : ''}
      title={failure}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      value={shows === 'text' ? pen.context.text : ''}
      {...popupState(id, writing === 'begun' ? pen : undefined, failure)}
      {...filterEvents(explorer, pen, { writing, onWriting })}
      onScroll={({ currentTarget }) => onScroll(currentTarget.scrollLeft)}
    />
  )
}

/** What the field is to what is below it. @param pen absent while nobody writes */
function popupState(id: string, pen: FilterPen | undefined, failure: string | undefined) {
  const open = pen !== undefined && pen.candidates.length > 0
  return {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': open,
    'aria-controls': `${id}-list`,
    'aria-activedescendant': open && pen.context.active >= 0 ? suggestionId(id, pen.context.active) : undefined,
    'aria-invalid': failure !== undefined,
    'aria-describedby': failure === undefined ? undefined : `${id}-failure`,
  } satisfies InputHTMLAttributes<HTMLInputElement>
}
