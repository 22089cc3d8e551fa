import type { ReactNode } from 'react'
import type { Position } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { counted, countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'

interface ProjectionFaultsProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** Why a projection ended, or which events its handlers threw on. */
export function ProjectionFaults({ explorer, tab: { status, view } }: ProjectionFaultsProps) {
  if (status.kind === 'failed') {
    const { message, code, line, column, position } = status.error
    return (
      <Fault>
        <span>
          {message} <code className="mono">{code}</code>
          {line !== undefined && <span> · line {column === undefined ? line : `${line}:${column}`}</span>}
          {position !== undefined && <EventLink explorer={explorer} position={position} />}
        </span>
      </Fault>
    )
  }
  if (status.kind === 'compiling' || status.failures.count === 0) return null
  const { count, first } = status.failures
  const here = view?.failure ?? first[0]
  return (
    <Fault>
      <details>
        <summary>
          {counted(count, 'event')} could not be folded; their cells stayed as they were.
          {here && (
            <>
              {' '}
              {view?.failure ? 'Here' : 'First'}: {here.message}
              <EventLink explorer={explorer} position={here.position} />
            </>
          )}
        </summary>
        <ol className="failures">
          {first.map(({ position, key, message, line }) => (
            <li key={`${position} ${key}`}>
              <EventLink explorer={explorer} position={position} />
              <span className="mono">{key}</span> {message}
              {line !== undefined && <span className="quiet"> line {line}</span>}
            </li>
          ))}
        </ol>
      </details>
    </Fault>
  )
}

function Fault({ children }: { readonly children: ReactNode }) {
  return (
    <div className="fault note note-failure" role="alert">
      <Icon name="warning" />
      {children}
    </div>
  )
}

interface EventLinkProps {
  readonly explorer: ExplorerStore
  readonly position: Position
}

export function EventLink({ explorer, position }: EventLinkProps) {
  return (
    <button
      type="button"
      className="link event-number"
      title={`Go to the event at position ${countText(position)}`}
      onClick={(event) => {
        event.preventDefault()
        explorer.getState().selectEvent(position)
      }}
    >
      #{countText(position)}
    </button>
  )
}
