import type { Event } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type Inspected, MAX_EFFECTS } from '../state/inspector-slice.ts'
import { countText } from '../ui/count-text.ts'

interface CausationProps {
  readonly explorer: ExplorerStore
  readonly inspected: Inspected
}

/** What made the event happen and what it made happen, as the events' metadata names it. */
export function Causation({ explorer, inspected: { cause, causationId, effects } }: CausationProps) {
  return (
    <>
      <section className="inspector-part" aria-label="Cause">
        <div className="inspector-part-head">
          <h3 className="inspector-part-title">Cause</h3>
        </div>
        {cause && <EventLink explorer={explorer} event={cause} />}
        {cause === undefined && (
          <p className="inspector-none quiet">
            {causationId === undefined ? 'None named' : `Event ${causationId} is not in this store`}
          </p>
        )}
      </section>
      <section className="inspector-part" aria-label="Effects">
        <div className="inspector-part-head">
          <h3 className="inspector-part-title">Effects</h3>
          {effects.length > 0 && (
            <span className="quiet">
              {effects.length === MAX_EFFECTS ? `the first ${MAX_EFFECTS}` : countText(effects.length)}
            </span>
          )}
        </div>
        {effects.length === 0 && <p className="inspector-none quiet">None</p>}
        {effects.map((effect) => (
          <EventLink key={effect.position} explorer={explorer} event={effect} />
        ))}
      </section>
    </>
  )
}

interface EventLinkProps {
  readonly explorer: ExplorerStore
  readonly event: Pick<Event | EventRow, 'type' | 'stream' | 'position'>
}

function EventLink({ explorer, event: { type, stream, position } }: EventLinkProps) {
  return (
    <button
      type="button"
      className="event-link"
      title={`${type} in ${stream}`}
      onClick={() => explorer.getState().selectEvent(position)}
    >
      <span className="event-link-type">{type}</span>
      <span className="event-link-stream quiet">{stream}</span>
      <span className="event-link-position quiet">#{countText(position)}</span>
    </button>
  )
}
