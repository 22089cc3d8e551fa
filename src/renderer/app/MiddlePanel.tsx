import { useStore } from 'zustand'
import { CorrelationView } from '../causation/CorrelationView.tsx'
import { EventsGrid } from '../events/EventsGrid.tsx'
import { Lanes } from '../events/Lanes.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** The log in one of its forms. */
export function MiddlePanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const middle = useStore(explorer, (state) => state.middle)
  switch (middle) {
    case 'log':
      return <EventsGrid explorer={explorer} />
    case 'lanes':
      return <Lanes explorer={explorer} />
    case 'correlation':
      return <CorrelationView explorer={explorer} />
  }
}
