import { createGunzip } from 'node:zlib'
import { EpochError } from '../../core/errors.ts'

export interface UnpackLimits {
  /** Most bytes that come out. */
  readonly bytes: number
  /** How many bytes may come out for each that goes in, once more than `freeBytes` have. */
  readonly ratio: number
  readonly freeBytes: number
}

export const UNPACK_LIMITS: UnpackLimits = {
  bytes: 10 * 1024 * 1024 * 1024,
  ratio: 200,
  freeBytes: 10 * 1024 * 1024,
}

/** Deflate makes at most 1,032 bytes of one, so this much in is at most 17 MB out at a time. */
const STEP_BYTES = 16 * 1024

/**
 * What gzip data unpacks to, of all its members one after another. Never more than a step is held.
 *
 * @throws EpochError after what could be unpacked: `import-truncated` where the data is cut off, `import-unreadable` where it is damaged,
 * `import-bomb` past a limit
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  limits: UnpackLimits = UNPACK_LIMITS,
): AsyncGenerator<Uint8Array, void> {
  const unpacking = new Unpacking(limits)
  try {
    for await (const chunk of chunks)
      for (let from = 0; from < chunk.length; from += STEP_BYTES)
        yield* unpacking.step(chunk.subarray(from, from + STEP_BYTES))
    yield* unpacking.end()
  } finally {
    unpacking.close()
  }
}

class Unpacking {
  readonly #limits: UnpackLimits
  readonly #gunzip = createGunzip()
  #in = 0
  #out = 0
  #parts: Uint8Array[] = []
  #failure: Error | undefined
  #hasEnded = false
  /** After a failure, and after the end where zeros follow, the stream does not say that a write is done. */
  #stepDone: () => void = () => {}

  constructor(limits: UnpackLimits) {
    this.#limits = limits
    this.#gunzip.on('data', (part: Buffer) => this.#parts.push(part))
    this.#gunzip.on('error', (error) => {
      this.#failure = error
      this.#stepDone()
    })
    this.#gunzip.on('end', () => {
      this.#hasEnded = true
      this.#stepDone()
    })
  }

  async *step(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
    this.#in += bytes.length
    if (this.#hasEnded) {
      if (bytes.some((byte) => byte !== 0)) throw unpackError(new Error('there is more after its end'), this.#in)
      return
    }
    await new Promise<void>((resolve) => {
      this.#stepDone = resolve
      this.#gunzip.write(bytes, () => resolve())
    })
    yield* this.#unpacked()
  }

  async *end(): AsyncGenerator<Uint8Array, void> {
    if (this.#hasEnded) return
    await new Promise<void>((resolve) => {
      this.#stepDone = resolve
      this.#gunzip.end()
    })
    yield* this.#unpacked()
  }

  close(): void {
    this.#gunzip.destroy()
  }

  *#unpacked(): Generator<Uint8Array, void> {
    for (const part of this.#parts.splice(0)) {
      this.#out += part.length
      if (this.#isBomb()) throw new EpochError('import-bomb', bombMessage(this.#in, this.#out))
      yield part
    }
    if (this.#failure) throw unpackError(this.#failure, this.#in)
  }

  #isBomb(): boolean {
    const { bytes, ratio, freeBytes } = this.#limits
    return this.#out > bytes || (this.#out > freeBytes && this.#out > ratio * this.#in)
  }
}

function bombMessage(bytesIn: number, bytesOut: number): string {
  return `the gzip data unpacks to more than ${bytesOut} bytes out of ${bytesIn}; unpack it yourself and look at it first`
}

function unpackError(cause: Error, bytesIn: number): EpochError {
  if ('code' in cause && cause.code === 'Z_BUF_ERROR')
    return new EpochError(
      'import-truncated',
      `the gzip data is cut off after ${bytesIn} bytes; what came before is kept`,
      {},
      { cause },
    )
  return new EpochError(
    'import-unreadable',
    `the gzip data is damaged (${cause.message}); what came before is kept`,
    {},
    { cause },
  )
}
