import { EpochError } from '../core/errors.ts'
import { type Position, START } from '../core/event.ts'
import { CellIndex, type IndexMark } from './cell-index.ts'
import { type ChangeKind, ChangeList } from './change-list.ts'
import { ColumnLog } from './column-log.ts'
import { FieldValues } from './field-values.ts'
import { PositionList } from './position-list.ts'
import type { RowValue } from './row-value.ts'
import { TextPacker } from './text-packer.ts'
import type { TextCodec, ValueRef, ValueStore } from './value-store.ts'

/** How many folded events a quantum has. Cells are recorded once per quantum, and events within one are folded again to seek. */
export const QUANTUM_EVENTS = 256

/** A mark holds 4 bytes per cell: at least this many changes apart, and never more than two bytes per change in all. */
const MARK_EVERY_CHANGES = 100_000
const MARK_EVERY_CELLS = 2

/** Most characters that the states a quantum leaves have together: they are one text for a moment, and texts have an end. */
const MAX_QUANTUM_CHARACTERS = 256 * 1024 * 1024

/** What became of one cell in a quantum. */
export interface CellRecord {
  readonly cell: number
  /** Its state at the end of the quantum; `undefined` for a cell that is no more. */
  readonly json: string | undefined
  /** Which of the quantum's events set it last, from 0. */
  readonly event: number
  /** What the projection's columns give of it, in their order. */
  readonly columns: readonly RowValue[]
  /** The state that its text says, where that is at hand: nothing else holds it. */
  readonly next?: unknown
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
 * folding from the start. It costs 15 bytes per change and 4 per event besides the values. Cells are numbered from 0
 * in the order in which their keys were first met.
 */
export class VersionLog {
  readonly #values: ValueStore
  readonly #decoder: TextCodec['decoder']
  readonly #packer: TextPacker
  readonly #changes = new ChangeList()
  readonly #columns: readonly ColumnLog[]
  readonly #keys: string[] = []
  readonly #cells = new Map<string, number>()
  /** By quantum, and one more for the end. */
  readonly #firstChange: number[] = [0]
  readonly #firstByte: number[]
  readonly #positions = new PositionList(QUANTUM_EVENTS)
  readonly #marks: IndexMark[] = []
  #markBytes = 0
  /** The state after the last recorded quantum. */
  readonly head = new CellIndex(this.#changes)

  /** @param columns is how many the projection has */
  constructor(values: ValueStore, codec: TextCodec, columns: number) {
    this.#columns = Array.from({ length: columns }, () => new ColumnLog())
    this.#values = values
    this.#decoder = codec.decoder
    this.#packer = new TextPacker(codec.encoder)
    this.#firstByte = [values.size]
    this.#mark()
  }

  /** How many quanta are recorded. */
  get quanta(): number {
    return this.#firstChange.length - 1
  }

  /** How much memory it takes besides keys and values. */
  get residentBytes(): number {
    const columnBytes = this.#columns.reduce((sum, column) => sum + column.residentBytes, 0)
    const quantumBytes = 16 * this.#firstChange.length
    return this.#changes.residentBytes + columnBytes + this.#positions.residentBytes + this.#markBytes + quantumBytes
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
   *
   * @throws EpochError `value-too-large` where it has more than {@link MAX_QUANTUM_CHARACTERS}, or the store is full
   */
  async record(positions: readonly Position[], records: readonly CellRecord[]): Promise<void> {
    if (positions.length !== QUANTUM_EVENTS) throw new RangeError(`a quantum of ${positions.length} events`)
    checkSize(records)
    const { bytes, ends } = this.#packer.pack(records.map(({ json = '' }) => json))
    await this.#values.append(bytes, this.residentBytes)
    for (const [at, record] of records.entries()) this.#add(record, at === 0 ? 0 : (ends[at - 1] ?? 0))
    this.#positions.addGroup(positions)
    this.#firstChange.push(this.#changes.length)
    this.#firstByte.push(this.#values.size)
    this.head.moveTo(this.#changes.length, [])
    const sinceMark = this.#changes.length - (this.#marks.at(-1)?.at ?? 0)
    if (sinceMark >= Math.max(MARK_EVERY_CHANGES, MARK_EVERY_CELLS * this.cellCount)) this.#mark()
  }

  /** @param before then an event at the position itself is not counted */
  placeOf(position: Position, before = false): QuantumPlace {
    const count = this.#positions.countUpTo(position, before)
    return { quantum: Math.floor(count / QUANTUM_EVENTS), events: count % QUANTUM_EVENTS }
  }

  /** Position of a recorded event: the `event`-th, from 0, of a quantum. */
  positionOf(quantum: number, event: number): Position {
    return this.#positions.at(quantum, event)
  }

  /** Position of the last event of the quanta before one. */
  endBefore(quantum: number): Position {
    return quantum === 0 ? START : this.positionOf(quantum - 1, QUANTUM_EVENTS - 1)
  }

  /** An index of one's own, to be moved by {@link move}. */
  newIndex(): CellIndex {
    return new CellIndex(this.#changes)
  }

  /** Takes an index to the end of the first `quantum` quanta. */
  move(index: CellIndex, quantum: number): void {
    index.moveTo(this.#changesBefore(quantum), this.#marks)
  }

  /** The quanta with events for a cell, from one up to and including another, the latest first. */
  *quantaOf(cell: number, from: number, upTo: number): Generator<number, void> {
    for (let latest = this.head.latestOf(cell); latest !== 0; latest = this.#changes.previousOf(latest - 1)) {
      const quantum = this.#quantumOf(latest - 1)
      if (quantum < from) return
      if (quantum <= upTo) yield quantum
    }
  }

  /** The states of cells at an index of this log, as JSON text, with one read; `undefined` for those that do not live there. */
  async textsOf(index: CellIndex, cells: readonly number[]): Promise<readonly (string | undefined)[]> {
    const refs = cells.map((cell) => (index.isLive(cell) ? this.#valueOf(index.latestOf(cell) - 1) : undefined))
    const wanted = refs.filter((ref) => ref !== undefined)
    const values = wanted.length === 0 ? [] : await this.#values.readMany(wanted)
    let next = 0
    return refs.map((ref) => {
      const bytes = ref && values[next++]
      return bytes && this.#decoder.decode(bytes)
    })
  }

  /** What a column gave of the states that changes left. */
  columnOf(column: number, changes: Int32Array): FieldValues {
    return this.#columns[column]?.valuesOf(changes) ?? new FieldValues(changes.length, [])
  }

  close(): Promise<void> {
    return this.#values.close()
  }

  /** Position of the event that last set a cell, at an index of this log. */
  changedAt(index: CellIndex, cell: number): Position {
    const change = index.latestOf(cell) - 1
    return this.positionOf(this.#quantumOf(change), this.#changes.eventOf(change))
  }

  #mark(): void {
    const mark = this.head.mark(this.cellCount)
    this.#marks.push(mark)
    this.#markBytes += mark.latest.byteLength + mark.liveInBlock.byteLength
  }

  #add({ cell, json, event, columns }: CellRecord, offset: number): void {
    for (const [at, column] of this.#columns.entries()) column.add(columns[at])
    const lived = this.head.isLive(cell)
    const kind: ChangeKind = json === undefined ? (lived ? 'died' : 'passed') : lived ? 'changed' : 'born'
    this.#changes.add({ cell, kind, previous: this.head.latestOf(cell), offset, event })
  }

  #valueOf(change: number): ValueRef {
    const quantum = this.#quantumOf(change)
    const base = this.#firstByte[quantum] ?? 0
    const isLast = change + 1 === this.#changesBefore(quantum + 1)
    const end = isLast ? (this.#firstByte[quantum + 1] ?? 0) : base + this.#changes.offsetOf(change + 1)
    return { start: base + this.#changes.offsetOf(change), end }
  }

  /** How many changes the quanta before one have. */
  #changesBefore(quantum: number): number {
    const changes = this.#firstChange[quantum]
    if (changes === undefined) throw new RangeError(`quantum ${quantum} of ${this.quanta}`)
    return changes
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

function checkSize(records: readonly CellRecord[]): void {
  const characters = records.reduce((sum, { json = '' }) => sum + json.length, 0)
  if (characters <= MAX_QUANTUM_CHARACTERS) return
  throw new EpochError(
    'value-too-large',
    `the states that ${QUANTUM_EVENTS} events leave have ${characters} characters, and at most ${MAX_QUANTUM_CHARACTERS} can be recorded at once; keep less in each cell`,
    { characters, limit: MAX_QUANTUM_CHARACTERS },
  )
}
