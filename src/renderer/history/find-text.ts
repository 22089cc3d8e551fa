import type { Position } from '../../core/event.ts'
import type { Finding, HitSought, Seeking } from '../state/history-slice.ts'
import { counted, countText } from '../ui/count-text.ts'

/** How a search fares, in a sentence. */
export function findingText(finding: Finding): string {
  const { phase, total, holding, upTo, progress } = finding
  const found = total === 0 ? 'Nothing' : counted(total, 'crossing')
  switch (phase) {
    case 'running':
      return `${found} so far${progressText(progress?.position, upTo)}`
    case 'stopped':
      return `${found} before it was stopped${progressText(progress?.position, upTo)}`
    case 'failed':
      return 'The search failed'
    case 'done': {
      const first = total === 0 ? 'Nothing found' : found
      return holding === undefined
        ? first
        : `${first}; ${counted(holding, 'key')} ${holding === 1 ? 'fits' : 'fit'} at ${countText(upTo)}`
    }
  }
}

const soughtTexts: Readonly<Record<HitSought, string>> = {
  first: 'The first',
  previous: 'The previous',
  next: 'The next',
  last: 'The last',
}

/** How the search for one hit fares; '' once it is found, which the playhead tells. */
export function seekingText({ sought, phase, progress }: Seeking): string {
  switch (phase) {
    case 'running':
      return `${soughtTexts[sought]} is being sought${progress === undefined ? '' : `: ${countText(progress.events)} events so far`}`
    case 'none':
      return sought === 'next' || sought === 'previous'
        ? `None ${sought === 'next' ? 'after' : 'before'} the playhead`
        : 'None in this part of the history'
    case 'failed':
      return 'The search failed'
    case 'found':
      return ''
  }
}

function progressText(at: Position | undefined, upTo: Position): string {
  return at === undefined ? '' : ` · at ${countText(at)} of ${countText(upTo)}`
}
