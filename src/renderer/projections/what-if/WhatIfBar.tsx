import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { WhatIfSlice } from '../../state/what-if-slice.ts'
import { Choice } from '../../ui/Choice.tsx'
import { comparingText, differText } from './differ-text.ts'

const sights: readonly (readonly [WhatIfSlice['whatIfSight'], string])[] = [
  ['main', 'Main'],
  ['what-if', 'What-if'],
  ['difference', 'Difference'],
]

/** Which of two histories the read model is of, and in how much they differ at the playhead. */
export function WhatIfBar({ explorer }: { readonly explorer: ExplorerStore }) {
  const name = useStore(explorer, (state) => state.activeWhatIf)
  const sight = useStore(explorer, (state) => state.whatIfSight)
  return (
    <div className="what-if-bar">
      <Choice label="History" options={sights} value={sight} onChoose={explorer.getState().seeWhatIf} />
      <span className="what-if-name" title={name}>
        {name}
      </span>
      <Differing explorer={explorer} />
    </div>
  )
}

function Differing({ explorer }: { readonly explorer: ExplorerStore }) {
  const difference = useStore(explorer, (state) => state.difference)
  const playhead = useStore(explorer, (state) => state.playhead)
  switch (difference.kind) {
    case 'nothing':
      return null
    case 'asking':
      return <span className="what-if-differ quiet">{comparingText(difference.progress, playhead)}</span>
    case 'failed':
      return <span className="what-if-differ quiet">Cannot be compared</span>
    case 'answered':
      return (
        <span className="what-if-differ" role="status">
          {differText(difference.answer)}
        </span>
      )
  }
}
