import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { EffectsSummary } from '../../state/projection-port.ts'
import { counted, countText } from '../../ui/count-text.ts'
import { EventLink } from './EventLink.tsx'

interface EffectsListProps {
  readonly explorer: ExplorerStore
  readonly effects: EffectsSummary
}

/** The events that a projection emitted and what it logged: shown, never written. */
export function EffectsList({ explorer, effects }: EffectsListProps) {
  const { emittedCount, emitted, loggedCount, logged } = effects
  return (
    <>
      {emittedCount > 0 && (
        <>
          <p className="diff-total">
            <b>{counted(emittedCount, 'event')} emitted</b>
            <span className="quiet">: shown, never written.{firstText(emitted.length, emittedCount)}</span>
          </p>
          <ol className="failures">
            {emitted.map(({ position, event }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
              <li key={place} className="failure">
                <EventLink explorer={explorer} position={position} />
                <span className="failure-key mono" title={event.stream}>
                  {event.stream}
                </span>
                <span className="failure-message">
                  {event.isLink ? 'link to' : event.type} <span className="mono">{event.data}</span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      {loggedCount > 0 && (
        <>
          <p className="diff-total">
            <b>{counted(loggedCount, 'line')} logged.</b>
            <span className="quiet">{firstText(logged.length, loggedCount)}</span>
          </p>
          <ol className="failures">
            {logged.map(({ position, message }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
              <li key={place} className="failure">
                <EventLink explorer={explorer} position={position} />
                <span className="failure-message mono">{message}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function firstText(shown: number, count: number): string {
  return shown < count ? ` The first ${countText(shown)}:` : ''
}
