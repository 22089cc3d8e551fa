/** What a spreadsheet takes for the beginning of a formula, full-width forms too, or leaves out before it. */
const formulaStart = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** A cell that no spreadsheet takes for a formula: with an apostrophe before it where one would. Plain numbers stay as they are. */
export function guardedCell(text: string): string {
  return wouldBeFormula(text) ? `'${text}` : text
}

/** What {@link guardedCell} was given. */
export function unguardedCell(cell: string): string {
  return cell.startsWith("'") && wouldBeFormula(cell) ? cell.slice(1) : cell
}

/** Apostrophes before it do not count, so that text which has one already gets its own, and loses that alone. */
function wouldBeFormula(text: string): boolean {
  const bare = text.replace(/^'+/, '')
  return formulaStart.test(bare) && !plainNumber.test(bare)
}
