import { useStore } from 'zustand'
import type { Event } from '../../core/event.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { EventRow } from '../../core/log-index.ts'
import { isMasked } from '../../core/mask.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type Around, type Inspected, MAX_EFFECTS } from '../state/inspector-slice.ts'
import { countText } from '../ui/count-text.ts'

interface CausationProps {
  readonly explorer: ExplorerStore
  readonly inspected: Inspected
}

/** What made the event happen and what it made happen, as the events' metadata names it. */
export function Causation({ explorer, inspected: { event, around } }: CausationProps) {
  return (
    <>
      <section className="inspector-part" aria-label="Cause" aria-busy={around === undefined}>
        <div className="inspector-part-head">
          <h3 className="inspector-part-title">Cause</h3>
          <button
            type="button"
            className="link"
            title="What it belongs to, as a tree with the time of each step (C)"
            onClick={() => explorer.getState().openCorrelationOf(event.position)}
          >
            Whole correlation
          </button>
        </div>
        {around && <Cause explorer={explorer} around={around} />}
      </section>
      <section className="inspector-part" aria-label="Effects" aria-busy={around === undefined}>
        <div className="inspector-part-head">
          <h3 className="inspector-part-title">Effects</h3>
          {around && around.effects.length > 0 && (
            <span className="quiet">
              {around.effects.length === MAX_EFFECTS ? `the first ${MAX_EFFECTS}` : countText(around.effects.length)}
            </span>
          )}
        </div>
        {around?.effects.length === 0 && <p className="inspector-none quiet">None</p>}
        {around?.effects.map((effect) => (
          <EventLink key={effect.position} explorer={explorer} event={effect} />
        ))}
      </section>
    </>
  )
}

const CAUSATION: PayloadPath = { of: 'metadata', steps: ['causationId'] }

interface CauseProps {
  readonly explorer: ExplorerStore
  readonly around: Around
}

function Cause({ explorer, around: { cause, causationId } }: CauseProps) {
  const hidden = useStore(explorer, (state) => isMasked(CAUSATION, state.activeMasks))
  if (cause) return <EventLink explorer={explorer} event={cause} />
  return (
    <p className="inspector-none quiet">
      {causationId === undefined ? 'None named' : `Event ${hidden ? '***' : causationId} is not in this store`}
    </p>
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
