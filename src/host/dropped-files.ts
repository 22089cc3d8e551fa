import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { EpochError } from '../core/errors.ts'
import { hasErrorCode } from './has-error-code.ts'

/** Most bytes of one file. */
const MAX_DROPPED_BYTES = 16 * 1024 ** 3

/** In UTF-16 units, of three bytes at most: file systems take names of 255 bytes. */
const MAX_NAME_UNITS = 80

/**
 * Copies of files that a browser sent, each in a folder of its own, until the host's end. Those of a host that did not come to its end
 * go when the next one is sent a file.
 */
export class DroppedFiles {
  readonly #all: string
  /** This host's own: others may run on the same home. */
  readonly #folder: string

  constructor(home: string) {
    this.#all = join(home, 'dropped')
    this.#folder = join(this.#all, `${process.pid}-${randomBytes(6).toString('hex')}`)
  }

  /**
   * Keeps what is sent.
   *
   * @param name as the browser says it; only what can be part of a file's name is taken of it
   * @returns where it lies
   * @throws EpochError `value-too-large`, `disk-full`; what reading it throws. Nothing of it stays then.
   */
  async receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await this.#removeLeftBehind()
    const folder = await mkdtemp(join(this.#folder, 'file-'))
    const path = join(folder, legalName(name))
    try {
      await pipeline(bounded(chunks, name), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      return path
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      if (hasErrorCode(error, 'ENOSPC'))
        throw new EpochError(
          'disk-full',
          `there is no room for a copy of ${name}; make room and drop it again`,
          {},
          { cause: error },
        )
      throw error
    }
  }

  /** Whether a path is that of a copy. */
  has(path: string): boolean {
    return path.startsWith(`${this.#folder}${sep}`)
  }

  async removeAll(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }

  async #removeLeftBehind(): Promise<void> {
    for (const name of await readdir(this.#all))
      if (!isRunning(Number.parseInt(name, 10))) await rm(join(this.#all, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process is one as well.
    return hasErrorCode(error, 'EPERM')
  }
}

async function* bounded(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array, void> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > MAX_DROPPED_BYTES)
      throw new EpochError(
        'value-too-large',
        `${name} has more than ${MAX_DROPPED_BYTES} bytes; start Epoch with its path instead`,
        { limit: MAX_DROPPED_BYTES },
      )
    yield chunk
  }
}

function legalName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const legal = last.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '_').slice(-MAX_NAME_UNITS)
  return /^[. ]*$/.test(legal) ? 'dropped' : legal
}
