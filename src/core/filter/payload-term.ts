import type { FilterScanner } from './filter-scanner.ts'
import { anyOf, type ComparisonOperator, type FilterTree, type FilterValue } from './filter-tree.ts'
import { scanList, scanOperator, scanValue } from './filter-value.ts'
import { isNumberText } from './number-text.ts'
import { scanPayloadPath } from './payload-path.ts'

/** A path, an operator and what it is compared with; several values after `=` are alternatives. @throws InvalidFilter */
export function scanComparison(scanner: FilterScanner): FilterTree {
  const start = scanner.at
  const path = scanPayloadPath(scanner)
  if (scanner.atEnd || /[\s)]/.test(scanner.next)) checkOperatorFollows(scanner, start)
  const operator = scanOperator(scanner, [':', '!=', '<', '<=', '>', '>='])
  if (operator === ':') {
    const values = scanList(scanner, scanFilterValue)
    return anyOf(values.map((value) => ({ kind: 'compare', path, operator: '=', value })))
  }
  const { at } = scanner
  const value = scanFilterValue(scanner)
  if (operator !== '!=' && (value.kind === 'boolean' || value.kind === 'null'))
    throw scanner.failure('a number or a text, which have an order', at)
  return { kind: 'compare', path, operator: operator satisfies ComparisonOperator, value }
}

function checkOperatorFollows(scanner: FilterScanner, start: number): void {
  const { at } = scanner
  scanner.skipSpace()
  const follows = /[=!<>]/.test(scanner.next)
  scanner.at = at
  if (!follows)
    throw scanner.failure(`an operator and a value (to ask whether there is one, has:${scanner.text.slice(start, at)})`)
}

function scanFilterValue(scanner: FilterScanner): FilterValue {
  const { text, quoted, at } = scanValue(scanner, 'a number, true, false, null or a text')
  if (quoted) return { kind: 'text', text }
  if (isNumberRange(text)) throw scanner.failure('one number (from 1 to 5 is written data.n>=1 data.n<=5)', at)
  return bareValue(text)
}

/** What a value without quotes is: a number in JSON's grammar, a literal, or else a text. */
export function bareValue(text: string): FilterValue {
  if (isNumberText(text)) return { kind: 'number', text }
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true' }
  return text === 'null' ? { kind: 'null' } : { kind: 'text', text }
}

/** Nobody who writes 1..5 means that text. */
export function isNumberRange(text: string): boolean {
  const ends = text.split('..')
  return (
    ends.length === 2 && ends.some((end) => isNumberText(end)) && ends.every((end) => end === '' || isNumberText(end))
  )
}
