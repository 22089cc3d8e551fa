import type { Position } from '../../core/event.ts'
import type { ProjectionStatus } from '../state/projection-port.ts'
import { countText } from '../ui/count-text.ts'

/** How a projection fares, in a word or two. */
export function statusText(status: ProjectionStatus, head: Position): string {
  if ('stoppedAt' in status && status.stoppedAt !== undefined) return `Stopped at ${countText(status.stoppedAt)}`
  switch (status.kind) {
    case 'compiling':
      return 'Compiling…'
    case 'folding':
      return `Folding… ${head === 0 ? 0 : Math.floor((status.position / head) * 100)} %`
    case 'live':
      return status.failures.count > 0 ? 'Live, with failures' : 'Live'
    case 'failed':
      return 'Failed'
  }
}

export function statusTone(status: ProjectionStatus): 'quiet' | 'good' | 'bad' {
  if (status.kind === 'failed') return 'bad'
  if (status.kind !== 'live') return 'quiet'
  return status.failures.count > 0 ? 'bad' : 'good'
}
