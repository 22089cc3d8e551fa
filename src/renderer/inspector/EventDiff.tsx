import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { EventDetail } from '../../core/log-index.ts'
import { maskedEvent } from '../../core/mask.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Choice } from '../ui/Choice.tsx'
import { countText } from '../ui/count-text.ts'
import { JsonDiffTree } from '../ui/JsonDiffTree.tsx'

interface EventDiffProps {
  readonly explorer: ExplorerStore
  /** As it may be seen. */
  readonly event: EventDetail
}

/** How the event differs from the one before it that is of its type in its stream, or from the pinned one. */
export function EventDiff({ explorer, event }: EventDiffProps) {
  const comparedWith = useStore(explorer, (state) => state.comparedWith)
  const pinned = useStore(explorer, (state) => state.pinnedEvent)
  const compared = useStore(explorer, (state) => state.compared)
  return (
    <section className="event-diff" aria-label="Difference" aria-busy={compared === undefined}>
      <div className="event-diff-head">
        {pinned !== undefined && (
          <Choice
            label="What it is compared with"
            options={[
              ['previous', 'Previous of its type'],
              ['pinned', 'Pinned'],
            ]}
            value={comparedWith}
            onChoose={explorer.getState().compareWith}
          />
        )}
        {compared && <Compared explorer={explorer} event={event} other={compared.event} />}
      </div>
      {compared?.event && <Differences explorer={explorer} event={event} other={compared.event} />}
    </section>
  )
}

interface ComparedProps extends EventDiffProps {
  readonly other: EventDetail | undefined
}

function Compared({ explorer, event, other }: ComparedProps) {
  const comparedWith = useStore(explorer, (state) => state.comparedWith)
  if (other === undefined)
    return (
      <p className="quiet">
        {comparedWith === 'pinned'
          ? 'The pinned event is not in this store.'
          : `This is the first ${event.type} in its stream. Pin another event to compare with it.`}
      </p>
    )
  if (other.position === event.position) return <p className="quiet">This is the pinned event: select another one.</p>
  return (
    <p>
      Since{' '}
      <button type="button" className="link" onClick={() => explorer.getState().selectEvent(other.position)}>
        {other.type} at {countText(other.position)}
      </button>
      <span className="quiet"> in {other.stream}</span>
    </p>
  )
}

function Differences({ explorer, event, other }: EventDiffProps & { readonly other: EventDetail }) {
  const masks = useStore(explorer, (state) => state.activeMasks)
  const before = useMemo(() => maskedEvent(other, masks), [other, masks])
  if (other.position === event.position) return null
  if (before.data === '') return <p className="inspector-none quiet">The data of the other one was purged.</p>
  return (
    <>
      <Difference title="Data" before={before.data} after={event.data} />
      <Difference title="Metadata" before={before.metadata} after={event.metadata} />
    </>
  )
}

interface DifferenceProps {
  readonly title: 'Data' | 'Metadata'
  readonly before: string
  readonly after: string
}

function Difference({ title, before, after }: DifferenceProps) {
  return (
    <section className="inspector-part" aria-label={title}>
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">{title}</h3>
      </div>
      {before === after ? (
        <p className="inspector-none quiet">The same</p>
      ) : (
        <JsonDiffTree
          label={`What differs in the ${title.toLowerCase()}`}
          before={before === '' ? undefined : before}
          after={after === '' ? undefined : after}
        />
      )}
    </section>
  )
}
