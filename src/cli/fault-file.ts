import { createWriteStream, type WriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { EpochError } from '../core/errors.ts'
import type { ImportFault } from '../transfer/history-source.ts'

/** All faults of an import as newline-delimited JSON, in a new file. */
export class FaultFile implements AsyncDisposable {
  readonly #stream: WriteStream
  readonly #finished: Promise<void>

  private constructor(stream: WriteStream) {
    this.#stream = stream
    this.#finished = finished(stream)
    this.#finished.catch(() => {})
  }

  /** @throws EpochError `file-exists`, `import-unreadable` */
  static async create(path: string): Promise<FaultFile> {
    try {
      await (await open(path, 'wx')).close()
    } catch (cause) {
      const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
      if (exists)
        throw new EpochError(
          'file-exists',
          `${path} is there already; name a new file for the report`,
          { path },
          { cause },
        )
      throw new EpochError('import-unreadable', `${path} cannot be written: ${String(cause)}`, { path }, { cause })
    }
    return new FaultFile(createWriteStream(path))
  }

  write(fault: ImportFault): void {
    this.#stream.write(`${JSON.stringify(fault)}\n`)
  }

  /** Rejects with what kept it from being written. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.end()
    await this.#finished
  }
}
