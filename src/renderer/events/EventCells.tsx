// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { memo, type ReactNode } from 'react'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { EventRow } from '../../core/log-index.ts'
import { ownVersion } from '../state/own-version.ts'
import type { TypeMark } from '../state/type-mark.ts'
import type { ValueCache } from '../state/value-cache.ts'
import { isoText, timeText, zoneText } from '../ui/time-text.ts'
import { cellText, isNumber, shownValue, type Telling } from './cell-value.ts'
import type { GridColumn } from './grid-columns.ts'
import { WhatIfBadge } from './WhatIfBadge.tsx'
import type { WhatIfMark } from './what-if-marks.ts'
import '../ui/type-mark.css'

interface EventCellsProps {
  /** Its number in the view, from 1. */
  readonly row: number
  readonly event: EventRow
  readonly columns: readonly GridColumn[]
  readonly values: ValueCache
  readonly masks: readonly PayloadPath[]
  readonly mark: TypeMark
  /** What the active what-if does here. */
  readonly whatIf: WhatIfMark | undefined
  readonly telling: Telling
  /** The place of the active cell among the columns, where this row has it. */
  readonly activeCell: number | undefined
}

/** The id of a cell's element, for aria-activedescendant. */
export function cellId(row: number, place: number): string {
  return `events-cell-${row}-${place + 1}`
}

export const EventCells = memo(function EventCells(props: EventCellsProps) {
  const { row, event, columns, telling, activeCell } = props
  return columns.map((column, place) => {
    const value = shownValue(props.values, row, column, props.masks)
    const text = cellText(column, event, value, telling)
    const isActive = place === activeCell
    return (
      <span
        key={column.name}
        id={isActive ? cellId(row, place) : undefined}
        role="gridcell"
        aria-colindex={place + 1}
        aria-busy={text === undefined ? true : undefined}
        className={`events-cell ${cellClass(column, value)}${isActive ? ' events-cell-active' : ''}`}
        title={cellTitle(column, event, text)}
      >
        {content(props, column, text)}
      </span>
    )
  })
})

function content({ event, mark, whatIf, telling }: EventCellsProps, { name }: GridColumn, text: string | undefined) {
  switch (name) {
    case 'time':
      return <EventTime atUs={event.createdAtUs} telling={telling} />
    case 'type':
      return <TypeName event={event} mark={mark} whatIf={whatIf} />
    case 'stream':
      return (
        <>
          <span className="events-clip">{event.stream}</span>
          <span className="events-version">@{ownVersion(event.version, telling.firstVersion)}</span>
        </>
      )
    case 'data':
      return <Preview event={event} text={text} />
    default:
      return text
  }
}

function cellClass({ name, path }: GridColumn, value: string | null | undefined): string {
  if (path === undefined) return `events-${name}`
  if (value === undefined) return 'events-value events-pending'
  return isNumber(value) ? 'events-value events-number' : 'events-value'
}

function cellTitle({ name }: GridColumn, event: EventRow, text: string | undefined): string | undefined {
  if (name === 'type' && event.mark) return `${event.type} (${event.mark})`
  return name === 'position' || name === 'time' || name === 'data' ? undefined : text
}

function TypeName({ event, mark, whatIf }: Pick<EventCellsProps, 'event' | 'mark' | 'whatIf'>) {
  return (
    <>
      <span aria-hidden="true" className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
      <span className="events-clip">{event.type}</span>
      {event.mark && <span className="visually-hidden">{event.mark}</span>}
      {whatIf && <WhatIfBadge mark={whatIf} />}
    </>
  )
}

function Preview({ event, text }: { readonly event: EventRow; readonly text: string | undefined }): ReactNode {
  return (
    <>
      {event.mark && (
        <span aria-hidden="true" className="badge events-mark">
          {event.mark}
        </span>
      )}
      <span className="events-preview">{text}</span>
    </>
  )
}

/** In parts, so that the less telling ones can go where there is little room. */
function EventTime({ atUs, telling: { zone } }: { readonly atUs: number; readonly telling: Telling }) {
  const time = timeText(atUs, zone)
  return (
    <time dateTime={isoText(atUs)} title={`${time} ${zoneText(atUs, zone)}`}>
      <span className="events-date">
        <span className="events-year">{time.slice(0, 5)}</span>
        {time.slice(5, 11)}
      </span>
      {time.slice(11, 19)}
      <span className="events-fraction">{time.slice(19)}</span>
    </time>
  )
}

/** Stands in for the cells of an event that is on its way. */
export function PendingCells({ columns }: { readonly columns: readonly GridColumn[] }) {
  return columns.map(({ name, path }, place) => (
    <span
      key={name}
      role="gridcell"
      aria-colindex={place + 1}
      className={`events-cell ${path === undefined ? `events-${name}` : 'events-value'} events-pending`}
    />
  ))
}
