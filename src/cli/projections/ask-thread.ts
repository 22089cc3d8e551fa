import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { EpochError, errorOfRecord } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import type { EventStoreBackend } from '../../core/event-store-backend.ts'
import { HistoryReads } from './history-reads.ts'
import type { ThreadMessage, ThreadReply } from './projection-messages.ts'
import type { ProjectionTask, ThreadOutput } from './projection-task.ts'

const threadUrl = new URL(`./projection-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

export interface AskThreadOptions {
  readonly store: Pick<EventStoreBackend, 'readAll'>
  readonly signal: AbortSignal
  readonly onProgress: (progress: { readonly position: Position; readonly events: number }) => void
}

/**
 * Runs projections over a store in a thread of their own, which ends with this, however it ends: code that never comes back is ended by
 * the signal. What the code prints goes to the error output, so that the output has results alone.
 *
 * @throws the signal's reason; EpochError, among them `projection-crashed` where the thread ended by itself; what reading throws
 */
export async function* askThread(
  task: ProjectionTask,
  { store, signal, onProgress }: AskThreadOptions,
): AsyncGenerator<ThreadOutput, void> {
  const reads = new HistoryReads(store, signal)
  const worker = new Worker(threadUrl, { workerData: task, stdout: true, stdin: false })
  worker.stdout.pipe(process.stderr, { end: false })
  // What its code throws behind its last word is heard by nobody else, and would end this process.
  worker.on('error', () => {})
  const tell = (reply: ThreadReply): void => worker.postMessage(reply)
  try {
    for await (const message of messagesOf(worker, signal)) {
      switch (message.kind) {
        case 'read':
          reads.begin(message.read, message.range)
          break
        case 'next': {
          const events = await reads.next(message.read)
          tell({ kind: 'page', ...(events && { events }) })
          break
        }
        case 'close':
          await reads.close(message.read)
          break
        case 'progress':
          onProgress(message)
          break
        case 'output':
          yield message.output
          tell({ kind: 'more' })
          break
        case 'done':
          return
        case 'failed':
          throw errorOfRecord(message.error)
        case 'bug':
          throw message.bug
      }
    }
    throw crashed('it ended the thread that it runs in')
  } finally {
    await worker.terminate()
    await reads.closeAll()
  }
}

/** Until the thread ends. @throws the signal's reason; EpochError `projection-crashed` for what nothing in the thread caught */
async function* messagesOf(worker: Worker, signal: AbortSignal): AsyncGenerator<ThreadMessage, void> {
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] })) yield message as ThreadMessage
  } catch (error) {
    signal.throwIfAborted()
    throw crashed(error instanceof Error ? `${error.name}: ${error.message}` : String(error), error)
  }
}

function crashed(why: string, cause?: unknown): EpochError {
  return new EpochError('projection-crashed', `the projection's thread has ended: ${why}`, {}, { cause })
}
