import { basename } from 'node:path'
import type { ImportMessage } from '../contract/host-contract.ts'
import type { RecognisedHistory } from '../transfer/history-source.ts'
import { type HistoryOfPathOptions, historyOfPath } from './history-of-path.ts'
import type { OpeningProgress } from './open-path.ts'
import { progressMessages } from './progress-messages.ts'
import type { SharedStore } from './shared-store.ts'

/** Adds what is at a path to a store: how far that is, as often as the reader takes it, then the report. The import ends with its reader. */
export async function* importMessages(
  shared: SharedStore,
  path: string,
  { signal, ...options }: Omit<HistoryOfPathOptions, 'signal'> & { readonly signal: AbortSignal },
): AsyncGenerator<ImportMessage, void> {
  const what = `Importing ${basename(path)}`
  const has: HistoryOfPathOptions['has'] = async (id) => (await shared.index.eventById(id)) !== undefined
  const messages = progressMessages(
    async (work: { readonly signal: AbortSignal; readonly onProgress: (step: OpeningProgress) => void }) => {
      work.onProgress({ what, done: 0 })
      const open = (): Promise<RecognisedHistory> => historyOfPath(path, { ...options, has, signal: work.signal })
      return await shared.import(open, {
        signal: work.signal,
        onProgress: ({ done, total, added, known }) =>
          work.onProgress({ what, done, ...(total !== undefined && { total }), events: added + known }),
      })
    },
    signal,
  )
  for await (const message of messages)
    yield message.kind === 'progress'
      ? { kind: 'progress', ...message.step }
      : { kind: 'imported', imported: message.result }
}
