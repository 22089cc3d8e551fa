import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { FailurePolicy } from '../../../core/projection.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionFailureNote } from '../../state/projection-port.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { Choice } from '../../ui/Choice.tsx'
import { counted, countText } from '../../ui/count-text.ts'
import { JsonTree } from '../../ui/JsonTree.tsx'
import { AskedState } from './AskedState.tsx'
import { Determinism } from './Determinism.tsx'
import { EffectsList } from './EffectsList.tsx'
import { EventLink } from './EventLink.tsx'
import { LargeCells } from './LargeCells.tsx'

interface ReadModelFailuresProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** What the projection could not fold, what it said besides its state, and whether it can be trusted to say the same again. */
export function ReadModelFailures({ explorer, tab }: ReadModelFailuresProps) {
  const determinism = useStore(explorer, (state) => state.determinism)
  const { checkDeterminism, stopCheckingDeterminism, setFailurePolicy } = explorer.getState()
  const { effects, largeCells } = 'failures' in tab.status ? tab.status : {}
  const asking = determinism.kind === 'asking'
  return (
    <div className="read-form">
      <div className="read-bar">
        <span className="quiet">At a failure</span>
        <Choice
          label="At an event that cannot be folded"
          options={policies}
          value={tab.onFailure ?? 'as-written'}
          onChoose={(chosen) => setFailurePolicy(tab.id, chosen === 'as-written' ? undefined : chosen)}
        />
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
        {largeCells && <LargeCells explorer={explorer} tab={tab} cells={largeCells} />}
        {effects && <EffectsList explorer={explorer} effects={effects} />}
      </section>
    </div>
  )
}

const policies: readonly (readonly [FailurePolicy | 'as-written', string])[] = [
  ['as-written', 'As written'],
  ['stop', 'Stop'],
  ['continue', 'Go on'],
]

const NONE: readonly ProjectionFailureNote[] = []

/** A state that is no JSON is found later than a handler that threw: they are put in order here. */
function FailureList({ explorer, tab: { id, status } }: ReadModelFailuresProps) {
  const first = 'failures' in status ? status.failures.first : NONE
  const inOrder = useMemo(() => first.toSorted((one, other) => one.position - other.position), [first])
  if (!('failures' in status)) return null
  const { count } = status.failures
  const { stoppedAt } = status
  if (count === 0) return <p className="panel-empty">Every event so far was folded.</p>
  return (
    <>
      <p className="diff-total">
        <b>{counted(count, 'event')} could not be folded</b>
        <span className="quiet">
          ; {stoppedAt === undefined ? 'their cells stayed as they were.' : 'the fold ended there.'}
        </span>
        {first.length < count && <span className="quiet"> The first {countText(first.length)}:</span>}
      </p>
      <ol className="failures">
        {inOrder.map((failure) => (
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

function Failure({ explorer, tab, failure }: FailureProps) {
  const { position, key, message, line, file, before } = failure
  const [open, setOpen] = useState(false)
  const { askFailureState, showLine, shrink } = explorer.getState()
  return (
    <li>
      <div className="failure">
        <EventLink explorer={explorer} position={position} />
        <span className="mono failure-key">{key}</span>
        <span className="failure-message">{message}</span>
        <span className="failure-links">
          {file !== undefined && (
            <span className="quiet mono">
              {file}
              {line !== undefined && `:${line}`}
            </span>
          )}
          {line !== undefined && file === undefined && (
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
              if (!open && before === undefined) askFailureState(position)
              setOpen(!open)
            }}
          >
            {open ? 'hide state' : 'state before'}
          </button>
          <button
            type="button"
            className="link"
            title="The fewest events that still fail so"
            onClick={() => shrink({ kind: 'failure', message }, position)}
          >
            smallest history
          </button>
        </span>
      </div>
      {open && before !== undefined && <JsonTree label={`State of ${key} before event ${position}`} text={before} />}
      {open && before === undefined && <StateBefore explorer={explorer} position={position} />}
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
