// What an application imports as `epoch/sqlite`.
import { isNodeNewEnough, OLDEST_NODE } from '../backends/sqlite/required-node.ts'
import { EpochError } from '../core/errors.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'

/** A store in one SQLite file, with what an explorer asks of it. Dispose of it to end its threads. */
export type SqliteEventStore = EventStoreBackend & LogIndex

export interface SqliteStoreOptions {
  /** `create`, the default, makes the store where there is none; `write` does not, and `read` takes no appends either. */
  readonly mode?: 'create' | 'write' | 'read'
}

/**
 * Opens an event store of Epoch's own. Any number of processes may have it open, Epoch among them; a subscription tells what each of them
 * commits.
 *
 * @throws EpochError `runtime-too-old`, `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-unknown-schema`,
 * `store-no-permission`, `store-corrupt`
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<SqliteEventStore> {
  const { node } = process.versions
  if (!isNodeNewEnough(node))
    throw new EpochError('runtime-too-old', `Epoch needs Node ${OLDEST_NODE} or newer and this is ${node}`, { node })
  // Not before Node is known to be new enough: on an older one the driver ends the process.
  const { openFollowedStore } = await import('./open-followed-store.ts')
  return await openFollowedStore(path, options.mode ?? 'create')
}
