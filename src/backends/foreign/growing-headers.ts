import type { EventType, StreamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { hashOfId } from '../id-hash.ts'
import { linkHashesOf } from '../link-hashes.ts'
import { NameNumbers } from '../name-numbers.ts'
import type { ForeignTuple, PackedHeaders } from './foreign-contract.ts'

/** Headers one after the other, as the columns of a batch. */
export class GrowingHeaders {
  readonly #most: number
  readonly #streams = new NameNumbers<StreamName>()
  readonly #types = new NameNumbers<EventType>()
  readonly #positions: Float64Array
  readonly #streamOf: Uint32Array
  readonly #typeOf: Uint32Array
  readonly #versions: Float64Array
  readonly #timesUs: Float64Array
  readonly #idHashes: Uint32Array
  readonly #causeHashes: Uint32Array
  readonly #correlationHashes: Uint32Array
  #size = 0

  /** @param most how many there may be at most */
  constructor(most: number) {
    this.#most = most
    this.#positions = new Float64Array(most)
    this.#streamOf = new Uint32Array(most)
    this.#typeOf = new Uint32Array(most)
    this.#versions = new Float64Array(most)
    this.#timesUs = new Float64Array(most)
    this.#idHashes = new Uint32Array(most)
    this.#causeHashes = new Uint32Array(most)
    this.#correlationHashes = new Uint32Array(most)
  }

  get isFull(): boolean {
    return this.#size === this.#most
  }

  packed(): PackedHeaders {
    return {
      streams: this.#streams.names,
      types: this.#types.names,
      positions: this.#packed(this.#positions),
      streamOf: this.#packed(this.#streamOf),
      typeOf: this.#packed(this.#typeOf),
      versions: this.#packed(this.#versions),
      timesUs: this.#packed(this.#timesUs),
      idHashes: this.#packed(this.#idHashes),
      causeHashes: this.#packed(this.#causeHashes),
      correlationHashes: this.#packed(this.#correlationHashes),
    }
  }

  add([position, stream, version, id, type, createdAtUs, , metadata]: ForeignTuple): void {
    const { cause, correlation } = linkHashesOf(metadata as JsonText)
    const at = this.#size++
    this.#positions[at] = position
    this.#streamOf[at] = this.#streams.numberOf(stream)
    this.#typeOf[at] = this.#types.numberOf(type)
    this.#versions[at] = version
    this.#timesUs[at] = createdAtUs
    this.#idHashes[at] = hashOfId(id)
    this.#causeHashes[at] = cause
    this.#correlationHashes[at] = correlation
  }

  #packed({ buffer, BYTES_PER_ELEMENT }: Float64Array | Uint32Array): string {
    return Buffer.from(buffer, 0, this.#size * BYTES_PER_ELEMENT).toString('base64')
  }
}
