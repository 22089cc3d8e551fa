import { type EventId, eventType, type NewEvent, type StreamName, streamName } from '../../core/event.ts'
import { type JsonObject, jsonTextOf } from '../../core/json.ts'
import { uuidv5 } from '../uuidv5.ts'
import { fileStream, quotedPath, textOf } from './git-path.ts'
import type { GitChange, GitCommit } from './log-parser.ts'

const repositoryStream = streamName('repository')

const types = {
  commit: eventType('CommitMade'),
  added: eventType('FileAdded'),
  changed: eventType('FileChanged'),
  renamed: eventType('FileRenamed'),
  deleted: eventType('FileDeleted'),
} as const

const SUBMODULE = '160000'

/** Longest message kept; the rest of a longer one is cut. */
const MAX_MESSAGE_CHARACTERS = 1024 * 1024

/** The id of a commit's CommitMade: the same for the same commit in every clone. */
export function commitEventId(hash: string): EventId {
  return uuidv5('git', hash, types.commit)
}

/**
 * A commit's events: its CommitMade in stream `repository`, then one for each file, two for a renamed one. They share the
 * commit's hash as correlation; a file's event is caused by the CommitMade, that by the CommitMade of its first parent, and
 * the FileAdded that goes on after a rename by the FileRenamed.
 *
 * @param sizes bytes of each of the commit's files, undefined where unknown
 */
export function commitEvents(commit: GitCommit, sizes: readonly (number | undefined)[]): readonly NewEvent[] {
  const made = commitEventId(commit.hash)
  const files = commit.files.flatMap((change, index) => fileEvents(commit, change, sizes[index]))
  const [parent] = commit.parents
  const head = event(commit, {
    id: made,
    stream: repositoryStream,
    type: types.commit,
    data: commitData(commit),
    ...(parent !== undefined && { cause: commitEventId(parent) }),
  })
  return [head, ...files]
}

function commitData(commit: GitCommit): JsonObject {
  const { hash, parents, author, email, authoredAt, committer, committerEmail, message, files } = commit
  const sameHand = committer === author && committerEmail === email
  return {
    hash,
    parents,
    author,
    email,
    authoredAt,
    ...(!sameHand && { committer, committerEmail }),
    message: message.slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed(),
    files: files.length,
    added: files.reduce((sum, { lines }) => sum + (lines?.added ?? 0), 0),
    removed: files.reduce((sum, { lines }) => sum + (lines?.removed ?? 0), 0),
  }
}

function fileEvents(commit: GitCommit, change: GitChange, bytes: number | undefined): readonly NewEvent[] {
  const data = fileData(commit, change, bytes)
  if (change.kind !== 'renamed' || change.from === undefined) {
    return [fileEvent(commit, { type: types[change.kind], path: change.path, data })]
  }
  const { from, path } = change
  const { commit: hash, author, email } = data
  const renamed = fileEvent(commit, {
    type: types.renamed,
    path: from,
    data: { ...pathData(from), to: textOf(path), commit: hash, author, email, added: 0, removed: 0 },
  })
  const added = { type: types.added, path, data: { ...data, from: textOf(from) }, cause: renamed.id }
  return [renamed, fileEvent(commit, added)]
}

function fileData({ hash, author, email, parents }: GitCommit, change: GitChange, bytes: number | undefined) {
  const { path, mode, kind, lines } = change
  return {
    ...pathData(path),
    commit: hash,
    author,
    email,
    added: lines?.added ?? 0,
    removed: lines?.removed ?? 0,
    ...(kind === 'deleted' ? { bytes: 0 } : bytes !== undefined && { bytes }),
    mode,
    ...(mode === SUBMODULE ? { submodule: true } : lines === undefined && { binary: true }),
    ...(parents.length > 1 && { merge: true }),
  }
}

function pathData(path: Uint8Array): { readonly path: string; readonly quotedPath?: string } {
  const quoted = quotedPath(path)
  return { path: textOf(path), ...(quoted !== undefined && { quotedPath: quoted }) }
}

interface FileFact {
  readonly type: NewEvent['type']
  readonly path: Uint8Array
  readonly data: JsonObject
  readonly cause?: EventId
}

function fileEvent(commit: GitCommit, { type, path, data, cause = commitEventId(commit.hash) }: FileFact): NewEvent {
  return event(commit, { id: uuidv5('git', commit.hash, type, path), stream: fileStream(path), type, data, cause })
}

interface Fact {
  readonly id: EventId
  readonly stream: StreamName
  readonly type: NewEvent['type']
  readonly data: JsonObject
  readonly cause?: EventId
}

function event(commit: GitCommit, { id, stream, type, data, cause }: Fact): NewEvent {
  const actorId = commit.email || commit.author
  return {
    id,
    stream,
    type,
    schemaVersion: 1,
    createdAtUs: committedAtUs(commit),
    data: jsonTextOf(data),
    metadata: jsonTextOf({
      ...(cause !== undefined && { causationId: cause }),
      correlationId: commit.hash,
      ...(actorId !== '' && { actorId }),
    }),
  }
}

/** The committer's time; a commit whose clock was set past what a time can be has the last time there is. */
function committedAtUs({ committedSeconds }: GitCommit): number {
  const us = Number(committedSeconds) * 1_000_000
  return Number.isNaN(us) ? 0 : Math.min(us, Number.MAX_SAFE_INTEGER)
}
