// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { memo } from 'react'
import type { Position, StreamName } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import { ownVersion } from '../state/own-version.ts'
import type { Zone } from '../state/settings-store.ts'
import { type TypeMarks, typeMark } from '../state/type-mark.ts'
import { isoText, secondText, zoneText } from '../ui/time-text.ts'
import type { RowWhen } from './row-when.ts'
import '../ui/type-mark.css'

interface LaneRowProps {
  /** Its number among the rows of all lanes, from 1. */
  readonly row: number
  /** Absent while it is on its way. */
  readonly event: EventRow | undefined
  readonly streams: readonly StreamName[]
  readonly marks: TypeMarks
  readonly zone: Zone
  readonly firstVersion: 0 | 1
  readonly times: 'known' | 'unknown'
  readonly topPx: number
  readonly when: RowWhen
  readonly selected: boolean
  readonly onSelect: (row: number) => void
  readonly onOpen: (position: Position) => void
}

/** The id of a row's element, for aria-activedescendant. */
export function laneRowId(row: number): string {
  return `lanes-row-${row}`
}

/** An event in the lane of its stream; the other lanes have nothing in this row. */
export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { row, event, times, topPx, when, selected, onSelect, onOpen } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and its keys do the same
    <div
      id={laneRowId(row)}
      role="row"
      aria-rowindex={row}
      aria-selected={selected}
      aria-busy={event === undefined ? true : undefined}
      className={`events-row events-row-${when}${selected ? ' events-row-active' : ''}`}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onSelect(row)}
      onDoubleClick={() => event && onOpen(event.position)}
    >
      <span role="gridcell" aria-colindex={1} className={`events-cell lane-when${event ? '' : ' events-pending'}`}>
        <span className="events-position lane-position">{event?.position}</span>
        {event && times === 'known' && <LaneTime atUs={event.createdAtUs} zone={props.zone} />}
      </span>
      {event && <Card {...props} event={event} />}
    </div>
  )
})

function LaneTime({ atUs, zone }: { readonly atUs: number; readonly zone: Zone }) {
  const time = secondText(atUs, zone)
  return (
    <time className="lane-time" dateTime={isoText(atUs)} title={`${time} ${zoneText(atUs, zone)}`}>
      <span className="lane-date">{time.slice(0, 11)}</span>
      {time.slice(11)}
    </time>
  )
}

function Card({ event, streams, marks, firstVersion }: LaneRowProps & { readonly event: EventRow }) {
  const place = streams.indexOf(event.stream)
  const { hue, shape } = typeMark(marks, event.type)
  return (
    <span role="gridcell" aria-colindex={place + 2} className="lane-cell" style={{ gridColumn: place + 2 }}>
      <span className={`lane-card${event.mark === undefined ? '' : ' lane-card-marked'}`} title={event.type}>
        <span aria-hidden="true" className={`type-mark type-hue-${hue} type-shape-${shape}`} />
        <span className="lane-type">{event.type}</span>
        <span className="events-version">@{ownVersion(event.version, firstVersion)}</span>
        <span className="events-preview lane-preview">{event.mark === 'purged' ? '' : event.preview}</span>
      </span>
    </span>
  )
}
