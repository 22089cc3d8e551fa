import { InvalidFilter } from '../core/errors.ts'
import { EVERYTHING, type EventFilter, filterText } from '../core/event-filter.ts'
import { printable, type Terminal } from './terminal.ts'

/** The filter that a person wrote. Where it is none, shows them the place and answers undefined. */
export function readFilter(text: string, terminal: Terminal): EventFilter | undefined {
  try {
    return text.trim() === '' ? EVERYTHING : { where: filterText(text) }
  } catch (error) {
    if (!(error instanceof InvalidFilter)) throw error
    terminal.err(`epoch: ${error.message} (${error.code})`)
    terminal.err(`  ${text}`)
    terminal.err(`  ${' '.repeat(printable(text.slice(0, Number(error.details['column']) - 1)).length)}^`)
    return undefined
  }
}
