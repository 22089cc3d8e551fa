import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_VALUES_BYTES, type ValuesId } from '../contract/host-contract.ts'
import { EpochError, InvalidRequest } from '../core/errors.ts'
import { hasErrorCode } from './has-error-code.ts'

/** Most bytes that the scratch files of one client have together. */
const VALUES_QUOTA_BYTES = 8 * 1024 ** 3

interface ValuesFile {
  readonly file: FileHandle
  /** What is written. */
  bytes: number
  /** Appends wait for one another: a value's place is where the one before it ended. After one that failed all do, as they have no place. */
  appended: Promise<void>
}

type ByteRange = readonly [start: number, end: number]

/** The scratch files of one client. They have no name, so whatever ends the host leaves none behind. */
export class ScratchValues {
  readonly #folder: string
  readonly #quotaBytes: number
  readonly #files = new Map<ValuesId, ValuesFile>()
  /** Written, and on its way. */
  #bytes = 0
  #hasEnded = false

  constructor(home: string, quotaBytes = VALUES_QUOTA_BYTES) {
    this.#folder = join(home, 'scratch')
    this.#quotaBytes = quotaBytes
  }

  /** @throws EpochError `not-found` where the client left meanwhile */
  async open(): Promise<ValuesId> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const id = randomBytes(16).toString('base64url') as ValuesId
    const path = join(this.#folder, id)
    const file = await open(path, 'wx+', 0o600)
    await rm(path)
    if (this.#hasEnded) {
      await file.close()
      throw unknown(id)
    }
    this.#files.set(id, { file, bytes: 0, appended: Promise.resolve() })
    return id
  }

  /** @throws EpochError `value-too-large` beyond the quota, `disk-full`, after which a file takes no more; nothing is added then */
  async append(id: ValuesId, bytes: Uint8Array): Promise<void> {
    const values = this.#get(id)
    if (this.#bytes + bytes.length > this.#quotaBytes)
      throw new EpochError(
        'value-too-large',
        `read models take more than ${this.#quotaBytes / 1024 ** 2} MiB on disk; keep less in their cells, or close a projection`,
        { limitBytes: this.#quotaBytes },
      )
    this.#bytes += bytes.length
    values.appended = values.appended.then(async () => {
      await writeAll(values.file, bytes, values.bytes)
      values.bytes += bytes.length
    })
    try {
      await values.appended
    } catch (error) {
      this.#bytes -= bytes.length
      if (!hasErrorCode(error, 'ENOSPC')) throw error
      throw new EpochError(
        'disk-full',
        'there is no room for what a read model was; make room on the disk',
        {},
        { cause: error },
      )
    }
  }

  /** @throws InvalidRequest for ranges outside of what was added, or more bytes than one answer has */
  async read(id: ValuesId, ranges: readonly ByteRange[]): Promise<Uint8Array> {
    const values = this.#get(id)
    await values.appended.catch(() => {})
    const { bytes: size } = values
    if (ranges.some(([start, end]) => start > end || end > size))
      throw new InvalidRequest('values.read', `a range is not within the ${size} bytes that were added`)
    const total = ranges.reduce((sum, [start, end]) => sum + end - start, 0)
    if (total > MAX_VALUES_BYTES)
      throw new InvalidRequest('values.read', `${total} bytes were asked for, and the most is ${MAX_VALUES_BYTES}`)
    const all = new Uint8Array(total)
    let at = 0
    const reads = ranges.map(async ([start, end]) => {
      const into = at
      at += end - start
      await values.file.read(all, into, end - start, start)
    })
    await Promise.all(reads)
    return all
  }

  async close(id: ValuesId): Promise<void> {
    const values = this.#get(id)
    this.#files.delete(id)
    await values.appended.catch(() => {})
    this.#bytes -= values.bytes
    await values.file.close()
  }

  async closeAll(): Promise<void> {
    this.#hasEnded = true
    await Promise.all([...this.#files.keys()].map((id) => this.close(id)))
  }

  #get(id: ValuesId): ValuesFile {
    const found = this.#files.get(id)
    if (found === undefined) throw unknown(id)
    return found
  }
}

function unknown(id: ValuesId): EpochError {
  return new EpochError('not-found', 'there is no such scratch file of this connection', { id })
}

/** A disk that is nearly full takes a part of what is written, and says so only of the rest. */
async function writeAll(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, place + at)
    at += bytesWritten
  }
}
