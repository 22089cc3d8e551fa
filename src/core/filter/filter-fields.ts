import { canonicalId } from '../event.ts'
import type { FilterScanner } from './filter-scanner.ts'
import { timeSpan } from './filter-time.ts'
import { anyOf, type FilterTree, type NameField, type NamePattern, type RangeField } from './filter-tree.ts'
import { type ScannedValue, scanList, scanOperator, scanRangeEnd, scanValue } from './filter-value.ts'
import { nearestName } from './nearest-name.ts'
import { scanPayloadPath } from './payload-path.ts'

/** The fields of a filter besides payload paths; they may be written in any case. */
export const filterFields = [
  'type',
  'stream',
  'category',
  'id',
  'correlation',
  'causation',
  'actor',
  'position',
  'version',
  'schema',
  'time',
  'has',
] as const

export type FilterField = (typeof filterFields)[number]

/** Reads a field's name, which is at hand, its operator and its values. @throws InvalidFilter */
export function scanField(scanner: FilterScanner, name: string): FilterTree {
  const field = filterFields.find((known) => known === name.toLowerCase())
  if (field === undefined) throw scanner.failure(`a field: ${filterFields.join(', ')}, data.… or meta.…${hint(name)}`)
  scanner.at += name.length
  switch (field) {
    case 'type':
    case 'stream':
    case 'category':
      scanOperator(scanner, [':'])
      return { kind: 'name', of: field, names: scanList(scanner, (at) => scanName(at, field)) }
    case 'id':
    case 'correlation':
    case 'causation':
    case 'actor':
      scanOperator(scanner, [':'])
      return { kind: 'id', of: field, ids: scanList(scanner, scanId) }
    case 'position':
    case 'version':
    case 'schema':
    case 'time':
      return scanRanges(scanner, field)
    case 'has':
      scanOperator(scanner, [':'])
      return anyOf(scanList(scanner, scanPayloadPath).map((path) => ({ kind: 'has', path })))
  }
}

function hint(name: string): string {
  const near = nearestName(name.toLowerCase(), filterFields)
  if (near !== undefined) return ` (did you mean ${near}?)`
  return name.includes('.') ? ` (did you mean data.${name}?)` : ''
}

/** Pieces in quotes and pieces without, side by side; only in the latter is `*` a wildcard. */
function scanName(scanner: FilterScanner, field: NameField): NamePattern {
  const pieces: ScannedValue[] = []
  do pieces.push(scanValue(scanner, `the name of a ${field}`))
  while (!scanner.atEnd && !/[\s,)]/.test(scanner.next))
  const wild = pieces.some(({ text, quoted }) => !quoted && text.includes('*'))
  const starred = pieces.find(({ text, quoted }) => quoted && text.includes('*'))
  if (wild && starred !== undefined) throw scanner.failure('no * in quotes where another * is a wildcard', starred.at)
  return { text: pieces.map(({ text }) => text).join(''), wild }
}

function scanId(scanner: FilterScanner): string {
  return canonicalId(scanValue(scanner, 'an id').text)
}

/** Whole numbers, both ends inclusive. */
interface Span {
  readonly from: number
  readonly to: number
}

function scanRanges(scanner: FilterScanner, of: RangeField): FilterTree {
  const operator = scanOperator(scanner, [':', '<', '<=', '>', '>='])
  if (operator === ':') return anyOf(scanList(scanner, (at) => scanRange(at, of)))
  const value = scanValue(scanner, expectedOf(of))
  const { from, to } = spanOf(scanner, of, value)
  const range = (ends: { readonly from: number } | { readonly to: number }): FilterTree => {
    if (!Object.values(ends).every(Number.isSafeInteger)) throw scanner.failure('a number nearer to 0', value.at)
    return { kind: 'range', of, ...ends }
  }
  switch (operator) {
    case '<':
      return range({ to: from - 1 })
    case '<=':
      return range({ to })
    case '>':
      return range({ from: to + 1 })
    case '>=':
      return range({ from })
    case '!=':
      throw scanner.failure(expectedOf(of))
  }
}

function scanRange(scanner: FilterScanner, of: RangeField): FilterTree {
  const first = scanRangeEnd(scanner)
  const single = !scanner.takeText('..')
  const last = single ? first : scanRangeEnd(scanner)
  if (first === undefined && last === undefined) throw scanner.failure(expectedOf(of))
  const from = first && spanOf(scanner, of, first).from
  const to = last && spanOf(scanner, of, last).to
  if (from !== undefined && to !== undefined && to < from)
    throw scanner.failure('an end that is not before its start', last?.at)
  return { kind: 'range', of, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

function spanOf(scanner: FilterScanner, of: RangeField, { text, at }: ScannedValue): Span {
  if (of === 'time') {
    const span = timeSpan(text)
    if (typeof span === 'string') throw scanner.failure(span, at)
    return { from: span.fromUs, to: span.toUs }
  }
  const whole = /^-?\d+$/.test(text) ? Number(text) + 0 : Number.NaN
  if (!Number.isSafeInteger(whole)) throw scanner.failure(expectedOf(of), at)
  return { from: whole, to: whole }
}

function expectedOf(of: RangeField): string {
  return of === 'time' ? 'a time, or two with .. between them' : 'a whole number, or two with .. between them'
}
