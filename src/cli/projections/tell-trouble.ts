import type { Found } from '../../projection/ask/questions.ts'
import { placeText } from '../state-output.ts'
import type { Terminal } from '../terminal.ts'

/** Says that a predicate threw, or changed what it was asked about. */
export function tellTrouble(trouble: Found['trouble'], terminal: Terminal): void {
  if (trouble === undefined) return
  const { position, key, message } = trouble
  terminal.err(`epoch: the predicate counts as false where it fails, first at ${placeText(position, key)}: ${message}`)
}
