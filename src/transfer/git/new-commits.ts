import type { EventId } from '../../core/event.ts'
import { commitEventId } from './commit-events.ts'
import { gitText, runGit } from './run-git.ts'

export interface CommitRange {
  /** Revisions as `git log` takes them: what to read, and with `^` what to leave out. */
  readonly revisions: readonly string[]
  readonly count: number
}

/**
 * The commits that have to be read. Where some are known, that is the new ones and those known ones that nothing known was built on:
 * an import that was cut short may have left the last of its commits with some events missing.
 */
export async function commitsToRead(
  repository: string,
  has: ((id: EventId) => Promise<boolean>) | undefined,
): Promise<CommitRange> {
  const revisions = ['HEAD', ...(has ? await revisionsBeforeKnown(repository, has) : [])]
  const count = await gitText(repository, ['rev-list', '--count', ...revisions, '--'])
  return { revisions, count: Number(count) }
}

/** Walks back from the head along unknown commits, and leaves out the parents of the known ones it comes to. */
async function revisionsBeforeKnown(
  repository: string,
  has: (id: EventId) => Promise<boolean>,
): Promise<readonly string[]> {
  const excluded = new Set<string>()
  const wanted = new Set<string>()
  await using run = runGit(repository, ['rev-list', '--topo-order', '--parents', 'HEAD', '--'])
  run.stdin.end()
  let isHead = true
  let rest = ''
  for await (const chunk of run.stdout.setEncoding('latin1')) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [hash = '', ...parents] = line.split(' ')
      if (!wanted.delete(hash) && !isHead) continue
      isHead = false
      const next = (await has(commitEventId(hash))) ? excluded : wanted
      for (const parent of parents) next.add(parent)
    }
    if (wanted.size === 0) break
  }
  return [...excluded].map((hash) => `^${hash}`)
}
