import { useEffect, useLayoutEffect, useRef } from 'react'
import type { FilterCandidate } from '../state/filter-candidates.ts'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import './filter-popup.css'

interface FilterPopupProps {
  /** What the ids of the parts begin with. */
  readonly id: string
  readonly candidates: readonly FilterCandidate[]
  /** Place of the active one; -1 where none is. */
  readonly active: number
  readonly failure: string | undefined
  readonly onTake: (place: number) => void
}

export function suggestionId(id: string, place: number): string {
  return `${id}-${place}`
}

/** What may go on at the caret, and what is wrong with the text. */
export function FilterPopup({ id, candidates, active, failure, onTake }: FilterPopupProps) {
  const popup = useRef<HTMLDivElement>(null)
  const empty = candidates.length === 0 && failure === undefined

  useLayoutEffect(() => {
    if (empty) popup.current?.hidePopover()
    else popup.current?.showPopover()
  }, [empty])

  useEffect(() => {
    document.getElementById(suggestionId(id, active))?.scrollIntoView({ block: 'nearest' })
  }, [id, active])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is
    <div ref={popup} popover="manual" className="filter-popup" onMouseDown={(event) => event.preventDefault()}>
      {candidates.length > 0 && (
        <div id={`${id}-list`} className="filter-list" role="listbox" aria-label="What may stand here" tabIndex={-1}>
          {candidates.map((candidate, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys
            <div
              key={`${candidate.insert} ${candidate.label}`}
              id={suggestionId(id, place)}
              className={place === active ? 'filter-option filter-option-active' : 'filter-option'}
              role="option"
              aria-selected={place === active}
              onClick={() => onTake(place)}
            >
              <span className="filter-option-label">{candidate.label}</span>
              <span className="filter-option-detail quiet">{candidate.detail}</span>
              {candidate.events !== undefined && (
                <span className="filter-option-count quiet">{countText(candidate.events)}</span>
              )}
            </div>
          ))}
        </div>
      )}
      <p id={`${id}-failure`} className="filter-failure" role="status">
        {failure !== undefined && (
          <>
            <Icon name="warning" />
            {failure}
          </>
        )}
      </p>
    </div>
  )
}
