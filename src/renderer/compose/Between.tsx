import { useStore } from 'zustand'
import { type Composing, MAX_BETWEEN } from '../state/composing.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { utcText } from '../ui/utc-text.ts'

interface BetweenProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

/** After a conflict: what somebody else appended meanwhile, and how to go on from there. */
export function Between({ explorer, composing: { between, failure } }: BetweenProps) {
  const firstVersion = useStore(explorer, firstVersionOf)
  if (failure?.code !== 'wrong-expected-version') return null
  return (
    <section className="between" aria-label="What came between">
      {between.length > 0 && <p>Appended to the stream meanwhile:</p>}
      <ol className="between-events">
        {between.map((event) => (
          <li key={event.position}>
            <strong>{event.type}</strong> <span className="quiet">@{ownVersion(event.version, firstVersion)}</span>{' '}
            <span className="quiet">{utcText(event.createdAtUs)}</span>
            <div className="mono between-data">{event.data}</div>
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
