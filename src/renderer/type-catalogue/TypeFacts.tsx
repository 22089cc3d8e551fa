import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { EventRow } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ShownType } from '../state/type-catalogue-slice.ts'
import { countText } from '../ui/count-text.ts'
import { isoText, secondText, zoneText } from '../ui/time-text.ts'
import { PositionLink } from './PositionLink.tsx'
import { shareText } from './share-text.ts'

interface TypeFactsProps {
  readonly explorer: ExplorerStore
  readonly shown: ShownType
}

/** How many events of the type there are, and the first and the last of them. */
export function TypeFacts({ explorer, shown: { type, first, last } }: TypeFactsProps) {
  const events = useStore(explorer, (state) => state.typeSummaries.find(({ name }) => name === type)?.events ?? 0)
  const all = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  return (
    <dl className="type-facts">
      <Fact name="Events">
        {countText(events)} <span className="quiet">· {shareText(events, all)} of all</span>
      </Fact>
      <Fact name="First seen">{first && <Seen explorer={explorer} event={first} />}</Fact>
      <Fact name="Last seen">{last && <Seen explorer={explorer} event={last} />}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="type-fact">
      <dt className="quiet">{name}</dt>
      <dd>{children ?? '…'}</dd>
    </div>
  )
}

function Seen({ explorer, event }: { readonly explorer: ExplorerStore; readonly event: EventRow }) {
  const zone = useStore(explorer, (state) => state.zone)
  const knowsTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  const { position, createdAtUs } = event
  return (
    <>
      <PositionLink explorer={explorer} position={position} />
      {knowsTimes && (
        <time className="quiet" dateTime={isoText(createdAtUs)}>
          {secondText(createdAtUs, zone)} {zoneText(createdAtUs, zone)}
        </time>
      )}
    </>
  )
}
