import { useStore } from 'zustand'
import type { AskProgress, Shrunk } from '../../projection/ask/questions.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Shrinking } from '../state/shrink-slice.ts'
import { counted, countText } from '../ui/count-text.ts'
import { VirtualList } from '../ui/VirtualList.tsx'

/** The smallest history that still does something: how far the search is, and what it came to. */
export function ShrinkPart({ explorer }: { readonly explorer: ExplorerStore }) {
  const shrinking = useStore(explorer, (state) => state.shrinking)
  if (shrinking === undefined) return null
  return (
    <section className="history-part" aria-label="Smallest history">
      <div className="history-part-head">
        <h3 className="history-part-title">Smallest history</h3>
        <button type="button" className="button" onClick={() => explorer.getState().forgetShrinking()}>
          {shrinking.asked.kind === 'asking' ? 'Stop' : 'Clear'}
        </button>
      </div>
      <p className="history-none quiet">
        {shrinking.goal.kind === 'failure' ? 'fails with' : 'comes to'}{' '}
        <code>{shrinking.goal.kind === 'failure' ? shrinking.goal.message : shrinking.goal.predicate}</code>
      </p>
      <Standing explorer={explorer} shrinking={shrinking} />
    </section>
  )
}

function Standing({ explorer, shrinking }: { readonly explorer: ExplorerStore; readonly shrinking: Shrinking }) {
  const { asked } = shrinking
  switch (asked.kind) {
    case 'nothing':
      return null
    case 'asking':
      return (
        <p className="history-none" role="status">
          {tryingText(asked.progress)}
        </p>
      )
    case 'failed':
      return (
        <p className="note note-failure find-note" role="alert">
          {asked.message}
        </p>
      )
    case 'answered':
      return <Result explorer={explorer} shrunk={asked.answer} />
  }
}

function tryingText(progress: AskProgress | undefined): string {
  if (progress === undefined) return 'Looking for where it happens…'
  const { left, events } = progress
  return left === undefined ? `${counted(events, 'event')} folded so far` : `${counted(left, 'event')} left so far`
}

function Result({ explorer, shrunk }: { readonly explorer: ExplorerStore; readonly shrunk: Shrunk }) {
  const selected = useStore(explorer, (state) => state.selected)
  const { saveFixture, saveTest, selectEvent } = explorer.getState()
  const { positions, tries } = shrunk
  return (
    <>
      <p className="history-none" role="status">
        {counted(positions.length, 'event')}, {positions.length === 1 ? 'which it takes' : 'all of which it takes'}{' '}
        <span className="quiet">({counted(tries, 'history').replace(/historys$/, 'histories')} tried)</span>
      </p>
      <VirtualList
        label="Events it takes"
        count={positions.length}
        rowPx={22}
        idAt={(place) => String(positions[place])}
        current={selected === undefined ? -1 : positions.indexOf(selected)}
        onChoose={(place) => {
          const position = positions[place]
          if (position !== undefined) selectEvent(position)
        }}
        rowAt={(place) => <span className="history-position">{countText(positions[place] ?? 0)}</span>}
      />
      <div className="find-buttons">
        <button type="button" className="button" title="NDJSON, which epoch import reads" onClick={saveFixture}>
          Save fixture
        </button>
        <button type="button" className="button" title="Runs outside Epoch, with the fixture" onClick={saveTest}>
          Save vitest test
        </button>
      </div>
    </>
  )
}
