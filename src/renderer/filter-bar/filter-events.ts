import type { ChangeEvent, KeyboardEvent, SyntheticEvent } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { filterKeyDeed } from './filter-keys.ts'
import { doFilterDeed, type FilterPen } from './use-filter-pen.ts'

export type Writing = 'begun' | 'ended'

interface FilterWriting {
  readonly writing: Writing
  readonly onWriting: (writing: Writing) => void
}

/** What the filter's field does when a person writes, moves in it, comes and leaves. */
export function filterEvents(explorer: ExplorerStore, pen: FilterPen, { writing, onWriting }: FilterWriting) {
  return {
    onChange({ target }: ChangeEvent<HTMLInputElement>): void {
      pen.write(target.value, target.selectionStart ?? target.value.length)
    },
    onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
      const deed = event.nativeEvent.isComposing ? undefined : filterKeyDeed(event, pen.context)
      if (deed === undefined) return
      event.preventDefault()
      doFilterDeed(explorer, pen, deed, event.currentTarget.selectionStart ?? 0)
    },
    onSelect({ currentTarget }: SyntheticEvent<HTMLInputElement>): void {
      const { filterSuggestions, suggestFilter } = explorer.getState()
      const at = currentTarget.selectionStart ?? 0
      if (filterSuggestions === undefined || writing === 'ended') return
      if (at < filterSuggestions.wanted.from || at > filterSuggestions.wanted.to) suggestFilter(pen.context.text, at)
    },
    onFocus: () => onWriting('begun'),
    onBlur(): void {
      const { filterText, applyFilter, dismissSuggestions } = explorer.getState()
      dismissSuggestions()
      pen.point(-1)
      onWriting('ended')
      if (filterText !== '') applyFilter()
    },
  }
}
