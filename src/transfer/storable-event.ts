import { EpochError } from '../core/errors.ts'
import { checkEventSize } from '../core/event-builder.ts'
import type { ImportedEvent } from '../core/event-import.ts'

/** The event, if a store can hold it: one that it cannot would keep it from taking those beside it. @throws EpochError */
export function storableEvent(event: ImportedEvent): ImportedEvent {
  if (!event.data.isWellFormed() || !event.metadata.isWellFormed())
    throw new EpochError('import-bad-event', 'the event has half a surrogate pair; write it as an escape', { at: 0 })
  checkEventSize(event)
  return event
}
