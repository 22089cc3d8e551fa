// What an application imports as `epoch/projection`.
export {
  type EventDataTypes,
  type HandledEvent,
  type Handler,
  type ProjectionDefinition,
  projection,
  type StoreEvents,
} from '../projection/dialects/epoch-definition.ts'
export { type KurrentdbProjectionOptions, kurrentdbProjection } from './kurrentdb-projection.ts'
export { readFixture } from './read-fixture.ts'
export { type Replay, type ReplayedEvents, type ReplayOptions, replay } from './replay.ts'
