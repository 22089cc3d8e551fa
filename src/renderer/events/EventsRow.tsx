// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { memo } from 'react'
import type { Position } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import { type TypeMarks, typeMark } from '../state/type-mark.ts'
import { EventCells, PendingCells } from './EventCells.tsx'
import type { RowWhen } from './row-when.ts'
import type { WhatIfMark } from './what-if-marks.ts'

interface EventsRowProps {
  /** Its number in the view, from 1. */
  readonly row: number
  /** Absent while it is on its way. */
  readonly event: EventRow | undefined
  readonly marks: TypeMarks
  readonly times: 'known' | 'unknown'
  readonly firstVersion: 0 | 1
  readonly topPx: number
  readonly when: RowWhen
  /** What the active what-if does here. */
  readonly whatIf: WhatIfMark | undefined
  readonly selected: boolean
  readonly onSelect: (row: number) => void
  readonly onOpen: (position: Position) => void
}

/** The id of a row's element, for aria-activedescendant. */
export function rowId(row: number): string {
  return `events-row-${row}`
}

export const EventsRow = memo(function EventsRow({
  row,
  event,
  marks,
  times,
  firstVersion,
  topPx,
  when,
  whatIf,
  selected,
  onSelect,
  onOpen,
}: EventsRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and its keys do the same
    <div
      id={rowId(row)}
      role="row"
      aria-rowindex={row}
      aria-selected={selected}
      aria-busy={event === undefined ? true : undefined}
      className={`events-row events-row-${when}${event?.mark === undefined ? '' : ' events-row-marked'}${whatIf?.did === undefined ? '' : ` events-row-${whatIf.did}`}`}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onSelect(row)}
      onDoubleClick={() => event && onOpen(event.position)}
    >
      {event === undefined ? (
        <PendingCells />
      ) : (
        <EventCells
          event={event}
          mark={typeMark(marks, event.type)}
          whatIf={whatIf}
          times={times}
          firstVersion={firstVersion}
        />
      )}
    </div>
  )
})
