import { utf8Length } from '../core/event.ts'
import type { TextCodec } from './value-store.ts'

export interface PackedTexts {
  /** UTF-8, end to end; valid until the next texts are packed. */
  readonly bytes: Uint8Array
  /** Where each text ends, in bytes. */
  readonly ends: readonly number[]
}

const MAX_BYTES_PER_UNIT = 3

/** Encodes many texts with one call. */
export class TextPacker {
  readonly #encoder: TextCodec['encoder']
  #scratch = new Uint8Array(64 * 1024)

  constructor(encoder: TextCodec['encoder']) {
    this.#encoder = encoder
  }

  pack(texts: readonly string[]): PackedTexts {
    const whole = texts.join('')
    if (whole.length * MAX_BYTES_PER_UNIT > this.#scratch.length)
      this.#scratch = new Uint8Array(Math.max(whole.length * MAX_BYTES_PER_UNIT, this.#scratch.length * 2))
    const { written } = this.#encoder.encodeInto(whole, this.#scratch)
    const isAscii = written === whole.length
    let end = 0
    const ends = texts.map((text) => {
      end += isAscii ? text.length : utf8Length(text)
      return end
    })
    return { bytes: this.#scratch.subarray(0, written), ends }
  }
}
