import type { Position } from '../core/event.ts'
import { SHARED_CELL } from '../projection/dialects/shared-cell.ts'
import type { CellState } from './projections/projection-task.ts'
import { printable, type Terminal } from './terminal.ts'

/** The column of keys grows up to this many characters; a longer key sticks out of its line. */
const WIDEST_KEY = 48
const PREVIEW_CHARACTERS = 200

/** `lines` shows the beginning of each state, `whole` all of it over several lines; `json` is one object a line. */
export type StateFormat = 'lines' | 'whole' | 'json'

/** Writes cells with their states as they come. */
export class StateOutput {
  readonly #format: StateFormat
  readonly #terminal: Terminal
  #keyWidth = 0
  #written = 0

  constructor(format: StateFormat, terminal: Terminal) {
    this.#format = format
    this.#terminal = terminal
  }

  /** How many cells were written. */
  get written(): number {
    return this.#written
  }

  write(cells: readonly CellState[]): void {
    if (cells.length === 0) return
    this.#written += cells.length
    this.#terminal.out(this.#textsOf(cells).join('\n'))
  }

  #textsOf(cells: readonly CellState[]): readonly string[] {
    switch (this.#format) {
      case 'lines':
        return this.#alignedLines(cells)
      case 'whole':
        return cells.map(wholeOf)
      case 'json':
        return cells.map(stateLine)
    }
  }

  #alignedLines(cells: readonly CellState[]): readonly string[] {
    const keys = cells.map(({ key }) => keyText(key))
    for (const { length } of keys) if (length <= WIDEST_KEY && length > this.#keyWidth) this.#keyWidth = length
    return cells.map((cell, at) => {
      const failed = cell.resultError === undefined ? '' : `  (no result: ${printable(cell.resultError)})`
      return `${(keys[at] ?? '').padEnd(this.#keyWidth)}  ${printable(shortened(shownOf(cell)))}${failed}`
    })
  }
}

/**
 * One object on one line: `key`, `state` and, where something else is given out in its place, `result`, or `resultError` where that failed.
 * The state that all partitions share has `shared` as well.
 */
export function stateLine({ key, state, result, resultError, isShared }: CellState): string {
  const given = result === undefined ? '' : `,"result":${result}`
  const failed = resultError === undefined ? '' : `,"resultError":${JSON.stringify(resultError)}`
  return `{"key":${JSON.stringify(key)},"state":${state}${given}${failed}${isShared ? ',"shared":true' : ''}}`
}

/** What is given out of a state, where that is another text: it is what people want to see. */
function shownOf({ state, result }: CellState): string {
  return result ?? state
}

/** A cell's key as people read it: the state that KurrentDB's partitions share has none that can be written. */
export function keyText(key: string): string {
  return key === SHARED_CELL ? '(shared)' : printable(key)
}

/** Where something happened, in a sentence; a cell without a name is the only one there is. */
export function placeText(position: Position, key: string): string {
  return key === '' ? `position ${position}` : `position ${position}, cell ${keyText(key)}`
}

export function shortened(json: string): string {
  if (json.length <= PREVIEW_CHARACTERS) return json
  return `${json.slice(0, PREVIEW_CHARACTERS).toWellFormed()}…`
}

function wholeOf(cell: CellState): string {
  const value: unknown = JSON.parse(shownOf(cell))
  return JSON.stringify(value, undefined, 2).split('\n').map(printable).join('\n')
}
