import { InvalidFilter } from '../errors.ts'
import { FilterScanner } from './filter-scanner.ts'
import type { NameField, RangeField } from './filter-tree.ts'
import { type PayloadPath, parsePayloadPath, startsPath } from './payload-path.ts'

/** Where something is written in a filter's text, in UTF-16 units from 0. */
interface Written {
  /** What is written there, up to {@link to}, is what a choice would replace. */
  readonly from: number
  readonly to: number
  /** What of it is before the caret, without quotes. */
  readonly typed: string
}

/** What may be written at a caret. */
export type FilterWanted =
  /** A field, a payload path or a word; whether an operator is there already. */
  | (Written & { readonly kind: 'term'; readonly operator: 'follows' | 'missing' })
  | (Written & { readonly kind: 'name'; readonly of: NameField })
  /** A payload path that is to be there. */
  | (Written & { readonly kind: 'path' })
  /** What is at a payload path. */
  | (Written & { readonly kind: 'value'; readonly path: PayloadPath })
  /** A place or a time: one alone, or where nothing else is written two with `..` between them. */
  | (Written & { readonly kind: 'range'; readonly of: RangeField; readonly ends: 'one' | 'both' })
  /** Something that nobody can guess, as an id or a text in quotes. */
  | (Written & { readonly kind: 'free' })

const between = /(?:[\s(),]|-)*/y
const head = /(?:[^\s()":=<>!,[\]]|\[(?:"(?:[^"\\]|\\.)*(?:"\]?)?|\d*\]?))+/y
const operator = /\s*(?:!=|<=|>=|=|<|>)|:/y
const value = /(?:[^\s,()"]|"(?:[^"\\]|\\.)*(?:"|$))*/y
const phrase = /"(?:[^"\\]|\\.)*(?:"|$)/y

/** What is wanted at a caret in a text that may be no filter yet. @param caret in UTF-16 units from 0 */
export function filterWanted(text: string, caret: number): FilterWanted {
  const scanner = new FilterScanner(text)
  for (;;) {
    scanner.take(between)
    const start = scanner.at
    if (start >= caret || scanner.atEnd) return { kind: 'term', ...nothingAt(caret), operator: 'missing' }
    const field = scanner.take(head)
    if (field === undefined && scanner.take(phrase) === undefined) scanner.at++
    if (caret <= scanner.at) {
      const here = written(text, start, scanner.at, caret)
      if (field === undefined) return { kind: 'free', ...here }
      return { kind: 'term', ...here, operator: scanner.take(operator) === undefined ? 'missing' : 'follows' }
    }
    const wanted = field === undefined ? undefined : wantedInValues(scanner, field, caret)
    if (wanted !== undefined) return wanted
  }
}

/** Reads the operator and the values of a field, until the caret is among them. */
function wantedInValues(scanner: FilterScanner, field: string, caret: number): FilterWanted | undefined {
  const sign = scanner.take(operator)?.trim()
  if (sign === undefined) return undefined
  if (caret < scanner.at) return { kind: 'free', ...nothingAt(caret) }
  do {
    scanner.skipSpace()
    const start = scanner.at
    scanner.take(value)
    if (caret < start) return wantedValue({ field, sign, caret }, nothingAt(caret))
    if (caret <= scanner.at) return wantedValue({ field, sign, caret }, written(scanner.text, start, scanner.at, caret))
  } while (scanner.takeText(','))
  return undefined
}

interface ValuePlace {
  readonly field: string
  /** The operator before it. */
  readonly sign: string
  readonly caret: number
}

function wantedValue({ field, sign, caret }: ValuePlace, here: Written): FilterWanted {
  const name = field.toLowerCase()
  switch (name) {
    case 'type':
    case 'stream':
    case 'category':
      return { kind: 'name', of: name, ...here }
    case 'has':
      return { kind: 'path', ...here }
    case 'position':
    case 'version':
    case 'schema':
    case 'time':
      return {
        kind: 'range',
        of: name,
        ...(wantedEnd(here, caret) ?? { ...here, ends: sign === ':' || sign === '=' ? 'both' : 'one' }),
      }
    default: {
      const path = startsPath(field, 0) ? pathIn(field) : undefined
      return path === undefined ? { kind: 'free', ...here } : { kind: 'value', path, ...here }
    }
  }
}

/** The second of two values with `..` between them, where the caret is behind those. */
function wantedEnd({ to, typed }: Written, caret: number): (Written & { readonly ends: 'one' }) | undefined {
  const [end, first] = typed.split('..').reverse()
  if (end === undefined || first === undefined) return undefined
  return { from: caret - end.length, to, typed: end, ends: 'one' }
}

function pathIn(text: string): PayloadPath | undefined {
  try {
    return parsePayloadPath(text)
  } catch (error) {
    if (error instanceof InvalidFilter) return undefined
    throw error
  }
}

function nothingAt(caret: number): Written {
  return { from: caret, to: caret, typed: '' }
}

function written(text: string, from: number, to: number, caret: number): Written {
  return {
    from,
    to,
    typed: text
      .slice(from, caret)
      .replace(/^"/, '')
      .replaceAll(/\\(["\\])/g, '$1'),
  }
}
