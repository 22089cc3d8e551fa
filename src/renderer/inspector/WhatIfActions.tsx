import { useStore } from 'zustand'
import type { Event } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { activeWhatIf } from '../state/what-if-slice.ts'

/** What one may change about an event in a what-if; the store is not written to. */
export function WhatIfActions({ explorer, event }: { readonly explorer: ExplorerStore; readonly event: Event }) {
  const skipped = useStore(explorer, (state) => activeWhatIf(state)?.skip.includes(event.position) ?? false)
  const edited = useStore(explorer, (state) =>
    activeWhatIf(state)?.edit.some(({ position }) => position === event.position),
  )
  const name = useStore(explorer, (state) => activeWhatIf(state)?.name)
  const { turnSkip, openWhatIfDraft } = explorer.getState()
  return (
    <section className="inspector-part" aria-label="What if…">
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">What if…</h3>
        {name !== undefined && <span className="quiet inspector-what-if-name">{name}</span>}
      </div>
      <div className="inspector-what-if">
        <button
          type="button"
          className="button"
          aria-pressed={skipped}
          title="Skips the event in a what-if (x)"
          onClick={() => turnSkip(event.position)}
        >
          {skipped ? 'It did happen' : 'It had not happened'}
        </button>
        <button type="button" className="button" onClick={() => openWhatIfDraft('edit', event)}>
          {edited ? 'Edit it again…' : 'It had been otherwise…'}
        </button>
        <button type="button" className="button" onClick={() => openWhatIfDraft('insert', event)}>
          Another came after…
        </button>
      </div>
    </section>
  )
}
