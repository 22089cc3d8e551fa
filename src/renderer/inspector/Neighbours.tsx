import { linksOf } from '../../core/metadata.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Inspected } from '../state/inspector-slice.ts'
import type { NeighbourOf, Sought } from '../state/neighbours.ts'
import { Icon } from '../ui/Icon.tsx'

interface NeighboursProps {
  readonly explorer: ExplorerStore
  readonly inspected: Inspected
}

/** Ways to the events before and after this one: of its stream, of its type, of its correlation. */
export function Neighbours({ explorer, inspected: { event, around } }: NeighboursProps) {
  const { goToNeighbour, selectEvent } = explorer.getState()
  const correlated = linksOf(event.metadata).correlationId !== undefined
  return (
    <div className="neighbours">
      <Pair
        of="stream"
        ends={{ previous: around?.previous === undefined, next: around?.next === undefined }}
        onGo={(sought) => {
          const to = around?.[sought]
          if (to) selectEvent(to.position)
        }}
      />
      <Pair of="type" onGo={(sought) => goToNeighbour('type', sought)} />
      <Pair
        of="correlation"
        ends={{ previous: !correlated, next: !correlated }}
        onGo={(sought) => goToNeighbour('correlation', sought)}
      />
    </div>
  )
}

const names: Readonly<Record<NeighbourOf, string>> = { stream: 'Stream', type: 'Type', correlation: 'Correlation' }

interface PairProps {
  readonly of: NeighbourOf
  /** Where there is none. */
  readonly ends?: Readonly<Record<Sought, boolean>>
  readonly onGo: (sought: Sought) => void
}

function Pair({ of, ends, onGo }: PairProps) {
  const button = (sought: Sought) => {
    const isEnd = ends?.[sought] ?? false
    const label = `${sought === 'next' ? 'Next' : 'Previous'} in ${of}`
    return (
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={label}
        title={label}
        aria-disabled={isEnd}
        onClick={() => !isEnd && onGo(sought)}
      >
        <Icon name={sought === 'next' ? 'right' : 'left'} />
      </button>
    )
  }
  return (
    <div className="neighbour-pair">
      {button('previous')}
      <span className="neighbour-name quiet">{names[of]}</span>
      {button('next')}
    </div>
  )
}
