import type { DeterminismReport } from '../../projection/ask/questions.ts'
import { shortened } from '../state-output.ts'
import { printable, type Terminal } from '../terminal.ts'

/** Says whether two folds of the same events came to the same. */
export function tellDeterminism(difference: DeterminismReport['difference'], terminal: Terminal): void {
  if (difference === undefined) {
    terminal.out('The same events give the same state')
    return
  }
  const { position, key, first, second } = difference
  terminal.out(printable(`Two folds of the same events differ from position ${position} on, in cell ${key}:`))
  terminal.out(`  ${stateText(first)}`)
  terminal.out(`  ${stateText(second)}`)
}

function stateText(json: string | undefined): string {
  return json === undefined ? '(no such cell)' : printable(shortened(json))
}
