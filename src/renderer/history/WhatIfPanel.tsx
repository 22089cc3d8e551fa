import { useStore } from 'zustand'
import { START } from '../../core/event.ts'
import { placeText, storePosition, type WhatIf } from '../../core/what-if.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { changesOf, type WhatIfChange } from '../state/what-if-changes.ts'
import { activeWhatIf } from '../state/what-if-slice.ts'
import { groupedPlace } from '../ui/grouped-place.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { WhatIfLog } from './WhatIfLog.tsx'
import { WhatIfName } from './WhatIfName.tsx'
import './history.css'
import './what-if.css'

/** Alternatives to the store's history: which one is laid over it, and what it changes. */
export function WhatIfPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const whatIfs = useStore(explorer, (state) => state.whatIfs)
  const active = useStore(explorer, activeWhatIf)
  const failure = useStore(explorer, (state) => state.whatIfFailure)
  const { activateWhatIf, addWhatIf } = explorer.getState()
  return (
    <section className="panel" aria-label="What-ifs">
      <div className="history-body">
        <div className="what-if-choice">
          <select
            className="select"
            aria-label="Laid over the history"
            value={active?.name ?? ''}
            onChange={({ target }) => activateWhatIf(target.value === '' ? undefined : target.value)}
          >
            <option value="">The history as it is</option>
            {whatIfs.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
          <button type="button" className="button" onClick={addWhatIf}>
            <Icon name="add" />
            New
          </button>
        </div>
        {failure && (
          <p className="note note-failure find-note" role="alert">
            {failure.message}
          </p>
        )}
        {active === undefined ? <NoWhatIf /> : <Active explorer={explorer} whatIf={active} />}
      </div>
    </section>
  )
}

function NoWhatIf() {
  return (
    <p className="history-none quiet">
      A what-if skips, edits or adds events without writing to the store. Select an event and say what if it had not
      happened, or begin an empty one.
    </p>
  )
}

function Active({ explorer, whatIf }: { readonly explorer: ExplorerStore; readonly whatIf: WhatIf }) {
  const changes = changesOf(whatIf)
  return (
    <>
      <WhatIfName key={whatIf.name} explorer={explorer} name={whatIf.name} />
      <section className="history-part" aria-label="Changes">
        <h3 className="history-part-title">Changes</h3>
        {changes.length === 0 && (
          <p className="history-none quiet">
            None yet: select an event and choose under “What if…” what else happened.
          </p>
        )}
        <ol className="what-if-changes">
          {changes.map((change) => (
            <ChangeItem key={`${change.kind} ${change.position}`} explorer={explorer} change={change} />
          ))}
        </ol>
      </section>
      <WhatIfLog explorer={explorer} />
    </>
  )
}

interface ChangeItemProps {
  readonly explorer: ExplorerStore
  readonly change: WhatIfChange
}

function ChangeItem({ explorer, change }: ChangeItemProps) {
  const { scrubTo, selectEvent, undoChange } = explorer.getState()
  const { kind, position } = change
  const place = groupedPlace(placeText(position))
  const at = storePosition(position)
  return (
    <li className="what-if-change">
      <button
        type="button"
        className="what-if-change-text"
        title="Select the event and move the playhead here"
        onClick={() => {
          if (at !== START) selectEvent(at)
          scrubTo(at)
        }}
      >
        <span className="history-position">{place}</span>
        <span className={`what-if-did what-if-${kind}`}>{didText(change)}</span>
      </button>
      <IconButton
        icon="close"
        label={`Undo: ${place} ${didText(change)}`}
        title="Undo this change"
        onUse={() => undoChange(change)}
      />
    </li>
  )
}

function didText(change: WhatIfChange): string {
  switch (change.kind) {
    case 'skip':
      return 'did not happen'
    case 'edit':
      return `was ${change.type} otherwise`
    case 'insert':
      return `${change.type} in ${change.stream}`
  }
}
