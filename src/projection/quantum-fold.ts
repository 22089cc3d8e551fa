import type { Event, Position } from '../core/event.ts'
import type { ProjectedEvent, Projection } from '../core/projection.ts'
import type { CellIndex } from './cell-index.ts'
import { jsonLoss } from './json-loss.ts'
import { projectEvent } from './project-event.ts'
import type { CellRecord, VersionLog } from './version-log.ts'

/** An event that could not be folded into a cell, which stayed as it was. */
export interface ProjectionFailure {
  readonly position: Position
  /** The cell's key; '' where the key itself could not be had. */
  readonly key: string
  readonly message: string
  /** What was thrown, to say where in the source. */
  readonly cause: unknown
}

/** Most characters that the JSON of one cell may have. */
export const MAX_CELL_CHARACTERS = 4 * 1024 * 1024

/** A cell that an event of the quantum was for. */
interface TouchedCell {
  readonly key: string
  /** Its state at the quantum's beginning, as JSON text; `undefined` where it did not live. */
  readonly before: string | undefined
  /** A state to come back to after a throw, and the events folded into the cell since. */
  base: string | undefined
  since: Event[]
  lives: boolean
  state: unknown
  /** Which event of the quantum set it last; -1 for none. */
  setBy: number
}

/**
 * Folds the events that follow a quantum's edge. A cell begins as what the log has for it there, read anew from its
 * text: recording the quantum and seeking into it run this same code from the same texts, so they cannot differ.
 */
export class QuantumFold {
  readonly #projection: Projection
  readonly #log: VersionLog
  readonly #index: CellIndex
  readonly #touched = new Map<number, TouchedCell>()
  readonly #positions: Position[] = []

  constructor(projection: Projection, log: VersionLog, index: CellIndex) {
    this.#projection = projection
    this.#log = log
    this.#index = index
  }

  get positions(): readonly Position[] {
    return this.#positions
  }

  /** The cells that may differ from what the log has. */
  touchedCells(): Iterable<number> {
    return this.#touched.keys()
  }

  /** Whether a cell lives now; `undefined` where no event was for it. */
  lives(cell: number): boolean | undefined {
    return this.#touched.get(cell)?.lives
  }

  /** Position of the last of these events that set a cell; `undefined` where none did. */
  changedAt(cell: number): Position | undefined {
    return this.#positions[this.#touched.get(cell)?.setBy ?? -1]
  }

  /** The cell's state as JSON text; where JSON cannot say it, what it was before these events. */
  textOf(cell: number): string | undefined {
    const touched = this.#touched.get(cell)
    if (!touched?.lives) return undefined
    return recordable(touched.state).json ?? touched.before ?? 'null'
  }

  fold(event: Event): readonly ProjectionFailure[] {
    this.#positions.push(event.position)
    const failures: ProjectionFailure[] = []
    let keys: readonly string[]
    let projected: ProjectedEvent | undefined
    try {
      projected = projectEvent(event)
      keys = this.#projection.keysOf(projected)
    } catch (cause) {
      return [failure(event, '', cause)]
    }
    for (const key of keys) {
      const cell = this.#touch(key)
      try {
        this.#apply(cell, projected ?? projectEvent(event))
      } catch (cause) {
        failures.push(failure(event, key, cause))
        this.#restore(cell)
        continue
      } finally {
        projected = undefined
      }
      cell.since.push(event)
      cell.setBy = this.#positions.length - 1
    }
    return failures
  }

  /** What became of each cell, and the cells whose state JSON cannot say in full. */
  records(): { readonly records: readonly CellRecord[]; readonly failures: readonly ProjectionFailure[] } {
    const records: CellRecord[] = []
    const failures: ProjectionFailure[] = []
    for (const [cell, { key, lives, state, before, setBy }] of this.#touched) {
      if (setBy === -1) continue
      const { json, trouble } = lives ? recordable(state) : { json: undefined }
      if (trouble !== undefined)
        failures.push({ position: this.#positionOf(setBy), key, message: trouble, cause: undefined })
      records.push({ cell, json: lives ? (json ?? before) : undefined, event: setBy })
    }
    return { records, failures }
  }

  #touch(key: string): TouchedCell {
    const number = this.#log.cellFor(key)
    const known = this.#touched.get(number)
    if (known) return known
    const before = this.#log.textOf(this.#index, number)
    const lives = before !== undefined
    const state: unknown = lives ? JSON.parse(before) : undefined
    const touched: TouchedCell = { key, before, base: before, since: [], lives, state, setBy: -1 }
    this.#touched.set(number, touched)
    return touched
  }

  #apply(cell: TouchedCell, event: ProjectedEvent): void {
    const given = cell.lives ? cell.state : ownCopy(this.#projection.init(cell.key))
    const result = this.#projection.apply(given, event)
    refuseState(result)
    cell.lives = result !== null
    cell.state = result === undefined ? given : result
  }

  /** Takes back whatever a throwing handler did to the cell: from its last good text, by folding what was folded since. */
  #restore(cell: TouchedCell): void {
    cell.lives = cell.base !== undefined
    cell.state = cell.base === undefined ? undefined : JSON.parse(cell.base)
    for (const event of cell.since) {
      const projected = projectEvent(event)
      this.#projection.keysOf(projected)
      this.#apply(cell, projected)
    }
    const { json, trouble } = cell.lives ? recordable(cell.state) : { json: undefined }
    if (trouble !== undefined) return
    cell.base = json
    cell.since = []
  }

  #positionOf(event: number): Position {
    const position = this.#positions[event]
    if (position === undefined) throw new RangeError(`event ${event} of ${this.#positions.length}`)
    return position
  }
}

/** A state's JSON text, absent where there is none to keep, and what is wrong with the state if something is. */
function recordable(state: unknown): { readonly json?: string; readonly trouble?: string } {
  const loss = jsonLoss(state)
  const trouble = loss === undefined ? {} : { trouble: `state${loss}; a read model keeps JSON only` }
  try {
    const json = JSON.stringify(state) as string | undefined
    if (json === undefined) return { trouble: 'the state is undefined; a read model keeps JSON only' }
    if (json.length > MAX_CELL_CHARACTERS)
      return { trouble: `the state has ${json.length} characters; a cell has at most ${MAX_CELL_CHARACTERS}` }
    return { json, ...trouble }
  } catch (error) {
    return { trouble: trouble.trouble ?? `the state is not JSON: ${saying(error)}` }
  }
}

/** What a handler may not return, said at the event where it did. */
function refuseState(state: unknown): void {
  if (typeof state === 'function' || typeof state === 'symbol' || typeof state === 'bigint')
    throw new TypeError(`the handler returned a ${typeof state}; a state is JSON data`)
  if (state instanceof Promise) throw new TypeError('the handler is async; a fold waits for nothing')
}

/** What `init` gives may be one object for all cells. */
function ownCopy(state: unknown): unknown {
  return typeof state === 'object' && state !== null ? JSON.parse(JSON.stringify(state)) : state
}

function failure(event: Event, key: string, cause: unknown): ProjectionFailure {
  return { position: event.position, key, message: saying(cause), cause }
}

const MAX_MESSAGE_CHARACTERS = 2048

/** What was thrown, in words: anything can be thrown, even what cannot be made text. */
function saying(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    return text.slice(0, MAX_MESSAGE_CHARACTERS)
  } catch {
    return 'something that cannot be shown was thrown'
  }
}
