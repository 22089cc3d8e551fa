import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { NeighbourOf, Sought } from '../state/neighbours.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

interface Kind {
  readonly of: NeighbourOf
  readonly text: string
  readonly icon: IconName
  readonly keys: Readonly<Record<Sought, string>>
}

const kinds: readonly Kind[] = [
  { of: 'type', text: 'Type', icon: 'type', keys: { previous: '[', next: ']' } },
  { of: 'stream', text: 'Stream', icon: 'layers', keys: { previous: '{', next: '}' } },
  { of: 'correlation', text: 'Correlation', icon: 'link', keys: { previous: '(', next: ')' } },
]

/** Ways from the selected event to the next and the previous one of its type, its stream and its correlation. */
export function NeighbourButtons({ explorer }: { readonly explorer: ExplorerStore }) {
  const none = useStore(explorer, (state) => state.selected === undefined)
  return kinds.map((kind) => (
    <span key={kind.of} className="log-neighbours">
      <Step explorer={explorer} kind={kind} sought="previous" disabled={none} />
      <span className="log-neighbours-name" title={`Same ${kind.of}`} aria-hidden="true">
        <Icon name={kind.icon} />
        <span className="log-neighbours-text">{kind.text}</span>
      </span>
      <Step explorer={explorer} kind={kind} sought="next" disabled={none} />
    </span>
  ))
}

interface StepProps {
  readonly explorer: ExplorerStore
  readonly kind: Kind
  readonly sought: Sought
  readonly disabled: boolean
}

function Step({ explorer, kind: { of, keys }, sought, disabled }: StepProps) {
  const name = `${sought === 'next' ? 'Next' : 'Previous'} of the same ${of}`
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={name}
      aria-keyshortcuts={keys[sought]}
      title={`${name} (${keys[sought]})`}
      disabled={disabled}
      onClick={() => explorer.getState().goToNeighbour(of, sought)}
    >
      <Icon name={sought === 'next' ? 'down' : 'up'} />
    </button>
  )
}
