import type { Position } from '../core/event.ts'
import { CellIndex, type IndexMark } from './cell-index.ts'
import { type ChangeKind, ChangeList } from './change-list.ts'
import { TextPacker } from './text-packer.ts'
import type { TextCodec, ValueRef, ValueStore } from './value-store.ts'

/** How many folded events a quantum has. Cells are recorded once per quantum, and events within one are folded again to seek. */
export const QUANTUM_EVENTS = 256

/** A mark holds 4 bytes per cell: at least this many changes apart, and never more than a byte per change in all. */
const MARK_EVERY_CHANGES = 250_000
const MARK_EVERY_CELLS = 4

const MAX_QUANTUM_BYTES = 2 ** 32

/** What became of one cell in a quantum. */
export interface CellRecord {
  readonly cell: number
  /** Its state at the end of the quantum; `undefined` for a cell that is no more. */
  readonly json: string | undefined
  /** Which of the quantum's events set it last, from 0. */
  readonly event: number
}

/** Where a position lies among the recorded quanta. */
export interface QuantumPlace {
  /** How many whole quanta are at or before the position. */
  readonly quantum: number
  /** How many of the events after them are at or before it, as far as they are recorded. */
  readonly events: number
}

/**
 * The history of a read model as what changed, quantum by quantum: each state that ever was can be had again without
 * folding from the start. It costs 13 bytes per change and 8 per event besides the values. Cells are numbered from 0
 * in the order in which their keys were first met.
 */
export class VersionLog {
  readonly #values: ValueStore
  readonly #decoder: TextCodec['decoder']
  readonly #packer: TextPacker
  readonly #changes = new ChangeList()
  readonly #keys: string[] = []
  readonly #cells = new Map<string, number>()
  /** By quantum, and one more for the end. */
  readonly #firstChange: number[] = [0]
  readonly #firstByte: number[]
  #positions = new Float64Array(QUANTUM_EVENTS)
  readonly #marks: IndexMark[] = []
  /** The state after the last recorded quantum. */
  readonly head = new CellIndex(this.#changes)
  /** The state that {@link moveTo} went to. */
  readonly cursor = new CellIndex(this.#changes)

  constructor(values: ValueStore, codec: TextCodec) {
    this.#values = values
    this.#decoder = codec.decoder
    this.#packer = new TextPacker(codec.encoder)
    this.#firstByte = [values.size]
    this.#marks.push(this.head.mark())
  }

  /** How many quanta are recorded. */
  get quanta(): number {
    return this.#firstChange.length - 1
  }

  get cellCount(): number {
    return this.#keys.length
  }

  keyOf(cell: number): string {
    const key = this.#keys[cell]
    if (key === undefined) throw new RangeError(`cell ${cell} of ${this.#keys.length}`)
    return key
  }

  findCell(key: string): number | undefined {
    return this.#cells.get(key)
  }

  /** The cell of a key, a new one when the key was never met. */
  cellFor(key: string): number {
    const known = this.#cells.get(key)
    if (known !== undefined) return known
    const cell = this.#keys.length
    this.#keys.push(key)
    this.#cells.set(key, cell)
    return cell
  }

  /**
   * Adds the next quantum: the positions of its {@link QUANTUM_EVENTS} events, and each cell that they set, once. One at a time; until it is
   * done nothing of it shows.
   */
  async record(positions: readonly Position[], records: readonly CellRecord[]): Promise<void> {
    if (positions.length !== QUANTUM_EVENTS) throw new RangeError(`a quantum of ${positions.length} events`)
    const { bytes, ends } = this.#packer.pack(records.map(({ json = '' }) => json))
    if (bytes.length >= MAX_QUANTUM_BYTES) throw new RangeError('a quantum of more than 4 GiB')
    await this.#values.append(bytes)
    for (const [at, record] of records.entries()) this.#add(record, at === 0 ? 0 : (ends[at - 1] ?? 0))
    this.#addPositions(positions)
    this.#firstChange.push(this.#changes.length)
    this.#firstByte.push(this.#values.size)
    this.head.moveTo(this.#changes.length, [])
    const sinceMark = this.#changes.length - (this.#marks.at(-1)?.at ?? 0)
    if (sinceMark >= Math.max(MARK_EVERY_CHANGES, MARK_EVERY_CELLS * this.cellCount)) this.#marks.push(this.head.mark())
  }

  placeOf(position: Position): QuantumPlace {
    let low = 0
    let high = this.quanta * QUANTUM_EVENTS
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#positions[middle] ?? 0) <= position) low = middle + 1
      else high = middle
    }
    return { quantum: Math.floor(low / QUANTUM_EVENTS), events: low % QUANTUM_EVENTS }
  }

  /** Position of a recorded event: the `event`-th, from 0, of a quantum. */
  positionOf(quantum: number, event: number): Position {
    return (this.#positions[quantum * QUANTUM_EVENTS + event] ?? 0) as Position
  }

  /** Takes the cursor to the end of the first `quantum` quanta. */
  moveTo(quantum: number): void {
    const target = this.#firstChange[quantum]
    if (target === undefined) throw new RangeError(`quantum ${quantum} of ${this.quanta}`)
    this.cursor.moveTo(target, this.#marks)
  }

  /** The states of cells at an index of this log, as JSON text, with one read; `undefined` for those that do not live there. */
  async textsOf(index: CellIndex, cells: readonly number[]): Promise<readonly (string | undefined)[]> {
    const refs = cells.map((cell) => (index.isLive(cell) ? this.#valueOf(index.latestOf(cell) - 1) : undefined))
    const wanted = refs.filter((ref) => ref !== undefined)
    if (wanted.length === 0) return refs.map(() => undefined)
    const values = await this.#values.readMany(wanted)
    let next = 0
    return refs.map((ref) => {
      const bytes = ref && values[next++]
      return bytes && this.#decoder.decode(bytes)
    })
  }

  close(): Promise<void> {
    return this.#values.close()
  }

  /** Position of the event that last set a cell, at an index of this log. */
  changedAt(index: CellIndex, cell: number): Position {
    const change = index.latestOf(cell) - 1
    return this.positionOf(this.#quantumOf(change), this.#changes.eventOf(change))
  }

  #add({ cell, json, event }: CellRecord, offset: number): void {
    const lived = this.head.isLive(cell)
    if (json === undefined && !lived) return
    const kind: ChangeKind = json === undefined ? 'died' : lived ? 'changed' : 'born'
    this.#changes.add({ cell, kind, previous: this.head.latestOf(cell), offset, event })
  }

  #addPositions(positions: readonly Position[]): void {
    const from = this.quanta * QUANTUM_EVENTS
    if (from + positions.length > this.#positions.length) {
      const larger = new Float64Array(this.#positions.length * 2)
      larger.set(this.#positions)
      this.#positions = larger
    }
    this.#positions.set(positions, from)
  }

  #valueOf(change: number): ValueRef {
    const quantum = this.#quantumOf(change)
    const base = this.#firstByte[quantum] ?? 0
    const isLast = change + 1 === this.#firstChange[quantum + 1]
    const end = isLast ? (this.#firstByte[quantum + 1] ?? 0) : base + this.#changes.offsetOf(change + 1)
    return { start: base + this.#changes.offsetOf(change), end }
  }

  /** The quantum that a change was recorded in: the last that begins at or before it. */
  #quantumOf(change: number): number {
    let low = 0
    let high = this.quanta
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((this.#firstChange[middle] ?? 0) <= change) low = middle
      else high = middle
    }
    return low
  }
}
