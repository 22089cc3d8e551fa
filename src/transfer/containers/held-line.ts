const carriageReturn = 0x0d
const noBytes = new Uint8Array()

/** What is taken of a line that has ended. */
export interface EndedLine {
  /** Without one carriage return at the end; empty where it is too long. */
  readonly bytes: Uint8Array
  readonly tooLong: boolean
  /** How many bytes it had, held or passed over. */
  readonly length: number
}

/** The bytes of a line that comes in parts. One past the limit is passed over, never held. */
export class HeldLine {
  readonly #limit: number
  #parts: Uint8Array[] = []
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Bytes of the line so far. */
  get length(): number {
    return this.#length
  }

  /** @param part must not be changed afterwards */
  hold(part: Uint8Array): void {
    if (part.length === 0) return
    this.#length += part.length
    // One byte more than the limit may turn out to be the carriage return before a line feed.
    if (this.#length > this.#limit + 1) this.#parts = []
    else this.#parts.push(part)
  }

  /** Ends the line; the next part is of another one. */
  take(): EndedLine {
    const [only] = this.#parts
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts)
    const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole
    const length = this.#length
    const tooLong = length > this.#limit + 1 || bytes.length > this.#limit
    this.#parts = []
    this.#length = 0
    return { bytes: tooLong ? noBytes : bytes, tooLong, length }
  }
}
