import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { typeMark, typeMarks } from '../state/type-mark.ts'
import { countText } from '../ui/count-text.ts'
import { timeText, zoneText } from '../ui/time-text.ts'
import '../ui/type-mark.css'
import './pointed-card.css'

/** The event under the pointer, below the timeline, where it is in nobody's way; keys find the same in the log and the inspector. */
export function PointedCard({ explorer }: { readonly explorer: ExplorerStore }) {
  const event = useStore(explorer, (state) => state.pointedEvent)
  const types = useStore(explorer, (state) => state.types)
  const zone = useStore(explorer, (state) => state.zone)
  const first = useStore(explorer, firstVersionOf)
  const hasTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  if (event === undefined) return null
  const mark = typeMark(typeMarks(types), event.type)
  return (
    <div className="timeline-card" aria-hidden="true">
      <p className="timeline-card-head">
        <span className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
        <strong>{event.type}</strong>
        <span className="timeline-card-stream">
          {event.stream}@{ownVersion(event.version, first)}
        </span>
      </p>
      <p className="quiet">
        {countText(event.position)}
        {hasTimes && ` · ${timeText(event.createdAtUs, zone)} ${zoneText(event.createdAtUs, zone)}`}
      </p>
      <p className="timeline-card-data">{event.preview}</p>
    </div>
  )
}
