// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { memo } from 'react'
import type { EventRow } from '../../core/log-index.ts'
import { ownVersion } from '../state/own-version.ts'
import type { TypeMark } from '../state/type-mark.ts'
import { counted } from '../ui/count-text.ts'
import { utcText } from '../ui/utc-text.ts'
import type { WhatIfMark } from './what-if-marks.ts'
import '../ui/type-mark.css'

interface EventCellsProps {
  readonly event: EventRow
  readonly mark: TypeMark
  /** What the active what-if does here. */
  readonly whatIf: WhatIfMark | undefined
  /** Whether the store knows when its events happened. */
  readonly times: 'known' | 'unknown'
  /** What the store's own users call a stream's first version. */
  readonly firstVersion: 0 | 1
}

export const EventCells = memo(function EventCells({ event, mark, whatIf, times, firstVersion }: EventCellsProps) {
  return (
    <>
      <span role="gridcell" aria-colindex={1} className="events-cell events-position">
        {event.position}
      </span>
      <span role="gridcell" aria-colindex={2} className="events-cell events-time">
        {times === 'known' && <EventTime atUs={event.createdAtUs} />}
      </span>
      <span
        role="gridcell"
        aria-colindex={3}
        className="events-cell events-type"
        title={event.mark ? `${event.type} (${event.mark})` : event.type}
      >
        <span aria-hidden="true" className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
        <span className="events-clip">{event.type}</span>
        {event.mark && <span className="visually-hidden">{event.mark}</span>}
        {whatIf && <WhatIfBadge mark={whatIf} />}
      </span>
      <span role="gridcell" aria-colindex={4} className="events-cell events-stream" title={event.stream}>
        <span className="events-clip">{event.stream}</span>
        <span className="events-version">@{ownVersion(event.version, firstVersion)}</span>
      </span>
      <span role="gridcell" aria-colindex={5} className="events-cell events-data">
        {event.mark && (
          <span aria-hidden="true" className="badge events-mark">
            {event.mark}
          </span>
        )}
        <span className="events-preview">{event.mark === 'purged' ? '' : event.preview}</span>
      </span>
    </>
  )
})

function WhatIfBadge({ mark: { did, inserted } }: { readonly mark: WhatIfMark }) {
  const added = inserted === 0 ? undefined : `${counted(inserted, 'event')} inserted after it`
  return (
    <span className="badge events-what-if" title={[did, added].filter((part) => part !== undefined).join(', ')}>
      {did && <span className="events-what-if-did">{did}</span>}
      {inserted > 0 && (
        <span className="events-what-if-added">
          +{inserted}
          <span className="visually-hidden"> inserted</span>
        </span>
      )}
    </span>
  )
}

/** In parts, so that the less telling ones can go where there is little room. */
function EventTime({ atUs }: { readonly atUs: number }) {
  const time = utcText(atUs)
  return (
    <time dateTime={`${time.replace(' ', 'T')}Z`} title={`${time} UTC`}>
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
export function PendingCells() {
  return [1, 2, 3, 4, 5].map((column) => (
    <span key={column} role="gridcell" aria-colindex={column} className="events-cell events-pending" />
  ))
}
