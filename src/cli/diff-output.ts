import type { Position } from '../core/event.ts'
import type { CellChange, Comparison } from '../projection/ask/questions.ts'
import type { ChangedCell, MomentsDiff } from './projections/projection-task.ts'
import { keyText, shortened } from './state-output.ts'
import { count, printable, type Terminal } from './terminal.ts'

/** `text` is for people; `json` is one object on one line. */
export type DiffFormat = 'text' | 'json'

/** Writes what differs: of each cell its state before and after, or of the one projection and the other. */
export class DiffOutput {
  readonly #format: DiffFormat
  readonly #terminal: Terminal

  constructor(format: DiffFormat, terminal: Terminal) {
    this.#format = format
    this.#terminal = terminal
  }

  writeMoments({ total, cells }: MomentsDiff, { from, to }: { readonly from: Position; readonly to: Position }): void {
    if (this.#format === 'json') {
      this.#terminal.out(`{"from":${from},"to":${to},"total":${total},"cells":[${cells.map(changedJson).join(',')}]}`)
      return
    }
    for (const cell of cells) this.#writeCell(cell, byEvents(cell))
    this.#writeTotal(total, cells.length, `between positions ${from} and ${to}`)
  }

  writeProjections({ firstDivergence: first, total, cells }: Comparison, upTo: Position): void {
    if (this.#format === 'json') {
      const divergence = first === undefined ? '' : `,"firstDivergence":${JSON.stringify(first)}`
      this.#terminal.out(`{"at":${upTo}${divergence},"total":${total},"cells":[${cells.map(cellJson).join(',')}]}`)
      return
    }
    for (const cell of cells) this.#writeCell(cell, '')
    if (first !== undefined)
      this.#terminal.out(`They differ first after position ${first.position}, in cell ${keyText(first.key)}`)
    this.#writeTotal(total, cells.length, `at position ${upTo}`)
  }

  #writeCell({ key, before, after }: CellChange, note: string): void {
    this.#terminal.out(`${keyText(key)}${note}`)
    if (before !== undefined) this.#terminal.out(`  - ${printable(shortened(before))}`)
    if (after !== undefined) this.#terminal.out(`  + ${printable(shortened(after))}`)
  }

  #writeTotal(total: number, shown: number, where: string): void {
    const left = shown < total ? `; ${count(shown, 'cell')} shown, --limit shows more` : ''
    this.#terminal.out(
      total === 0 ? `Nothing differs ${where}` : `${count(total, 'cell differs', 'cells differ')} ${where}${left}`,
    )
  }
}

function byEvents({ events, positions }: ChangedCell): string {
  if (events === 0) return ''
  const more = events - positions.length
  return `  (by ${count(events, 'event')}: ${positions.join(', ')}${more > 0 ? ` and ${more} more` : ''})`
}

function changedJson(cell: ChangedCell): string {
  return `${cellJson(cell).slice(0, -1)},"events":${cell.events},"positions":[${cell.positions.join(',')}]}`
}

/** A state that is not there has no member. */
function cellJson({ key, before, after }: CellChange): string {
  const states = `${before === undefined ? '' : `,"before":${before}`}${after === undefined ? '' : `,"after":${after}`}`
  return `{"key":${JSON.stringify(key)}${states}}`
}
