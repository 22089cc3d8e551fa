import type { FilterScanner } from './filter-scanner.ts'

export type FilterOperator = ':' | '!=' | '<' | '<=' | '>' | '>='

const operator = /\s*(!=|<=|>=|=|<|>)\s*|:\s*/y
const bare = /[^\s,)"]+/y
const bareEnd = /(?:(?!\.\.)[^\s,)"])+/y
const misplaced = /^[:=<>!]/

/** Reads an operator with the white space around it; `=` is the same as `:`. @throws InvalidFilter where none is expected */
export function scanOperator(scanner: FilterScanner, allowed: readonly FilterOperator[]): FilterOperator {
  const start = scanner.at
  const found = scanner.take(operator)?.trim().replace(/^=$/, ':')
  const known = allowed.find((one) => one === found)
  if (known === undefined) {
    scanner.at = start
    const negated = found === '!=' ? ' (for all others put - in front of the field)' : ''
    throw scanner.failure(`one of the operators ${allowed.join(' ').replace(':', ': =')}${negated}`)
  }
  return known
}

/** One or more values with commas between them. */
export function scanList<Value>(scanner: FilterScanner, scan: (scanner: FilterScanner) => Value): Value[] {
  const values = [scan(scanner)]
  while (scanner.takeText(',')) {
    scanner.skipSpace()
    values.push(scan(scanner))
  }
  return values
}

export interface ScannedValue {
  readonly text: string
  readonly quoted: boolean
  /** Where it begins. */
  readonly at: number
}

/** A text in double quotes, or one without white space, commas, `)` and quotes. */
export function scanValue(scanner: FilterScanner, expected: string): ScannedValue {
  return scanned(scanner, bare, expected)
}

/** A value that ends before `..`; none where there is nothing before it. */
export function scanRangeEnd(scanner: FilterScanner): ScannedValue | undefined {
  if (scanner.atEnd || /[\s,)]/.test(scanner.next) || scanner.text.startsWith('..', scanner.at)) return undefined
  return scanned(scanner, bareEnd, 'a value')
}

function scanned(scanner: FilterScanner, pattern: RegExp, expected: string): ScannedValue {
  const { at } = scanner
  if (scanner.next === '"') return { text: scanner.quoted(), quoted: true, at }
  const text = scanner.take(pattern)
  if (text === undefined || misplaced.test(text)) throw scanner.failure(expected, at)
  return { text, quoted: false, at }
}

/** Whether a text may stand as a value without quotes and is read as itself. */
export function mayStandBare(text: string): boolean {
  return /^[^\s,)"]+$/.test(text) && !misplaced.test(text)
}
