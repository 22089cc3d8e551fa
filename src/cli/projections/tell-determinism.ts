import type { DeterminismReport } from '../../projection/ask/questions.ts'
import { keyText, shortened } from '../state-output.ts'
import { count, printable, type Terminal } from '../terminal.ts'

/** Says whether two folds of the same events came to the same, and for what a projection was given something fixed. */
export function tellDeterminism({ difference, uses }: DeterminismReport, terminal: Terminal): void {
  if (difference === undefined) terminal.out('The same events give the same state')
  else tellDifference(difference, terminal)
  for (const { name, count: times, firstPosition } of uses)
    terminal.out(
      printable(
        `It asks for ${name} (${count(times, 'time')}, first at position ${firstPosition}), which is fixed by the event`,
      ),
    )
}

function tellDifference(difference: NonNullable<DeterminismReport['difference']>, terminal: Terminal): void {
  const { position, key, first, second } = difference
  terminal.out(`Two folds of the same events differ from position ${position} on, in cell ${keyText(key)}:`)
  terminal.out(`  ${stateText(first)}`)
  terminal.out(`  ${stateText(second)}`)
}

function stateText(json: string | undefined): string {
  return json === undefined ? '(no such cell)' : printable(shortened(json))
}
