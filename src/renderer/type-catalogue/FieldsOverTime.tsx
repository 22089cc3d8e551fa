import { useId } from 'react'
import { useStore } from 'zustand'
import type { FieldHistory } from '../../core/event-shape/field-history.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { FieldReading, ShownType } from '../state/type-catalogue-slice.ts'
import { counted, countText } from '../ui/count-text.ts'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { FieldOverTime } from './FieldOverTime.tsx'
import { fieldChanges } from './field-drift.ts'

interface FieldsOverTimeProps {
  readonly explorer: ExplorerStore
  readonly shown: ShownType
}

/** Which fields the type's events had when, by all of them, and exactly where that changed. */
export function FieldsOverTime({ explorer, shown: { type, reading } }: FieldsOverTimeProps) {
  const events = useStore(explorer, (state) => state.typeSummaries.find(({ name }) => name === type)?.events ?? 0)
  const titleId = useId()
  const kept = useKeptFocus<HTMLElement>('h3')
  return (
    <section className="type-part" aria-labelledby={titleId} {...kept}>
      <div className="type-part-head">
        <h3 className="section-title" id={titleId} tabIndex={-1}>
          Fields over time
        </h3>
        <ReadButton explorer={explorer} reading={reading} events={events} />
      </div>
      {reading.phase === 'reading' && <ProgressBar labelledBy={titleId} done={reading.done} total={reading.total} />}
      {reading.phase === 'failed' && (
        <p className="note note-failure" role="alert">
          {reading.failure.message}
        </p>
      )}
      {reading.phase === 'read' && <FieldList explorer={explorer} history={reading.fields} />}
    </section>
  )
}

interface ReadButtonProps {
  readonly explorer: ExplorerStore
  readonly reading: FieldReading
  /** How many events of the type there are now. */
  readonly events: number
}

function ReadButton({ explorer, reading, events }: ReadButtonProps) {
  const { readFields, stopReadingFields } = explorer.getState()
  if (reading.phase === 'reading')
    return (
      <button type="button" className="button" onClick={stopReadingFields}>
        Stop
      </button>
    )
  const unread = reading.phase === 'read' ? events - reading.fields.events - reading.fields.emptied : events
  if (unread === 0) return null
  return (
    <button type="button" className="button" onClick={readFields}>
      {reading.phase === 'read'
        ? `Read again with ${counted(unread, 'new event')}`
        : `Read all ${counted(unread, 'event')}`}
    </button>
  )
}

function FieldList({ explorer, history }: { readonly explorer: ExplorerStore; readonly history: FieldHistory }) {
  const changing = history.fields.filter((field) => fieldChanges(history, field).length > 0)
  return (
    <>
      <p className="type-note quiet" role="status">
        {`${counted(history.events, 'event')} read. ${changesText(changing.length)}`}
        {history.emptied > 0 &&
          ` ${counted(history.emptied, 'event')} with nothing in them, as after a purge, left out.`}
        {history.cut && ` There are more fields than the ${countText(history.fields.length)} shown.`}
      </p>
      <ul className="fields">
        {history.fields.map((field) => (
          <FieldOverTime key={field.path} explorer={explorer} history={history} field={field} />
        ))}
      </ul>
    </>
  )
}

function changesText(changing: number): string {
  if (changing === 0) return 'All have the same fields.'
  return changing === 1 ? '1 field is not in all of them.' : `${countText(changing)} fields are not in all of them.`
}
