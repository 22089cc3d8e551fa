import { textOf } from './git-path.ts'

/** What `git log` is asked for, and what {@link LogParser} reads. */
export const logArguments: readonly string[] = [
  'log',
  '--reverse',
  '--topo-order',
  '-z',
  '--raw',
  '--numstat',
  '--no-abbrev',
  // Of a merge, only the files that are none of its parents': what came in by a parent is told by its own commits.
  '--diff-merges=combined',
  '--combined-all-paths',
  '--find-renames=50%',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--no-color',
  '--no-decorate',
  '--no-notes',
  '--diff-algorithm=myers',
  '--ignore-submodules=none',
  '-O/dev/null',
  '--encoding=UTF-8',
  '--format=%x01commit%x00%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%ct%x00%B%x00',
]

const commitMark = '\u0001commit'
const FIELDS = 9

export interface GitCommit {
  readonly hash: string
  readonly parents: readonly string[]
  readonly author: string
  readonly email: string
  readonly authoredAt: string
  readonly committer: string
  readonly committerEmail: string
  /** Seconds since 1970, as git writes them. */
  readonly committedSeconds: string
  readonly message: string
  readonly files: readonly GitChange[]
}

export interface GitChange {
  readonly kind: 'added' | 'changed' | 'renamed' | 'deleted'
  readonly path: Uint8Array
  /** Where a renamed file was before. */
  readonly from?: Uint8Array
  /** Of a deleted file, the mode it had. */
  readonly mode: string
  /** Name of the content; zeros for a deleted file. */
  readonly blob: string
  /** Lines against the first parent; undefined for a binary file. */
  readonly lines?: { readonly added: number; readonly removed: number }
}

type RawChange = Omit<GitChange, 'lines'>

/** Puts commits together from the pieces between the zero bytes of git's output. */
export class LogParser {
  #fields: string[] = []
  #inFields = false
  #changes: RawChange[] = []
  /** Lines by path, its bytes as latin1 text; null for a binary file. */
  #lines = new Map<string, GitChange['lines'] | null>()
  #raw: string | undefined
  #paths: Uint8Array[] = []
  #pathsMissing = 0
  #numstat: string | undefined

  /** @returns the commit before, when this piece begins another */
  push(piece: Uint8Array): GitCommit | undefined {
    if (this.#inFields) {
      this.#fields.push(textOf(piece))
      this.#inFields = this.#fields.length < FIELDS
      return undefined
    }
    if (this.#pathsMissing > 0) {
      this.#path(piece)
      return undefined
    }
    const text = latin1(piece).replace(/^\n+/, '')
    if (text === commitMark) {
      const finished = this.finish()
      this.#inFields = true
      return finished
    }
    if (text.startsWith(':')) this.#beginRaw(text)
    else if (text !== '') this.#beginNumstat(text)
    return undefined
  }

  /** The commit at hand, when there is no more of it. */
  finish(): GitCommit | undefined {
    const [hash, parents = '', author = '', email = '', authoredAt = '', committer = '', committerEmail = ''] =
      this.#fields
    const [committedSeconds = '', message = ''] = this.#fields.slice(7)
    const files = this.#changes.map((change) => {
      const lines = this.#lines.get(latin1(change.path))
      return lines ? { ...change, lines } : change
    })
    this.#fields = []
    this.#changes = []
    this.#lines = new Map()
    if (hash === undefined) return undefined
    return {
      hash,
      parents: parents === '' ? [] : parents.split(' '),
      author,
      email,
      authoredAt,
      committer,
      committerEmail,
      committedSeconds,
      message: message.trimEnd(),
      files,
    }
  }

  /** `:` and, for a merge of n parents, n of them; then the modes and blobs of the parents and the result, and a letter each. */
  #beginRaw(text: string): void {
    const parents = text.lastIndexOf(':') + 1
    const letters = text.slice(text.lastIndexOf(' ') + 1)
    this.#raw = text
    this.#pathsMissing = parents > 1 ? parents + 1 : letters.startsWith('R') ? 2 : 1
  }

  #beginNumstat(text: string): void {
    const [added = '', removed = '', ...rest] = text.split('\t')
    this.#numstat = `${added}\t${removed}`
    const path = rest.join('\t')
    if (path === '') this.#pathsMissing = 2
    else this.#endNumstat(path)
  }

  #path(path: Uint8Array): void {
    this.#paths.push(path)
    this.#pathsMissing -= 1
    if (this.#pathsMissing > 0) return
    const paths = this.#paths
    this.#paths = []
    const last = paths.at(-1) ?? path
    if (this.#raw === undefined) this.#endNumstat(latin1(last))
    else this.#changes.push(rawChange(this.#raw, paths[0] ?? last, last))
    this.#raw = undefined
  }

  #endNumstat(path: string): void {
    const [added = '', removed = ''] = (this.#numstat ?? '').split('\t')
    this.#lines.set(path, added === '-' ? null : { added: Number(added), removed: Number(removed) })
  }
}

function rawChange(text: string, from: Uint8Array, path: Uint8Array): RawChange {
  const parents = text.lastIndexOf(':') + 1
  const parts = text.slice(parents).split(' ')
  const letters = parts.at(-1) ?? ''
  const kind = kindOf(letters)
  const mode = parts[kind === 'deleted' ? 0 : parents] ?? ''
  const blob = parts[parents + 1 + parents] ?? ''
  return { kind, path, mode, blob, ...(kind === 'renamed' && { from }) }
}

/** One letter per parent (of a rename with a number behind): a file is new or renamed only if it is for all. */
function kindOf(letters: string): GitChange['kind'] {
  if (/^A+$/.test(letters)) return 'added'
  if (/^R+\d*$/.test(letters)) return 'renamed'
  return letters.includes('D') ? 'deleted' : 'changed'
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
