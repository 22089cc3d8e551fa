import { utf8Length } from '../core/event.ts'
import type { TextCodec } from './value-store.ts'

export interface PackedTexts {
  /** UTF-8, end to end; valid until the next texts are packed. */
  readonly bytes: Uint8Array
  /** Where each text ends, in bytes. */
  readonly ends: readonly number[]
}

const MAX_BYTES_PER_UNIT = 3

/** A buffer of more is not kept for the next texts. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024

/** Encodes many texts with one call. */
export class TextPacker {
  readonly #encoder: TextCodec['encoder']
  #scratch = new Uint8Array(64 * 1024)

  constructor(encoder: TextCodec['encoder']) {
    this.#encoder = encoder
  }

  pack(texts: readonly string[]): PackedTexts {
    const whole = texts.join('')
    const into = this.#bufferFor(whole)
    const { written } = this.#encoder.encodeInto(whole, into)
    const isAscii = written === whole.length
    let end = 0
    const ends = texts.map((text) => {
      end += isAscii ? text.length : utf8Length(text)
      return end
    })
    return { bytes: into.subarray(0, written), ends }
  }

  #bufferFor(text: string): Uint8Array {
    const most = text.length * MAX_BYTES_PER_UNIT
    if (most > MAX_KEPT_BYTES) return new Uint8Array(utf8Length(text))
    if (most > this.#scratch.length) this.#scratch = new Uint8Array(Math.max(most, this.#scratch.length * 2))
    return this.#scratch
  }
}
