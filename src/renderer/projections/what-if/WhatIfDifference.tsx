import { useStore } from 'zustand'
import { type Position, START } from '../../../core/event.ts'
import { storePosition } from '../../../core/what-if.ts'
import type { Comparison } from '../../../projection/ask/questions.ts'
import type { CellsDiff } from '../../state/diff-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { AskedState } from '../reading/AskedState.tsx'
import { CellsDiffList } from '../reading/CellsDiffList.tsx'
import { EventLink } from '../reading/EventLink.tsx'

/** The cells that differ between the store's history and the what-if's at the playhead, and the event from which they do. */
export function WhatIfDifference({ explorer }: { readonly explorer: ExplorerStore }) {
  const difference = useStore(explorer, (state) => state.difference)
  const playhead = useStore(explorer, (state) => state.playhead)
  if (difference.kind !== 'answered')
    return <AskedState asked={difference} nothing="The two histories are not compared yet." />
  const diff = inStore(difference.answer, playhead)
  if (diff.total === 0) return <SameAgain explorer={explorer} parted={diff.firstDivergence} />
  return <CellsDiffList explorer={explorer} kind="event" diff={diff} />
}

interface SameAgainProps {
  readonly explorer: ExplorerStore
  readonly parted: CellsDiff['firstDivergence']
}

function SameAgain({ explorer, parted }: SameAgainProps) {
  if (parted === undefined) return <p className="panel-empty">Up to the playhead the what-if comes to the same.</p>
  return (
    <p className="panel-empty">
      At the playhead both come to the same again. They parted at{' '}
      <EventLink explorer={explorer} position={parted.position} />, in <span className="mono">{parted.key}</span>.
    </p>
  )
}

/** An inserted event is shown as the one it comes after. */
function inStore({ firstDivergence, ...cells }: Comparison, playhead: Position): CellsDiff {
  const range = { after: START, upTo: playhead }
  if (firstDivergence === undefined) return { ...cells, ...range }
  const { key, position } = firstDivergence
  return { ...cells, ...range, firstDivergence: { key, position: storePosition(position) } }
}
