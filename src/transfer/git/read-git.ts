import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { EpochError } from '../../core/errors.ts'
import type { EventId, NewEvent } from '../../core/event.ts'
import { BATCH_BYTES, BATCH_EVENTS, type HistoryBatch } from '../history-source.ts'
import { BlobSizes } from './blob-sizes.ts'
import { commitEvents } from './commit-events.ts'
import { type GitCommit, LogParser, logArguments } from './log-parser.ts'
import { commitsToRead } from './new-commits.ts'
import { NulSplitter } from './nul-splitter.ts'
import { gitSucceeds, runGit } from './run-git.ts'

export interface GitOptions {
  /** Whether the target has an event; given, only commits it does not have are read, and its last ones once more. */
  readonly has?: (id: EventId) => Promise<boolean>
}

/** Whether this very folder is a repository, with a work tree or bare. @throws EpochError when there is no git */
export async function isGitRepository(path: string): Promise<boolean> {
  return existsSync(path) && (await gitSucceeds(await realpath(path), ['rev-parse', '--git-dir']))
}

/**
 * The history of what HEAD is in a git repository, each commit after its parents, in whole commits a batch. Times are the
 * committer's. The same commit makes the same events in every clone.
 *
 * @throws EpochError `not-a-git-repository`, or `import-unreadable` with what git said
 */
export async function* readGit(path: string, { has }: GitOptions = {}): AsyncGenerator<HistoryBatch, void> {
  const repository = await repositoryAt(path)
  if (!(await gitSucceeds(repository, ['rev-parse', '--verify', '--quiet', 'HEAD']))) return
  const { revisions, count } = await commitsToRead(repository, has)
  await using sizes = new BlobSizes(repository)
  let done = 0
  for await (const commits of commitBatches(repository, revisions)) {
    const blobs = commits.flatMap(({ files }) => files.filter(hasContent).map(({ blob }) => blob))
    const known = await sizes.sizesOf(blobs)
    let next = 0
    const events: NewEvent[] = commits.flatMap((commit) =>
      commitEvents(
        commit,
        commit.files.map((file) => (hasContent(file) ? known[next++] : undefined)),
      ),
    )
    done += commits.length
    yield { events, faults: [], done, total: count }
  }
}

function hasContent({ kind }: GitCommit['files'][number]): boolean {
  return kind !== 'deleted'
}

async function* commitBatches(
  repository: string,
  revisions: readonly string[],
): AsyncGenerator<readonly GitCommit[], void> {
  await using run = runGit(repository, [...logArguments, '--stdin', '--'])
  run.stdin.end(revisions.map((revision) => `${revision}\n`).join(''))
  const pieces = new NulSplitter()
  const parser = new LogParser()
  let batch: GitCommit[] = []
  let events = 0
  let characters = 0
  for await (const chunk of run.stdout) {
    for (const piece of pieces.push(chunk)) {
      const commit = parser.push(piece)
      if (commit === undefined) continue
      batch.push(commit)
      events += 1 + commit.files.length
      characters += commit.message.length
      if (events < BATCH_EVENTS && characters < BATCH_BYTES) continue
      yield batch
      batch = []
      events = 0
      characters = 0
    }
  }
  await run.done()
  const last = parser.finish()
  if (last) batch.push(last)
  if (batch.length > 0) yield batch
}

async function repositoryAt(path: string): Promise<string> {
  if (await isGitRepository(path)) return realpath(path)
  const message = `${path} is not a git repository; name the folder that has .git in it, or a bare repository`
  throw new EpochError('not-a-git-repository', message, { path })
}
