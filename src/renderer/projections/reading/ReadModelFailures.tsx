import { useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionFailureNote } from '../../state/projection-port.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { counted, countText } from '../../ui/count-text.ts'
import { JsonTree } from '../../ui/JsonTree.tsx'
import { AskedState } from './AskedState.tsx'
import { Determinism } from './Determinism.tsx'
import { EventLink } from './EventLink.tsx'

interface ReadModelFailuresProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** What the projection could not fold, what it said besides its state, and whether it can be trusted to say the same again. */
export function ReadModelFailures({ explorer, tab }: ReadModelFailuresProps) {
  const determinism = useStore(explorer, (state) => state.determinism)
  const { checkDeterminism, stopCheckingDeterminism } = explorer.getState()
  const asking = determinism.kind === 'asking'
  return (
    <div className="read-form">
      <div className="read-bar">
        <span className="projection-space" />
        <button
          type="button"
          className="button button-quiet button-small"
          title="Folds the history twice and compares the two"
          onClick={asking ? stopCheckingDeterminism : checkDeterminism}
        >
          {asking ? 'Stop checking' : 'Check determinism'}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="read-scroll" tabIndex={0} aria-label="Failures">
        <Determinism explorer={explorer} asked={determinism} />
        <FailureList explorer={explorer} tab={tab} />
      </section>
    </div>
  )
}

function FailureList({ explorer, tab: { id, status } }: ReadModelFailuresProps) {
  if (!('failures' in status)) return null
  const { count, first } = status.failures
  if (count === 0) return <p className="panel-empty">Every event so far was folded.</p>
  return (
    <>
      <p className="diff-total">
        <b>{counted(count, 'event')} could not be folded</b>
        <span className="quiet">; their cells stayed as they were.</span>
        {first.length < count && <span className="quiet"> The first {countText(first.length)}:</span>}
      </p>
      <ol className="failures">
        {first.map((failure) => (
          <Failure key={`${failure.position} ${failure.key}`} explorer={explorer} tab={id} failure={failure} />
        ))}
      </ol>
    </>
  )
}

interface FailureProps {
  readonly explorer: ExplorerStore
  readonly tab: number
  readonly failure: ProjectionFailureNote
}

function Failure({ explorer, tab, failure: { position, key, message, line } }: FailureProps) {
  const [open, setOpen] = useState(false)
  const { askFailureState, showLine } = explorer.getState()
  return (
    <li>
      <div className="failure">
        <EventLink explorer={explorer} position={position} />
        <span className="mono failure-key">{key}</span>
        <span className="failure-message">{message}</span>
        {line !== undefined && (
          <button
            type="button"
            className="link"
            title="Show the line in the source"
            onClick={() => showLine(tab, line)}
          >
            line {line}
          </button>
        )}
        <button
          type="button"
          className="link"
          aria-expanded={open}
          onClick={() => {
            if (!open) askFailureState(position)
            setOpen(!open)
          }}
        >
          {open ? 'hide state' : 'state before'}
        </button>
      </div>
      {open && <StateBefore explorer={explorer} position={position} />}
    </li>
  )
}

function StateBefore({
  explorer,
  position,
}: {
  readonly explorer: ExplorerStore
  readonly position: ProjectionFailureNote['position']
}) {
  const asked = useStore(explorer, (state) => state.failureStates[position])
  if (asked === undefined || asked.kind !== 'answered')
    return <AskedState asked={asked ?? { kind: 'asking' }} nothing="" />
  const { cells } = asked.answer
  if (cells.length === 0) return <p className="panel-empty">It came to no cell.</p>
  return cells.map(({ key, before }) =>
    before === undefined ? (
      <p key={key} className="panel-empty">
        {key} had no state before it.
      </p>
    ) : (
      <JsonTree key={key} label={`State of ${key} before event ${position}`} text={before} />
    ),
  )
}
