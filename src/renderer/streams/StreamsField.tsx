import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { isMenuKey } from '../ui/menu-key.ts'
import { rowMove } from '../ui/row-move.ts'
import { hitId } from './StreamHits.tsx'

interface StreamsFieldProps {
  readonly explorer: ExplorerStore
  /** The id of the list of what is found. */
  readonly listId: string
  /** Place, from 0, of the hit that Enter takes. */
  readonly active: number
  readonly onActive: (place: number) => void
  /** The keys for a menu were pressed: it is about the hit that Enter takes. */
  readonly onMenu: () => void
}

const PAGE_ROWS = 20

/** Where one writes what to find among the streams: arrows go along the hits, Enter narrows the log, Shift+F10 opens a hit's menu, Escape clears. */
export function StreamsField({ explorer, listId, active, onActive, onMenu }: StreamsFieldProps) {
  const text = useStore(explorer, (state) => state.streamsText)
  const hits = useStore(explorer, (state) => state.streamHits?.streams)
  const isWanted = useStore(explorer, (state) => state.findingStream)
  const field = useRef<HTMLInputElement>(null)
  const isOpen = text !== '' && hits !== undefined && hits.length > 0

  useEffect(() => {
    if (!isWanted) return
    field.current?.focus()
    field.current?.select()
  }, [isWanted])

  function write(next: string): void {
    onActive(0)
    explorer.getState().setStreamsText(next)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (isOpen && isMenuKey(event)) onMenu()
    else if (event.key === 'Escape' && text !== '') write('')
    else if (event.key === 'Enter') explorer.getState().takeHit(active)
    else {
      const isInText = event.key === 'Home' || event.key === 'End'
      const to = isInText || !hits ? undefined : rowMove(event.key, active, hits.length, PAGE_ROWS)
      if (to === undefined) return
      onActive(to)
    }
    event.preventDefault()
  }

  return (
    <div className="streams-head">
      <input
        ref={field}
        type="search"
        role="combobox"
        className="field streams-filter"
        aria-label="Find streams"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? hitId(listId, active) : undefined}
        placeholder="Find: or42, order-*7"
        title="Parts of a name in order, in any case; * stands for any characters"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onFocus={() => explorer.getState().streamFieldReached()}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
