import { nextTurn } from '../backends/next-turn.ts'
import type { FieldsMessage } from '../contract/host-contract.ts'
import type { EventType } from '../core/event.ts'
import { type FieldHistory, FieldHistoryFold } from '../core/event-shape/field-history.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'
import { progressMessages } from './progress-messages.ts'

interface ReadLog {
  readonly store: Pick<EventStoreBackend, 'readAll'>
  readonly index: Pick<LogIndex, 'types'>
}

interface ReadOptions {
  readonly signal: AbortSignal
  /** Called with how many events of the type have been read. */
  readonly onProgress: (done: number) => void
}

/** Reads every event of a type and tells which fields its data had when: how far that is, then what came of it. It ends with its reader. */
export async function* fieldMessages(
  log: ReadLog,
  type: EventType,
  signal: AbortSignal,
): AsyncGenerator<FieldsMessage, void> {
  const counted = (await log.index.types()).find(({ name }) => name === type)?.events ?? 0
  const read = (options: ReadOptions) => readFields(log, type, options)
  for await (const message of progressMessages(read, signal))
    yield message.kind === 'progress'
      ? { kind: 'progress', done: message.step, total: Math.max(counted, message.step) }
      : { kind: 'fields', fields: message.result }
}

async function readFields(
  { store }: ReadLog,
  type: EventType,
  { signal, onProgress }: ReadOptions,
): Promise<FieldHistory> {
  const fold = new FieldHistoryFold(type)
  let done = 0
  for await (const events of store.readAll({ filter: { types: [type] }, signal })) {
    fold.add(events)
    done += events.length
    onProgress(done)
    // A page of large events takes its time: others have their turn before the next.
    await nextTurn()
  }
  return fold.history
}
