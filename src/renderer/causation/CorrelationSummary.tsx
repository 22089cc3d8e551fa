import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted, countText } from '../ui/count-text.ts'
import { durationText } from '../ui/duration-text.ts'
import type { CausalSummary } from './causal-summary.ts'

interface CorrelationSummaryProps {
  readonly explorer: ExplorerStore
  readonly summary: CausalSummary
  readonly times: 'known' | 'unknown'
}

/** How many events in how many streams, how long all took, and which step took longest. */
export function CorrelationSummary({ explorer, summary, times }: CorrelationSummaryProps) {
  const { events, streams, fromUs, toUs, forks, depth, longest } = summary
  if (events === 0) return null
  return (
    <p className="correlation-summary">
      <span>
        {counted(events, 'event')} in {counted(streams, 'stream')}
      </span>
      {times === 'known' && (
        <span title="From the earliest event to the latest">{durationText(toUs - fromUs)} in all</span>
      )}
      {times === 'known' && longest && (
        <span>
          longest step{' '}
          <button
            type="button"
            className="link"
            title={`${longest.node.event.type} in ${longest.node.event.stream}`}
            onClick={() => explorer.getState().selectEvent(longest.node.event.position)}
          >
            {longest.node.event.type} +{durationText(longest.us)}
          </button>
        </span>
      )}
      <span title="Most events from a first cause to an effect">{countText(depth)} deep</span>
      <span title="Events that caused more than one other">{counted(forks, 'fork')}</span>
    </p>
  )
}
