import type { Event, NewEvent } from '../core/event.ts'
import type { JsonText } from '../core/json.ts'

/** A store's event as another store takes it, which numbers it anew; metadata that its store has none of are those of an object without members. */
export function newEventOf({ stream, type, id, schemaVersion, createdAtUs, data, metadata }: Event): NewEvent {
  return {
    stream,
    type,
    id,
    schemaVersion,
    createdAtUs,
    data,
    metadata: metadata === '' ? ('{}' as JsonText) : metadata,
  }
}
