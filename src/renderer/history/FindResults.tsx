import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Finding, Seeking } from '../state/history-slice.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { activeTab } from '../state/reading-slice.ts'
import { countText } from '../ui/count-text.ts'
import { VirtualList } from '../ui/VirtualList.tsx'
import { findingText, seekingText } from './find-text.ts'

/** What the search has found so far; a choice moves the playhead there. */
export function FindResults({ explorer }: { readonly explorer: ExplorerStore }) {
  const finding = useStore(explorer, (state) => state.finding)
  const seeking = useStore(explorer, (state) => state.seeking)
  return (
    <>
      {seeking && <SeekingLine explorer={explorer} seeking={seeking} />}
      {finding && <FindingPart explorer={explorer} finding={finding} />}
    </>
  )
}

function SeekingLine({ explorer, seeking }: { readonly explorer: ExplorerStore; readonly seeking: Seeking }) {
  const text = seekingText(seeking)
  if (seeking.failure) return <Failure text={seeking.failure.message} />
  return (
    <p className="find-line" role="status">
      <span className="find-line-text">{text}</span>
      {seeking.phase === 'running' && <StopButton explorer={explorer} />}
    </p>
  )
}

function FindingPart({ explorer, finding }: { readonly explorer: ExplorerStore; readonly finding: Finding }) {
  const of = useStore(explorer, (state) => otherThan(finding, activeTab(state)))
  const playhead = useStore(explorer, (state) => state.playhead)
  const { crossings, trouble, failure, draft, phase, complete, total } = finding
  const current = crossings.findIndex(({ position }) => position === playhead)
  const rowOf = (place: number) => crossings[place]
  return (
    <section className="find-results" aria-label="Found">
      <p className="find-line">
        <span className="find-line-text" role="status">
          {findingText(finding)}
        </span>
        {phase === 'running' ? (
          <StopButton explorer={explorer} />
        ) : (
          <button type="button" className="link" onClick={() => explorer.getState().forgetFinding()}>
            Clear
          </button>
        )}
      </p>
      <p className="find-line quiet">
        <code className="find-of" title={draft.predicate}>
          {draft.predicate}
        </code>
        {of && <span className="badge">{of}</span>}
      </p>
      {failure && <Failure text={failure.message} />}
      {trouble && (
        <p className="note note-warning find-note">
          At {countText(trouble.position)}, {trouble.key}: {trouble.message}
        </p>
      )}
      {crossings.length > 0 && (
        <VirtualList
          label="Crossings"
          count={crossings.length}
          rowPx={22}
          idAt={(place) => `${place} ${rowOf(place)?.key}`}
          current={current}
          onChoose={(place) => {
            const crossing = rowOf(place)
            if (crossing) explorer.getState().scrubTo(crossing.position)
          }}
          rowAt={(place) => {
            const crossing = rowOf(place)
            return (
              crossing && (
                <>
                  <span className="history-position">{countText(crossing.position)}</span>
                  <span className="history-key" title={crossing.key}>
                    {crossing.key}
                  </span>
                  <span className={crossing.holds ? 'crossing-begins' : 'crossing-ends'}>
                    {crossing.holds ? 'holds' : 'ends'}
                  </span>
                </>
              )
            )
          }}
        />
      )}
      {!complete && phase === 'done' && (
        <p className="find-line quiet">
          The first {countText(crossings.length)} of {countText(total)}; Next looks on.
        </p>
      )}
      {of === undefined && phase !== 'running' && <ShrinkToHit explorer={explorer} finding={finding} />}
    </section>
  )
}

/** Looks for the smallest history that leads to the hit at the playhead, or else to the first. */
function ShrinkToHit({
  explorer,
  finding: { hits, draft },
}: {
  readonly explorer: ExplorerStore
  readonly finding: Finding
}) {
  const playhead = useStore(explorer, (state) => state.playhead)
  const upTo = hits.includes(playhead) ? playhead : hits[0]
  if (upTo === undefined) return null
  const { predicate, key } = draft
  const goal = { kind: 'predicate', predicate: predicate.trim(), ...(key !== '' && { key }) } as const
  return (
    <button type="button" className="link find-shrink" onClick={() => explorer.getState().shrink(goal, upTo)}>
      Smallest history that leads to {countText(upTo)}
    </button>
  )
}

function StopButton({ explorer }: { readonly explorer: ExplorerStore }) {
  return (
    <button type="button" className="button" onClick={() => explorer.getState().stopFinding()}>
      Stop
    </button>
  )
}

function Failure({ text }: { readonly text: string }) {
  return (
    <p className="note note-failure find-note" role="alert">
      {text}
    </p>
  )
}

/** Of what it was found, where that is not the active projection as it is now. */
function otherThan({ tab, runs, projection }: Finding, active: ProjectionTab | undefined): string | undefined {
  if (active?.id !== tab) return `in ${projection}`
  return active.runs === runs ? undefined : 'of an earlier source'
}
