import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { FilterField } from './FilterField.tsx'
import { FilterMark } from './FilterMark.tsx'
import { FilterPopup } from './FilterPopup.tsx'
import type { Writing } from './filter-events.ts'
import { mayGoOn } from './may-go-on.ts'
import { useFilterPen } from './use-filter-pen.ts'

interface FilterInputProps {
  readonly explorer: ExplorerStore
  readonly writing: Writing
  /** `nothing` where the terms stand beside it. */
  readonly shows: 'text' | 'nothing'
  readonly onWriting: (writing: Writing) => void
}

/** The filter's text, with what may go on at the caret below it. */
export function FilterInput({ explorer, writing, shows, onWriting }: FilterInputProps) {
  const failure = useStore(explorer, (state) => (mayGoOn(state) ? undefined : state.filterFailure))
  const [scrolledPx, setScrolledPx] = useState(0)
  const pen = useFilterPen(explorer)
  const id = useId()
  const { candidates, context, take } = pen
  return (
    <div className="filter-text">
      {shows === 'text' && failure && (
        <FilterMark text={context.text} column={failure.column} scrolledPx={scrolledPx} />
      )}
      <FilterField
        explorer={explorer}
        pen={pen}
        id={id}
        failure={failure?.message}
        writing={writing}
        shows={shows}
        onWriting={onWriting}
        onScroll={setScrolledPx}
      />
      {writing === 'begun' ? (
        <FilterPopup id={id} candidates={candidates} active={context.active} failure={failure?.message} onTake={take} />
      ) : (
        <p id={`${id}-failure`} className="visually-hidden">
          {failure?.message}
        </p>
      )}
    </div>
  )
}
