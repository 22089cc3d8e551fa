import type { SearchIndexName } from '../../core/search-indexes.ts'
import { AppendQueue } from './append-queue.ts'
import { IndexFiller } from './index-filler.ts'
import { type AppendCall, LogWriter } from './log-writer.ts'
import type { FileIdentity } from './store-file.ts'

export type StoreWriter = ReturnType<typeof openStoreWriter>

/** What the writing thread does. */
export function openStoreWriter(path: string, file: FileIdentity) {
  const writer = new LogWriter(path, file)
  const queue = new AppendQueue(writer)
  const filler = new IndexFiller({ path, file, isBusy: () => !queue.isIdle })
  return {
    append: async (call: AppendCall) => {
      const result = await queue.append(call)
      filler.appended()
      return result
    },
    letGo: () => writer.letGo(),
    addSearchIndex: (name: SearchIndexName) => filler.add(name),
    removeSearchIndex: (name: SearchIndexName) => filler.remove(name),
    searchIndexProgress: () => filler.progress(),
    close: () => {
      filler.stop()
      writer.close()
    },
  }
}
