// What an application imports as `epoch`.
export {
  type CausationChain,
  type CausationOptions,
  type CausationTree,
  causationChain,
  causationTree,
} from '../core/causation.ts'
export { EpochError, type EpochErrorCode } from '../core/errors.ts'
export {
  categoryOf,
  type Event,
  type EventId,
  type EventType,
  eventId,
  eventType,
  MAX_EVENT_BYTES,
  type NewEvent,
  NO_EVENTS,
  type Position,
  position,
  START,
  type StreamName,
  type StreamVersion,
  streamName,
  streamVersion,
} from '../core/event.ts'
export { EventBuilder } from '../core/event-builder.ts'
export { EVERYTHING, type EventFilter, type FilterText, filterText, matcherOf } from '../core/event-filter.ts'
export type {
  AppendOptions,
  AppendResult,
  Direction,
  EventStoreBackend,
  ExpectedVersion,
  ReadAllOptions,
  ReadStreamOptions,
  StoreCapabilities,
  SubscribeOptions,
  SubscriptionMessage,
} from '../core/event-store-backend.ts'
export type { JsonObject, JsonText, JsonValue } from '../core/json.ts'
export type {
  EventRow,
  LogIndex,
  LogSummary,
  RowsPage,
  StreamSummary,
  StreamsPage,
  TypeSummary,
} from '../core/log-index.ts'
export { type EventLinks, linksOf } from '../core/metadata.ts'
