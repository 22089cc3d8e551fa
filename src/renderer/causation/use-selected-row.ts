import { useEffect, useRef, useState } from 'react'
import type { Position } from '../../core/event.ts'

interface SelectedRow {
  /** The row that the tree goes to; another object for every event that was selected elsewhere. */
  readonly goTo: { readonly place: number } | undefined
  /** Says that an event is about to be selected in the tree itself, which then stays where it is. */
  readonly chooses: (position: Position) => void
}

/** Brings the selected event into sight once it has a row. `rowOf` answers -1 where it has none. */
export function useSelectedRow(selected: Position | undefined, rowOf: (position: Position) => number): SelectedRow {
  const seen = useRef<Position>(undefined)
  const [goTo, setGoTo] = useState<SelectedRow['goTo']>()
  useEffect(() => {
    if (selected === undefined || selected === seen.current) return
    const place = rowOf(selected)
    if (place < 0) return
    seen.current = selected
    setGoTo({ place })
  }, [selected, rowOf])
  return {
    goTo,
    chooses(position) {
      seen.current = position
    },
  }
}
