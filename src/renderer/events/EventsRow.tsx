// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { type MouseEvent, memo } from 'react'
import type { Position } from '../../core/event.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { EventRow } from '../../core/log-index.ts'
import { type TypeMarks, typeMark } from '../state/type-mark.ts'
import type { ValueCache } from '../state/value-cache.ts'
import type { Telling } from './cell-value.ts'
import { EventCells, PendingCells } from './EventCells.tsx'
import type { GridColumn } from './grid-columns.ts'
import type { RowWhen } from './row-when.ts'
import type { WhatIfMark } from './what-if-marks.ts'

interface EventsRowProps {
  /** Its number in the view, from 1. */
  readonly row: number
  /** Absent while it is on its way. */
  readonly event: EventRow | undefined
  readonly columns: readonly GridColumn[]
  readonly values: ValueCache
  readonly masks: readonly PayloadPath[]
  readonly marks: TypeMarks
  readonly telling: Telling
  readonly topPx: number
  readonly when: RowWhen
  /** What the active what-if does here. */
  readonly whatIf: WhatIfMark | undefined
  readonly selected: boolean
  /** Whether the keys are at this row. */
  readonly active: boolean
  readonly activeCell: number | undefined
  readonly onSelect: (row: number, event: MouseEvent) => void
  readonly onOpen: (position: Position) => void
}

/** The id of a row's element, for aria-activedescendant. */
export function rowId(row: number): string {
  return `events-row-${row}`
}

export const EventsRow = memo(function EventsRow(props: EventsRowProps) {
  const { row, event, columns, topPx, selected, onSelect, onOpen } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and its keys do the same
    <div
      id={rowId(row)}
      role="row"
      aria-rowindex={row}
      aria-selected={selected}
      aria-busy={event === undefined ? true : undefined}
      className={rowClass(props)}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={(click) => onSelect(row, click)}
      onDoubleClick={() => event && onOpen(event.position)}
    >
      {event === undefined ? (
        <PendingCells columns={columns} />
      ) : (
        <EventCells
          row={row}
          event={event}
          columns={columns}
          values={props.values}
          masks={props.masks}
          mark={typeMark(props.marks, event.type)}
          whatIf={props.whatIf}
          telling={props.telling}
          activeCell={props.activeCell}
        />
      )}
    </div>
  )
})

function rowClass({ event, when, whatIf, active }: EventsRowProps): string {
  const marked = event?.mark === undefined ? '' : ' events-row-marked'
  const changed = whatIf?.did === undefined ? '' : ` events-row-${whatIf.did}`
  return `events-row events-row-${when}${marked}${changed}${active ? ' events-row-active' : ''}`
}
