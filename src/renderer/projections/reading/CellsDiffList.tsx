import { memo, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { CellChange } from '../../../projection/ask/questions.ts'
import type { CellsDiff, DiffKind } from '../../state/diff-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { counted, countText } from '../../ui/count-text.ts'
import { diffSummary } from '../../ui/diff-summary.ts'
import { JsonDiffTree } from '../../ui/JsonDiffTree.tsx'
import { jsonDiff } from '../../ui/json-diff.ts'
import { parseJsonNodes } from '../../ui/json-nodes.ts'
import { AskedState } from './AskedState.tsx'
import { EventLink } from './EventLink.tsx'

interface CellsDiffListProps {
  readonly explorer: ExplorerStore
  readonly kind: DiffKind
  readonly diff: CellsDiff
}

/** Cells that differ are open to begin with where they are no more than so many. */
const OPEN_CELLS = 3

/**
 * The cells that differ, each to be opened: what differs in it, and the events that touched it in between. It stays as it is while the
 * playhead moves, and is not rendered anew for that.
 */
export const CellsDiffList = memo(function CellsDiffList({ explorer, kind, diff }: CellsDiffListProps) {
  const { total, cells, upTo, firstDivergence } = diff
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="read-scroll" tabIndex={0} aria-label="Differences">
      <p className="diff-total" role="status">
        <b>
          {total === 0 ? noneText(kind) : `${counted(total, 'cell')} ${total === 1 ? 'differs' : 'differ'}`}
          {kind === 'projections' && ` at ${countText(upTo)}`}.
        </b>
        {firstDivergence && (
          <span>
            {' '}
            They part at <EventLink explorer={explorer} position={firstDivergence.position} />, in{' '}
            <span className="mono">{firstDivergence.key}</span>.
          </span>
        )}
        {cells.length < total && <span className="quiet"> The first {countText(cells.length)}:</span>}
      </p>
      {cells.map((cell) => (
        <DiffCell key={cell.key} explorer={explorer} cell={cell} kind={kind} isOpen={cells.length <= OPEN_CELLS} />
      ))}
    </section>
  )
})

function noneText(kind: DiffKind): string {
  switch (kind) {
    case 'moments':
      return 'Nothing differs'
    case 'event':
      return 'It changed nothing'
    case 'projections':
      return 'Both come to the same'
  }
}

interface DiffCellProps {
  readonly explorer: ExplorerStore
  readonly cell: CellChange
  readonly kind: DiffKind
  readonly isOpen: boolean
}

function DiffCell({ explorer, cell, kind, isOpen }: DiffCellProps) {
  const [open, setOpen] = useState(isOpen)
  const summary = useMemo(() => summaryOf(cell), [cell])
  const { key, before, after } = cell
  return (
    <details className="diff-cell" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="mono">{key}</span> <ChangeBadge kind={kind} cell={cell} />
        {!open && <span className="quiet"> {summary}</span>}
      </summary>
      {open && (
        <>
          {kind !== 'event' && <Contributors explorer={explorer} cellKey={key} />}
          <JsonDiffTree label={`How ${key} differs`} before={before} after={after} />
        </>
      )}
    </details>
  )
}

const SUMMARY_PLACES = 3

/** Larger states are not looked into before they are opened. */
const SUMMARY_CHARACTERS = 4096

function summaryOf({ before, after }: CellChange): string {
  if (before === undefined || after === undefined || before.length + after.length > SUMMARY_CHARACTERS) return ''
  return diffSummary(jsonDiff(parseJsonNodes(before), parseJsonNodes(after)), SUMMARY_PLACES)
}

interface ChangeBadgeProps {
  readonly kind: DiffKind
  readonly cell: CellChange
}

function ChangeBadge({ kind, cell: { before, after } }: ChangeBadgeProps) {
  const isOfProjections = kind === 'projections'
  if (before === undefined) return <span className="badge badge-added">{isOfProjections ? 'only here' : 'new'}</span>
  if (after === undefined) return <span className="badge badge-removed">{isOfProjections ? 'only there' : 'gone'}</span>
  return null
}

/** The events that touched the cell between the two sides; asked for once somebody looks. */
function Contributors({ explorer, cellKey }: { readonly explorer: ExplorerStore; readonly cellKey: string }) {
  const asked = useStore(explorer, (state) => state.contributors[cellKey])
  const isMissing = asked === undefined

  useEffect(() => {
    if (isMissing) explorer.getState().askContributors(cellKey)
  }, [explorer, cellKey, isMissing])

  if (asked === undefined) return null
  if (asked.kind !== 'answered') return <AskedState asked={asked} nothing="" />
  const { changes, complete } = asked.answer
  return (
    <p className="diff-events">
      <span className="quiet">{changes.length === 0 ? 'No event between the two touched it.' : 'Changed by'}</span>
      {changes.map(({ position }) => (
        <EventLink key={position} explorer={explorer} position={position} />
      ))}
      {!complete && <span className="quiet"> and later ones</span>}
    </p>
  )
}
