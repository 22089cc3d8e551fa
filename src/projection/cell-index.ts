import { BORN, CELL_MASK, CHUNK_CHANGES, type ChangeList, DIED, kindBits } from './change-list.ts'

/** A copy of a {@link CellIndex}'s place, to come back to. */
export interface IndexMark {
  readonly at: number
  readonly latest: Uint32Array
  readonly liveInBlock: Uint32Array
  readonly live: number
}

/** Cells are counted in blocks, so that the n-th living one is found without passing all before it. */
export const BLOCK_CELLS = 256

/** Coming from a mark copies it, which takes about as long as this many steps. */
const COPY_STEPS = 20_000

/**
 * Which change is the latest of each cell after the first `at` changes. Going over one change, either way, is one write
 * (and one count where a cell is born or dies), so a drag costs what it passes; a jump starts at the nearest mark.
 */
export class CellIndex {
  readonly #changes: ChangeList
  #at = 0
  /** By cell: its latest change plus 1; 0 for none yet. */
  #latest = new Uint32Array(BLOCK_CELLS)
  #liveInBlock = new Uint32Array(1)
  #live = 0

  constructor(changes: ChangeList) {
    this.#changes = changes
  }

  /** How many changes it stands behind. */
  get at(): number {
    return this.#at
  }

  /** How many cells live here. */
  get live(): number {
    return this.#live
  }

  /** The latest change of a cell plus 1; 0 for none yet. */
  latestOf(cell: number): number {
    return this.#latest[cell] ?? 0
  }

  /** The latest change of each of some cells; -1 for none yet. */
  latestChanges(cells: Uint32Array): Int32Array {
    const changes = new Int32Array(cells.length)
    for (let place = 0; place < cells.length; place++) changes[place] = (this.#latest[cells[place] ?? 0] ?? 0) - 1
    return changes
  }

  isLive(cell: number): boolean {
    const latest = this.latestOf(cell)
    return latest !== 0 && this.#changes.leavesAlive(latest - 1)
  }

  liveInBlock(block: number): number {
    return this.#liveInBlock[block] ?? 0
  }

  /** @param cells is how many there are: what room there is for more is no part of the mark */
  mark(cells: number): IndexMark {
    return {
      at: this.#at,
      latest: this.#latest.slice(0, cells),
      liveInBlock: this.#liveInBlock.slice(0, Math.ceil(cells / BLOCK_CELLS)),
      live: this.#live,
    }
  }

  /** Goes to behind the first `target` changes, from here or from whichever mark is nearer. */
  moveTo(target: number, marks: readonly IndexMark[]): void {
    let steps = Math.abs(target - this.#at)
    let from: IndexMark | undefined
    for (const mark of marks) {
      const away = Math.abs(target - mark.at) + COPY_STEPS
      if (away >= steps) continue
      steps = away
      from = mark
    }
    if (from) this.#take(from)
    while (this.#at < target) this.#forwards(target)
    while (this.#at > target) this.#backwards(target)
  }

  /** As far as the chunk of changes that is next, and `target`. */
  #forwards(target: number): void {
    const { from, cells } = this.#changes.chunkOf(this.#at)
    const end = Math.min(target - from, CHUNK_CHANGES)
    let latest = this.#latest
    for (let at = this.#at - from; at < end; at++) {
      const packed = cells[at] ?? 0
      const cell = packed & CELL_MASK
      if (cell >= latest.length) latest = this.#grown(cell + 1)
      latest[cell] = from + at + 1
      if (packed > CELL_MASK) this.#countKind(cell, kindBits(packed), 1)
    }
    this.#at = from + end
  }

  #backwards(target: number): void {
    const { from, cells, previous } = this.#changes.chunkOf(this.#at - 1)
    const end = Math.max(target - from, 0)
    const latest = this.#latest
    for (let at = this.#at - from - 1; at >= end; at--) {
      const packed = cells[at] ?? 0
      const cell = packed & CELL_MASK
      latest[cell] = previous[at] ?? 0
      if (packed > CELL_MASK) this.#countKind(cell, kindBits(packed), -1)
    }
    this.#at = from + end
  }

  #countKind(cell: number, kind: number, way: 1 | -1): void {
    if (kind === BORN) this.#count(cell, way)
    else if (kind === DIED) this.#count(cell, way === 1 ? -1 : 1)
  }

  #count(cell: number, more: 1 | -1): void {
    const block = Math.floor(cell / BLOCK_CELLS)
    this.#liveInBlock[block] = this.liveInBlock(block) + more
    this.#live += more
  }

  #take({ at, latest, liveInBlock, live }: IndexMark): void {
    if (latest.length > this.#latest.length) this.#grown(latest.length)
    this.#latest.fill(0, latest.length)
    this.#latest.set(latest)
    this.#liveInBlock.fill(0, liveInBlock.length)
    this.#liveInBlock.set(liveInBlock)
    this.#at = at
    this.#live = live
  }

  #grown(cells: number): Uint32Array<ArrayBuffer> {
    const blocks = Math.ceil(Math.max(cells, this.#latest.length * 2) / BLOCK_CELLS)
    const latest = new Uint32Array(blocks * BLOCK_CELLS)
    latest.set(this.#latest)
    this.#latest = latest
    const liveInBlock = new Uint32Array(blocks)
    liveInBlock.set(this.#liveInBlock)
    this.#liveInBlock = liveInBlock
    return latest
  }
}
