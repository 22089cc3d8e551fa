import type { ReactNode } from 'react'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { Icon } from '../../ui/Icon.tsx'
import { EventLink } from './EventLink.tsx'

interface ProjectionFaultsProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** Why a projection ended, or why the event at the playhead could not be folded. */
export function ProjectionFaults({ explorer, tab: { id, status, view } }: ProjectionFaultsProps) {
  if (status.kind === 'failed') {
    const { message, code, line, column, position } = status.error
    return (
      <Fault>
        <span>
          {message} <code className="mono">{code}</code>
          {line !== undefined && (
            <button type="button" className="link" onClick={() => explorer.getState().showLine(id, line)}>
              {' '}
              · line {column === undefined ? line : `${line}:${column}`}
            </button>
          )}
          {position !== undefined && <EventLink explorer={explorer} position={position} />}
        </span>
      </Fault>
    )
  }
  const stoppedAt = 'stoppedAt' in status ? status.stoppedAt : undefined
  if (stoppedAt !== undefined)
    return (
      <Fault>
        <span>
          The fold ended at <EventLink explorer={explorer} position={stoppedAt} />, which could not be folded.{' '}
          <button type="button" className="link" onClick={() => explorer.getState().setFailurePolicy(id, 'continue')}>
            Go on past failures
          </button>
        </span>
      </Fault>
    )
  if (view?.failure === undefined) return null
  const { key, message, position } = view.failure
  return (
    <Fault>
      <span>
        <EventLink explorer={explorer} position={position} /> could not be folded into{' '}
        <span className="mono">{key}</span>: {message}
      </span>
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
