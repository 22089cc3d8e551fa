import { useStore } from 'zustand'
import { maskedEvent } from '../../core/mask.ts'
import { type Composing, MAX_BETWEEN } from '../state/composing.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { timeText } from '../ui/time-text.ts'

interface BetweenProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

/** After a conflict: what somebody else appended meanwhile, and how to go on from there. */
export function Between({ explorer, composing: { between, failure } }: BetweenProps) {
  const firstVersion = useStore(explorer, firstVersionOf)
  const masks = useStore(explorer, (state) => state.activeMasks)
  const zone = useStore(explorer, (state) => state.zone)
  if (failure?.code !== 'wrong-expected-version') return null
  return (
    <section className="between" aria-label="What came between">
      {between.length > 0 && <p>Appended to the stream meanwhile:</p>}
      <ol className="between-events">
        {between.map((event) => (
          <li key={event.position}>
            <strong>{event.type}</strong> <span className="quiet">@{ownVersion(event.version, firstVersion)}</span>{' '}
            <span className="quiet">{timeText(event.createdAtUs, zone)}</span>
            <div className="mono between-data">{maskedEvent(event, masks).data}</div>
          </li>
        ))}
      </ol>
      {between.length === MAX_BETWEEN && (
        <p className="quiet">There may be more: the first {MAX_BETWEEN} are listed.</p>
      )}
      <button type="button" className="button" onClick={() => void explorer.getState().expectHead()}>
        Expect the version it has now
      </button>
    </section>
  )
}
