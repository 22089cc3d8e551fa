import { runGit } from './run-git.ts'

/** Asks one git for the sizes of files' contents. */
export class BlobSizes implements AsyncDisposable {
  readonly #git: ReturnType<typeof runGit>
  readonly #answers: AsyncIterator<string, undefined>

  constructor(repository: string) {
    this.#git = runGit(repository, ['cat-file', '--batch-check=%(objectsize)'])
    this.#answers = linesOf(this.#git.stdout)
  }

  /** Bytes of each blob, in order; undefined where the repository does not have it, as for a submodule. */
  async sizesOf(blobs: readonly string[]): Promise<readonly (number | undefined)[]> {
    if (blobs.length === 0) return []
    this.#git.stdin.write(blobs.map((blob) => `${blob}\n`).join(''))
    const sizes: (number | undefined)[] = []
    for (const _ of blobs) {
      const { value, done } = await this.#answers.next()
      if (done) await this.#git.done()
      sizes.push(value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined)
    }
    return sizes
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#git[Symbol.asyncDispose]()
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  return undefined
}
