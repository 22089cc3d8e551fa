/** What a change did to its cell: gave it another state, made it, or deleted it. */
export type ChangeKind = 'changed' | 'born' | 'died'

export interface Change {
  /** Less than 2^30. */
  readonly cell: number
  readonly kind: ChangeKind
  /** The cell's change before this one plus 1; 0 when this is its first. */
  readonly previous: number
  /** Where its value begins, in bytes from where its quantum's values begin. */
  readonly offset: number
  /** Which event of its quantum set it, from 0. */
  readonly event: number
}

const kinds: readonly ChangeKind[] = ['changed', 'born', 'died']
const CELL_BITS = 30
const CELL_MASK = 2 ** CELL_BITS - 1
const FIRST_CAPACITY = 1024

/** Every change of every cell in the order they were recorded, numbered from 0, at 13 bytes each. */
export class ChangeList {
  #length = 0
  /** The cell, and in the two highest bits the kind. */
  #cells = new Uint32Array(FIRST_CAPACITY)
  #previous = new Uint32Array(FIRST_CAPACITY)
  #offsets = new Uint32Array(FIRST_CAPACITY)
  #events = new Uint8Array(FIRST_CAPACITY)

  get length(): number {
    return this.#length
  }

  add({ cell, kind, previous, offset, event }: Change): void {
    if (cell > CELL_MASK) throw new RangeError(`cell ${cell}: a read model has at most ${CELL_MASK + 1} cells`)
    const at = this.#length++
    if (at === this.#cells.length) this.#grow()
    this.#cells[at] = cell + kinds.indexOf(kind) * 2 ** CELL_BITS
    this.#previous[at] = previous
    this.#offsets[at] = offset
    this.#events[at] = event
  }

  cellOf(change: number): number {
    return (this.#cells[change] ?? 0) & CELL_MASK
  }

  kindOf(change: number): ChangeKind {
    return kinds[(this.#cells[change] ?? 0) >>> CELL_BITS] ?? 'changed'
  }

  previousOf(change: number): number {
    return this.#previous[change] ?? 0
  }

  offsetOf(change: number): number {
    return this.#offsets[change] ?? 0
  }

  eventOf(change: number): number {
    return this.#events[change] ?? 0
  }

  #grow(): void {
    const capacity = this.#cells.length * 2
    this.#cells = withCapacity(this.#cells, new Uint32Array(capacity))
    this.#previous = withCapacity(this.#previous, new Uint32Array(capacity))
    this.#offsets = withCapacity(this.#offsets, new Uint32Array(capacity))
    this.#events = withCapacity(this.#events, new Uint8Array(capacity))
  }
}

function withCapacity<Numbers extends Uint8Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
