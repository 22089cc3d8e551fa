import { basename, parse } from 'node:path'
import type { StartProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { EpochError, isEpochError } from '../core/errors.ts'
import { type EventId, type StreamName, streamName } from '../core/event.ts'
import type { StoreMapping } from '../core/store-mapping.ts'
import { isGitRepository, readGit } from '../transfer/git/read-git.ts'
import type { HistoryBatch, RecognisedHistory } from '../transfer/history-source.ts'
import { newEventOf } from '../transfer/new-event-of.ts'
import { openHistory } from '../transfer/open-history.ts'
import { identifyFile } from './identify-file.ts'

export interface HistoryOfPathOptions {
  readonly startProcess: StartProcess
  /** Kinds and rows that people said the columns of. */
  readonly mappings: readonly StoreMapping[]
  /** Which events need not be told again, for histories that can pass them over. */
  readonly has?: (id: EventId) => Promise<boolean>
  /** The stream of records that name none; default: the file's name. */
  readonly stream?: StreamName
  /** Whether a key that is there twice makes a record a fault. */
  readonly strict?: boolean
  readonly signal?: AbortSignalLike
}

/**
 * The history at a path, whatever it is: a repository, a store of any known kind, a file of events.
 *
 * @throws EpochError saying what is at the path instead
 */
export async function historyOfPath(path: string, options: HistoryOfPathOptions): Promise<RecognisedHistory> {
  const { kind, path: realPath } = await identifyFile(path)
  if (kind === 'folder') return await historyOfRepository(realPath, options)
  if (kind === 'other') return await historyOfText(realPath, options)
  try {
    return historyOfStore(await openBackend(realPath, options))
  } catch (error) {
    if (!isEpochError(error, 'store-not-sqlite')) throw error
    return await historyOfText(realPath, options)
  }
}

/**
 * The history that a file of text is. A database must not come here: closing one would drop the locks that this process has on it.
 *
 * @throws EpochError `import-unreadable`, `import-unrecognised`, `import-unsupported`, `import-wrong-encoding`
 */
export async function historyOfText(
  path: string,
  { stream = streamOfFile(path), mappings, strict, signal }: Omit<HistoryOfPathOptions, 'startProcess'>,
): Promise<RecognisedHistory> {
  try {
    return await openHistory(path, {
      stream,
      mappings,
      ...(strict !== undefined && { strict }),
      ...(signal !== undefined && { signal }),
    })
  } catch (error) {
    if (!(error instanceof EpochError) || error.code !== 'import-unrecognised') throw error
    const message = `${path}: it is no SQLite database, unless an encrypted one; and ${error.message}`
    throw new EpochError(error.code, message, { ...error.details, path }, { cause: error })
  }
}

/** @throws EpochError `not-a-git-repository` */
export async function historyOfRepository(
  path: string,
  { has }: Pick<HistoryOfPathOptions, 'has'>,
): Promise<RecognisedHistory> {
  if (await isGitRepository(path)) return { format: 'git', history: readGit(path, has && { has }) }
  throw new EpochError(
    'not-a-git-repository',
    `${path} is a folder and no git repository; name a file, or the folder that has .git in it`,
    { path },
  )
}

/** As the store is now; what is committed meanwhile is for the next time. It is closed with the history. */
function historyOfStore({ store, recognised, index }: OpenedBackend): RecognisedHistory {
  async function* batches(): AsyncGenerator<HistoryBatch, void> {
    try {
      const upTo = await store.head()
      const { events: total } = await index.summary()
      let done = 0
      for await (const page of store.readAll({ upTo })) {
        done += page.length
        yield { events: page.map(newEventOf), faults: [], done, total }
      }
    } finally {
      await store.dispose()
    }
  }
  return { format: recognised.kind, history: batches(), close: () => store.dispose() }
}

/** What can be a stream's name of a file's, without its endings. */
function streamOfFile(path: string): StreamName {
  const name = parse(basename(path, '.gz')).name.replace(/[\p{Cc}\p{Cs}]/gu, '_')
  return streamName(name === '' ? 'imported' : name)
}
