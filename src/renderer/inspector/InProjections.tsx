import { useStore } from 'zustand'
import type { SkipReason } from '../../core/projection.ts'
import type { CellChange, EventInspection } from '../../projection/ask/questions.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { EventInProjection } from '../state/why-not-slice.ts'
import { countText } from '../ui/count-text.ts'
import { JsonDiffTree } from '../ui/JsonDiffTree.tsx'

/** What the event did to each open projection, or why nothing. */
export function InProjections({ explorer }: { readonly explorer: ExplorerStore }) {
  const inProjections = useStore(explorer, (state) => state.inProjections)
  const isShown = useStore(explorer, ({ whyNotOf, selected }) => whyNotOf === selected)
  if (inProjections.length === 0) return null
  return (
    <section className="inspector-part" aria-label="In the open projections" aria-busy={!isShown}>
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">In the open projections</h3>
      </div>
      {inProjections.map((one) => (
        <OneProjection key={one.tab} explorer={explorer} one={one} />
      ))}
    </section>
  )
}

function OneProjection({
  explorer,
  one: { name, tab, did },
}: {
  readonly explorer: ExplorerStore
  readonly one: EventInProjection
}) {
  return (
    <div className="in-projection">
      <button
        type="button"
        className="link in-projection-name"
        title="Show this projection"
        onClick={() => explorer.getState().activateProjection(tab)}
      >
        {name}
      </button>
      {did.kind === 'unknown' && <span className="quiet">not folded this far</span>}
      {did.kind === 'failed' && <span className="in-projection-failed">{did.failure.message}</span>}
      {did.kind === 'known' && <Outcome explorer={explorer} tab={tab} name={name} inspection={did.inspection} />}
    </div>
  )
}

interface OutcomeProps {
  readonly explorer: ExplorerStore
  readonly tab: number
  /** The projection's. */
  readonly name: string
  readonly inspection: EventInspection
}

function Outcome({ explorer, tab, name, inspection }: OutcomeProps) {
  const { outcome, cells, emitted, logs, position } = inspection
  return (
    <>
      {outcome.kind === 'skipped' && <span className="quiet">{skipText(outcome.reason)}</span>}
      {outcome.kind === 'failed' && (
        <>
          <span className="in-projection-failed">
            threw {outcome.message}
            {outcome.line !== undefined && ` (line ${outcome.line})`}
          </span>
          <button
            type="button"
            className="link"
            onClick={() => {
              explorer.getState().activateProjection(tab)
              explorer.getState().shrink({ kind: 'failure', message: outcome.message }, position)
            }}
          >
            Smallest history that still fails
          </button>
        </>
      )}
      {outcome.kind === 'handled' && cells.length === 0 && <span className="quiet">handled; no cell is touched</span>}
      {cells.map((cell) => (
        <Cell key={cell.key} projection={name} cell={cell} />
      ))}
      {emitted.length > 0 && <span className="quiet">emits {countText(emitted.length)}, which is written nowhere</span>}
      {logs.map((log, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else that tells them apart, and do not change
        <code key={at} className="in-projection-log">
          {log}
        </code>
      ))}
    </>
  )
}

interface CellProps {
  readonly projection: string
  readonly cell: CellChange
}

function Cell({ projection, cell: { key, before, after } }: CellProps) {
  const same = before === after
  return (
    <div className="in-projection-cell">
      <span className="in-projection-key">{key}</span>
      {same ? (
        <span className="quiet">stays as it was</span>
      ) : (
        <JsonDiffTree label={`${projection}: what it changed in ${key}`} before={before} after={after} />
      )}
    </div>
  )
}

function skipText(reason: SkipReason): string {
  switch (reason) {
    case 'filtered':
      return 'not among the events that it folds'
    case 'wrong-stream':
      return 'of a stream that it does not read'
    case 'unhandled':
      return 'no handler for its type'
    case 'no-partition':
      return 'its key is none: it belongs to no cell'
    case 'not-json':
      return 'its data or metadata is no JSON'
    case 'link':
      return 'a link to an event elsewhere, which is not followed'
    case 'no-delete-handler':
      return 'a deletion, for which it has no handler'
  }
}
