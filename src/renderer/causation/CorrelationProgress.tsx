import type { Correlation } from '../state/correlation-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'

interface CorrelationProgressProps {
  readonly explorer: ExplorerStore
  readonly correlation: Correlation
}

/** How far reading has come, and how to stop it or go on; what there is to say where there is nothing. */
export function CorrelationProgress({ explorer, correlation: { of, events, phase } }: CorrelationProgressProps) {
  const { stopCorrelation, readOnCorrelation } = explorer.getState()
  const isCorrelation = of.kind === 'correlation'
  return (
    <p className="correlation-progress" role="status">
      {phase === 'reading' && (
        <>
          Reading: {counted(events.length, 'event')} so far{' '}
          <button type="button" className="link" onClick={stopCorrelation}>
            Stop
          </button>
        </>
      )}
      {phase === 'partly' && (
        <>
          {counted(events.length, 'event')} read; there may be more.{' '}
          {isCorrelation && (
            <button type="button" className="link" onClick={readOnCorrelation}>
              Read on
            </button>
          )}
        </>
      )}
      {phase === 'whole' && events.length === 0 && (isCorrelation ? unnamed : 'There is no such event in this store.')}
      {phase === 'whole' && !isCorrelation && events.length === 1 && alone}
    </p>
  )
}

const unnamed = 'No event of this store names this correlation.'

const alone = 'This event names no correlation and no cause that is in the store, and no event names it as its cause.'
