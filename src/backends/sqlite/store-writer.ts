import { AppendQueue } from './append-queue.ts'
import { type AppendCall, LogWriter } from './log-writer.ts'
import type { FileIdentity } from './store-file.ts'

export type StoreWriter = ReturnType<typeof openStoreWriter>

/** What the writing thread does. */
export function openStoreWriter(path: string, file: FileIdentity) {
  const writer = new LogWriter(path, file)
  const queue = new AppendQueue(writer)
  return {
    append: (call: AppendCall) => queue.append(call),
    close: () => writer.close(),
  }
}
