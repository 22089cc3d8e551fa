import type { Asked } from '../../state/asked.ts'
import { countText } from '../../ui/count-text.ts'

interface AskedStateProps {
  readonly asked: Asked<unknown>
  /** What to say where nothing was asked. */
  readonly nothing: string
  readonly onStop?: () => void
}

/** What there is in place of an answer until it is here. */
export function AskedState({ asked, nothing, onStop }: AskedStateProps) {
  switch (asked.kind) {
    case 'nothing':
      return <p className="panel-empty">{nothing}</p>
    case 'asking':
      return (
        <p className="panel-empty" role="status">
          {asked.progress ? `${countText(asked.progress.events)} events folded…` : 'Asking…'}{' '}
          {onStop && (
            <button type="button" className="button button-small" onClick={onStop}>
              Stop
            </button>
          )}
        </p>
      )
    case 'failed':
      return (
        <p className="note note-failure" role="alert">
          {asked.message}
        </p>
      )
    case 'answered':
      return null
  }
}
