import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Inspection } from '../state/inspector-slice.ts'
import { countText } from '../ui/count-text.ts'
import { InspectedEvent } from './InspectedEvent.tsx'
import { PinnedBar } from './PinnedBar.tsx'
import './inspector.css'

/** Everything about the selected event. */
export function Inspector({ explorer }: { readonly explorer: ExplorerStore }) {
  const inspection = useStore(explorer, (state) => state.inspection)

  function onKeyDown(event: KeyboardEvent): void {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'f'
    if (!isFind || inspection.kind !== 'shown') return
    event.preventDefault()
    explorer.getState().openEventFind()
  }

  return (
    <section className="panel" aria-label="Event" onKeyDown={onKeyDown}>
      {inspection.kind === 'shown' ? (
        <InspectedEvent explorer={explorer} inspected={inspection.inspected} />
      ) : (
        <>
          <div className="panel-head">
            <h2 className="panel-title">Event</h2>
          </div>
          <p className="panel-empty">{emptyText(inspection)}</p>
        </>
      )}
      <PinnedBar explorer={explorer} />
    </section>
  )
}

function emptyText(inspection: Exclude<Inspection, { kind: 'shown' }>): string {
  if (inspection.kind === 'missing') return `There is no event at position ${countText(inspection.position)}.`
  return 'Select an event to see its data, its metadata, what caused it and what it caused.'
}
