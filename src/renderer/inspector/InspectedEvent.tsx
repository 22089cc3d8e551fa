import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Inspected } from '../state/inspector-slice.ts'
import { Causation } from './Causation.tsx'
import { EventHead } from './EventHead.tsx'
import { Facts, OwnFields } from './Facts.tsx'
import { InProjections } from './InProjections.tsx'
import { MarkNote } from './MarkNote.tsx'
import { Neighbours } from './Neighbours.tsx'
import { Payload } from './Payload.tsx'
import { WhatIfActions } from './WhatIfActions.tsx'

interface InspectedEventProps {
  readonly explorer: ExplorerStore
  readonly inspected: Inspected
}

export function InspectedEvent({ explorer, inspected }: InspectedEventProps) {
  const { event } = inspected
  const mark = event.mark ?? (event.purged && 'purged')
  return (
    <>
      <EventHead explorer={explorer} event={event} />
      <Neighbours explorer={explorer} inspected={inspected} />
      <div className="inspector-body">
        <Facts explorer={explorer} event={event} />
        {mark && <MarkNote event={event} mark={mark} />}
        {mark !== 'purged' && <Payload key={event.position} explorer={explorer} event={event} />}
        {event.own && event.own.length > 0 && <OwnFields fields={event.own} />}
        <InProjections explorer={explorer} />
        <WhatIfActions explorer={explorer} event={event} />
        <Causation explorer={explorer} inspected={inspected} />
      </div>
    </>
  )
}
