/** Cuts bytes into the pieces that zero bytes end. */
export class NulSplitter {
  #rest: Uint8Array[] = [];

  /** The pieces that end in `chunk`, which must not be changed afterwards. */
  *push(chunk: Uint8Array): Generator<Uint8Array, void> {
    let from = 0
    for (;;) {
      const end = chunk.indexOf(0, from)
      if (end === -1) break
      const piece = chunk.subarray(from, end)
      yield this.#rest.length === 0 ? piece : Buffer.concat([...this.#rest, piece])
      this.#rest = []
      from = end + 1
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from))
  }
}
