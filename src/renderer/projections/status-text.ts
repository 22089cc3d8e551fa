import type { Position } from '../../core/event.ts'
import type { TabStatus } from '../state/projection-tab.ts'
import { countText } from '../ui/count-text.ts'

/** How a projection fares, in a word or two. */
export function statusText(status: TabStatus, head: Position): string {
  if ('stoppedAt' in status && status.stoppedAt !== undefined) return `Stopped at ${countText(status.stoppedAt)}`
  switch (status.kind) {
    case 'compiling':
      return 'Compiling…'
    case 'folding':
      return `Folding… ${shareText(status.position, head)}`
    case 'stopped':
      return `Stopped at ${shareText(status.position, head)}`
    case 'live':
      return status.failures.count > 0 ? 'Live, with failures' : 'Live'
    case 'failed':
      return 'Failed'
  }
}

function shareText(position: Position, head: Position): string {
  return `${head === 0 ? 0 : Math.floor((position / head) * 100)} %`
}

export function statusTone(status: TabStatus): 'quiet' | 'good' | 'bad' {
  if (status.kind === 'failed') return 'bad'
  if (status.kind !== 'live') return 'quiet'
  return status.failures.count > 0 ? 'bad' : 'good'
}
