import { useStore } from 'zustand'
import { placeText, storePosition } from '../../../core/what-if.ts'
import type { CellChange, Comparison } from '../../../projection/ask/questions.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { counted } from '../../ui/count-text.ts'

/** The cells that differ between the store's history and the what-if's at the playhead, and the event from which they do. */
export function WhatIfDifference({ explorer }: { readonly explorer: ExplorerStore }) {
  const difference = useStore(explorer, (state) => state.difference)
  switch (difference.kind) {
    case 'nothing':
    case 'asking':
      return (
        <p className="panel-empty" role="status">
          Comparing the two histories…
          {difference.kind === 'asking' &&
            difference.progress !== undefined &&
            ` ${counted(difference.progress.events, 'event')} so far`}
        </p>
      )
    case 'failed':
      return (
        <p className="note note-failure" role="alert">
          {difference.message}
        </p>
      )
    case 'answered':
      return <Differences explorer={explorer} comparison={difference.answer} />
  }
}

function Differences({ explorer, comparison }: { readonly explorer: ExplorerStore; readonly comparison: Comparison }) {
  const { cells, total, firstDivergence } = comparison
  if (total === 0 && firstDivergence === undefined)
    return <p className="panel-empty">Up to the playhead the what-if comes to the same.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="differences" aria-label="Differences" tabIndex={0}>
      {firstDivergence && (
        <p className="differences-first">
          They part{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              const at = storePosition(firstDivergence.position)
              explorer.getState().selectEvent(at)
              explorer.getState().scrubTo(at)
            }}
          >
            at {placeText(firstDivergence.position)}
          </button>
          , in {firstDivergence.key}
          {total === 0 && ', and come to the same again by the playhead'}.
        </p>
      )}
      {cells.length > 0 && (
        <table className="differences-table">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Main</th>
              <th scope="col">What-if</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <Difference key={cell.key} cell={cell} />
            ))}
          </tbody>
        </table>
      )}
      {cells.length < total && <p className="differences-first quiet">The first {cells.length} are shown.</p>}
    </section>
  )
}

function Difference({ cell: { key, before, after } }: { readonly cell: CellChange }) {
  return (
    <tr>
      <th scope="row">{key}</th>
      <td className="mono difference-before">{before ?? <span className="quiet">none</span>}</td>
      <td className="mono difference-after">{after ?? <span className="quiet">none</span>}</td>
    </tr>
  )
}
