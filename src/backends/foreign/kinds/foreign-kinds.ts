import type { ForeignKind } from '../foreign-kind.ts'
import { chronicle } from './chronicle.ts'
import { cqrsEs } from './cqrs-es.ts'
import { emmett } from './emmett.ts'
import { gleamEventsourcing } from './gleam-eventsourcing.ts'
import { pythonEventsourcing } from './python-eventsourcing.ts'
import { railsEventStore } from './rails-event-store.ts'
import { sqlEventStore } from './sql-event-store.ts'
import { sqlStreamStore } from './sql-stream-store.ts'

/**
 * Every kind of foreign SQLite store that Epoch reads, in the order in which they are tried: Gleam's before cqrs-es, which has the same
 * columns and takes tables of any name.
 */
export const foreignKinds: readonly ForeignKind[] = [
  emmett,
  sqlStreamStore,
  railsEventStore,
  sqlEventStore,
  chronicle,
  gleamEventsourcing,
  cqrsEs,
  pythonEventsourcing,
]
