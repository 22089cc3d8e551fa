import { EventInserter } from '../../src/backends/sqlite/event-inserter.ts'
import { createStore, openForWriting } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { fileIdentity } from '../../src/backends/sqlite/store-file.ts'
import { openStoreWriter } from '../../src/backends/sqlite/store-writer.ts'
import type { NewEvent, StreamName } from '../../src/core/event.ts'

/**
 * Where appends are made: by the store's threads, or by the module that the writing thread runs, which is ready in a third of the
 * time. The others are defective, for a harness to find out.
 */
export type AppendingBy = 'threads' | 'module' | 'module at synchronous=NORMAL' | 'threads, told too early'

export interface Appender {
  /** When the harness says that events are acknowledged. */
  readonly told: 'once it is committed' | 'before it is committed'
  /** Appends events of one stream. */
  append(events: readonly NewEvent[]): Promise<unknown>
  close(): Promise<void>
}

/** Makes the store where there is none. */
export async function openAppender(path: string, by: AppendingBy): Promise<Appender> {
  switch (by) {
    case 'module':
      return appendingInModule(path)
    case 'module at synchronous=NORMAL':
      return appendingAtNormal(path)
    case 'threads':
      return { ...(await appendingInThreads(path)), told: 'once it is committed' }
    case 'threads, told too early':
      return { ...(await appendingInThreads(path)), told: 'before it is committed' }
  }
}

export function appendingInModule(path: string): Appender {
  createStore(path)
  const writer = openStoreWriter(path, fileIdentity(path))
  return {
    told: 'once it is committed',
    append: (events) => writer.append({ stream: streamOf(events), events, expectedVersion: 'any' }),
    close: async () => writer.close(),
  }
}

async function appendingInThreads(path: string): Promise<Omit<Appender, 'told'>> {
  const store = await openSqliteStore(path, { mode: 'create' })
  return {
    append: (events) => store.storeEvents(streamOf(events), events),
    close: () => store.dispose(),
  }
}

function appendingAtNormal(path: string): Appender {
  createStore(path)
  const database = openForWriting(path, 'NORMAL')
  const inserter = new EventInserter(database)
  const commit = database.transaction((events: readonly NewEvent[]) => {
    inserter.begin()
    for (const event of events) inserter.insert(event)
    inserter.end()
  })
  return {
    told: 'once it is committed',
    append: async (events) => commit.immediate(events),
    close: async () => void database.close(),
  }
}

function streamOf([first]: readonly NewEvent[]): StreamName {
  if (first === undefined) throw new Error('an append has events')
  return first.stream
}
