import { addRows, makeStore, type Row } from './make-store.ts'

/** The table of one event sequence, named like it. */
export function sequenceTable(name: string): string {
  return `CREATE TABLE "${name}" (
    "SequenceNumber" INTEGER NOT NULL CONSTRAINT "PK_${name}" PRIMARY KEY, "CorrelationId" TEXT NOT NULL,
    "Causation" TEXT NOT NULL, "CausedBy" TEXT NOT NULL, "Type" TEXT NOT NULL, "Occurred" TEXT NOT NULL,
    "EventSourceType" TEXT NOT NULL, "EventSourceId" TEXT NOT NULL, "EventStreamType" TEXT NOT NULL,
    "EventStreamId" TEXT NOT NULL, "Content" TEXT NOT NULL, "ContentHashes" TEXT NOT NULL, "Compensations" TEXT NOT NULL,
    "Subject" TEXT NULL, "Tags" TEXT NOT NULL)`
}

export const observersTable = `CREATE TABLE "Observers" (
  "Id" TEXT NOT NULL CONSTRAINT "PK_Observers" PRIMARY KEY, "LastHandledEventSequenceNumber" INTEGER NOT NULL,
  "RunningState" INTEGER NOT NULL, "ReplayingPartitions" TEXT NOT NULL, "CatchingUpPartitions" TEXT NOT NULL,
  "FailedPartitions" TEXT NOT NULL, "IsReplaying" INTEGER NOT NULL)`

/** An event as Chronicle writes it, in its default event source type and stream. */
export const chronicleEvent: Row = {
  SequenceNumber: 0n,
  CorrelationId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  Causation: '[{"occurred":"2024-05-01T12:00:00+00:00","type":"Root","properties":{}}]',
  CausedBy: '["9f4d3b6e-3a5d-4a52-9b0f-5a8d6f7c1e20"]',
  Type: 'AccountOpened',
  Occurred: '2024-05-01 14:00:00.1234567+02:00',
  EventSourceType: 'Default',
  EventSourceId: 'acc-1',
  EventStreamType: 'All',
  EventStreamId: 'Default',
  Content: '{"1":{"balance":9007199254740993}}',
  ContentHashes: '{"1":"ab12"}',
  Compensations: '{}',
  Subject: 'ada',
  Tags: '[]',
}

/** An event log of Chronicle at rest. */
export function chronicleStoreOf(...rows: readonly Row[]): string {
  return makeStore([sequenceTable('event-log'), sequenceTable('system')], (database) =>
    addRows(database, 'event-log', chronicleEvent, rows),
  )
}
