import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** What stands here before anything was opened: what a correlation is, and how events come by one. */
export function NoCorrelation({ explorer }: { readonly explorer: ExplorerStore }) {
  const selected = useStore(explorer, (state) => state.selected)
  return (
    <section className="correlation-none" aria-label="Correlation">
      <h2 className="panel-title">What belongs together, across streams</h2>
      <p>
        Events of one piece of work share a <code>correlationId</code> in their metadata, and each names as its{' '}
        <code>causationId</code> the event that made it happen. Here they are a tree, with the time that each step took.
      </p>
      <button
        type="button"
        className="button button-primary"
        aria-disabled={selected === undefined}
        onClick={() => selected !== undefined && explorer.getState().openCorrelationOf(selected)}
      >
        Show what the selected event belongs to
      </button>
      {selected === undefined && <p className="quiet">Select an event in the log first.</p>}
      <p className="quiet">An application sets both with one step of the builder:</p>
      <pre className="mono correlation-code">
        {"new EventBuilder().stream('order-17').type('OrderPaid').causedBy(placed)"}
      </pre>
    </section>
  )
}
