import type { DeterminismReport } from '../../projection/ask/questions.ts'
import { shortened } from '../state-output.ts'
import { count, printable, type Terminal } from '../terminal.ts'

/** Says whether two folds of the same events came to the same, and what could keep them from it. */
export function tellDeterminism({ difference, uses }: DeterminismReport, terminal: Terminal): void {
  if (difference === undefined) terminal.out('The same events give the same state')
  else {
    const { position, key, first, second } = difference
    terminal.out(printable(`Two folds of the same events differ from position ${position} on, in cell ${key}:`))
    terminal.out(`  ${stateText(first)}`)
    terminal.out(`  ${stateText(second)}`)
  }
  for (const { name, count: times, firstPosition } of uses)
    terminal.out(printable(`It uses ${name}: ${count(times, 'time')}, first at position ${firstPosition}`))
}

function stateText(json: string | undefined): string {
  return json === undefined ? '(no such cell)' : printable(shortened(json))
}
