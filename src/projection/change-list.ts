/**
 * What a change did to its cell: gave it another state, made it, or deleted it; or events were for it that left it dead as it was before
 * them.
 */
export type ChangeKind = 'changed' | 'born' | 'died' | 'passed'

export interface Change {
  /** Less than 2^30. */
  readonly cell: number
  readonly kind: ChangeKind
  /** The cell's change before this one plus 1; 0 when this is its first. */
  readonly previous: number
  /** Where its value begins, in bytes from where its quantum's values begin. */
  readonly offset: number
  /** Which event of its quantum set it last, from 0. */
  readonly event: number
}

/** A run of changes; `from` is the number of its first. */
export interface ChangeChunk {
  readonly from: number
  /** The cell, and in the two highest bits the kind. */
  readonly cells: Uint32Array
  readonly previous: Uint32Array
  readonly offsets: Uint32Array
  readonly events: Uint8Array
}

const kinds: readonly ChangeKind[] = ['changed', 'born', 'died', 'passed']
const CELL_BITS = 30
export const CELL_MASK = 2 ** CELL_BITS - 1

/** The bits of a kind, as in {@link ChangeChunk.cells}. */
export const BORN = kinds.indexOf('born')
export const DIED = kinds.indexOf('died')

export function kindBits(cellAndKind: number): number {
  return cellAndKind >>> CELL_BITS
}

const CHUNK_BITS = 16
export const CHUNK_CHANGES = 2 ** CHUNK_BITS
const CHUNK_MASK = CHUNK_CHANGES - 1
const BYTES_PER_CHANGE = 13

/** Every change of every cell in the order they were recorded, numbered from 0, at 13 bytes each. */
export class ChangeList {
  #length = 0
  readonly #chunks: ChangeChunk[] = []

  get length(): number {
    return this.#length
  }

  get residentBytes(): number {
    return this.#chunks.length * CHUNK_CHANGES * BYTES_PER_CHANGE
  }

  add({ cell, kind, previous, offset, event }: Change): void {
    if (cell > CELL_MASK) throw new RangeError(`cell ${cell}: a read model has at most ${CELL_MASK + 1} cells`)
    const at = this.#length & CHUNK_MASK
    if (at === 0) this.#chunks.push(emptyChunk(this.#length))
    const chunk = this.chunkOf(this.#length++)
    chunk.cells[at] = cell + kinds.indexOf(kind) * 2 ** CELL_BITS
    chunk.previous[at] = previous
    chunk.offsets[at] = offset
    chunk.events[at] = event
  }

  /** @throws RangeError for a change that there is not yet */
  chunkOf(change: number): ChangeChunk {
    const chunk = this.#chunks[change >>> CHUNK_BITS]
    if (chunk === undefined) throw new RangeError(`change ${change} of ${this.#length}`)
    return chunk
  }

  cellOf(change: number): number {
    return (this.chunkOf(change).cells[change & CHUNK_MASK] ?? 0) & CELL_MASK
  }

  kindOf(change: number): ChangeKind {
    return kinds[kindBits(this.chunkOf(change).cells[change & CHUNK_MASK] ?? 0)] ?? 'changed'
  }

  /** Whether its cell lives after it. */
  leavesAlive(change: number): boolean {
    return kindBits(this.chunkOf(change).cells[change & CHUNK_MASK] ?? 0) < DIED
  }

  previousOf(change: number): number {
    return this.chunkOf(change).previous[change & CHUNK_MASK] ?? 0
  }

  offsetOf(change: number): number {
    return this.chunkOf(change).offsets[change & CHUNK_MASK] ?? 0
  }

  eventOf(change: number): number {
    return this.chunkOf(change).events[change & CHUNK_MASK] ?? 0
  }
}

function emptyChunk(from: number): ChangeChunk {
  return {
    from,
    cells: new Uint32Array(CHUNK_CHANGES),
    previous: new Uint32Array(CHUNK_CHANGES),
    offsets: new Uint32Array(CHUNK_CHANGES),
    events: new Uint8Array(CHUNK_CHANGES),
  }
}
