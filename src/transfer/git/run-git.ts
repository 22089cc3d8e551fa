import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { EpochError } from '../../core/errors.ts'

/**
 * Settings of a repository, of the user or of the machine that would start a program, fetch something, or change what
 * git tells; a repository is somebody else's file, and the same one must read the same everywhere.
 */
const settings: readonly string[] = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'core.attributesFile=',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=false',
  'log.follow=false',
  'diff.renameLimit=2000',
  'i18n.logOutputEncoding=UTF-8',
]

const MAX_SAID_CHARACTERS = 300

export interface GitRun extends AsyncDisposable {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Waits for the end. @throws EpochError with what git said, when it failed */
  done(): Promise<void>
  /** Waits for the end, and says whether it went well. @throws EpochError when there is no git */
  succeeded(): Promise<boolean>
}

/** Starts git on the repository at a real path (no links in it), never through a shell; what it was started with ends it. */
export function runGit(repository: string, args: readonly string[]): GitRun {
  const all = [...settings.flatMap((setting) => ['-c', setting]), '--no-pager', '-C', repository, ...args]
  const child = spawn('git', all, {
    env: safeEnvironment(repository),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MAX_SAID_CHARACTERS)
  })
  // A git that ends early closes its input; that is told by its exit code.
  child.stdin.on('error', () => {})
  const ended = endOf(child, repository, () => said)
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    done: async () => {
      const failure = await ended
      if (failure) throw failure
    },
    succeeded: async () => (await ended) === undefined,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await ended.catch(() => undefined)
    },
  }
}

/** All that git writes, as text. @throws EpochError */
export async function gitText(repository: string, args: readonly string[]): Promise<string> {
  await using run = runGit(repository, args)
  run.stdin.end()
  let text = ''
  for await (const part of run.stdout.setEncoding('utf8')) text += String(part)
  await run.done()
  return text
}

/** Whether a question to git is answered with yes. @throws EpochError when there is no git */
export async function gitSucceeds(repository: string, args: readonly string[]): Promise<boolean> {
  await using run = runGit(repository, args)
  run.stdin.end()
  run.stdout.resume()
  return await run.succeeded()
}

/** @returns what went wrong, if git itself failed. @throws EpochError when there is no git */
async function endOf(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  repository: string,
  said: () => string,
): Promise<EpochError | undefined> {
  try {
    const [code] = await once(child, 'close')
    return code === 0 ? undefined : failed(repository, said().trim())
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
    const message = 'reading a git repository needs the program git, and it is not on the search path; install git'
    throw new EpochError('import-unreadable', message, {}, { cause })
  }
}

function failed(repository: string, said: string): EpochError {
  return new EpochError('import-unreadable', `git could not read ${repository}: ${said || 'it was stopped'}`, {
    path: repository,
  })
}

/** The environment without anything that points git elsewhere; no protocol may fetch, nothing may ask. */
function safeEnvironment(repository: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'))
  return {
    ...Object.fromEntries(inherited),
    GIT_CEILING_DIRECTORIES: dirname(repository),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
  }
}
