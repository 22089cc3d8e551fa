import { scanField } from './filter-fields.ts'
import { FilterScanner } from './filter-scanner.ts'
import { allOf, anyOf, type FilterTree, negationOf } from './filter-tree.ts'
import { startsPath } from './payload-path.ts'
import { scanComparison } from './payload-term.ts'
import { splitWords } from './words.ts'

/** Longest that a filter's text may be, in UTF-16 units. */
export const MAX_FILTER_LENGTH = 10_000

/** Most parentheses and negations that may be open at one place. */
export const MAX_FILTER_DEPTH = 100

const run = /[^\s()"]+/y
const operatorAhead = /\s*(?:!=|[<>=])|:/y
const fieldName = /[\p{L}_][\p{L}\p{N}_.-]*/uy
const reserved = /[*<>=!|&]/

/** What a text in the filter language says; docs/filters.md has the language. @throws InvalidFilter */
export function parseFilter(text: string): FilterTree {
  const scanner = new FilterScanner(text)
  if (text.length > MAX_FILTER_LENGTH)
    throw scanner.failure(`at most ${MAX_FILTER_LENGTH} characters`, MAX_FILTER_LENGTH)
  scanner.skipSpace()
  if (scanner.atEnd) return { kind: 'everything' }
  const tree = scanAlternatives(scanner, 0)
  if (!scanner.atEnd) throw scanner.failure('"(" before this ")"')
  return tree
}

function scanAlternatives(scanner: FilterScanner, depth: number): FilterTree {
  const parts = [scanAll(scanner, depth)]
  while (takeKeyword(scanner, 'or')) parts.push(scanAll(scanner, depth))
  return anyOf(parts)
}

function scanAll(scanner: FilterScanner, depth: number): FilterTree {
  const parts = [scanNegated(scanner, depth)]
  for (;;) {
    const and = takeKeyword(scanner, 'and')
    if (!and && (scanner.atEnd || scanner.next === ')' || keywordAt(scanner) === 'or')) return allOf(parts)
    parts.push(scanNegated(scanner, depth))
  }
}

function scanNegated(scanner: FilterScanner, depth: number): FilterTree {
  if (depth > MAX_FILTER_DEPTH) throw scanner.failure(`at most ${MAX_FILTER_DEPTH} levels of nesting`)
  if (takeKeyword(scanner, 'not') || scanner.takeText('-')) return negationOf(scanNegated(scanner, depth + 1))
  if (!scanner.takeText('(')) return scanTerm(scanner)
  scanner.skipSpace()
  const tree = scanAlternatives(scanner, depth + 1)
  if (!scanner.takeText(')')) throw scanner.failure('")"')
  scanner.skipSpace()
  return tree
}

function scanTerm(scanner: FilterScanner): FilterTree {
  const tree = scanTermAlone(scanner)
  if (!scanner.atEnd && !/[\s()]/.test(scanner.next)) throw scanner.failure('white space before the next term')
  scanner.skipSpace()
  return tree
}

function scanTermAlone(scanner: FilterScanner): FilterTree {
  const keyword = keywordAt(scanner)
  if (scanner.atEnd || /[\s)]/.test(scanner.next) || keyword !== undefined)
    throw scanner.failure(keyword === undefined ? 'a term' : `a term (the word itself is written "${keyword}")`)
  if (scanner.next === '"') return scanText(scanner, scanner.at, scanner.quoted())
  if (startsPath(scanner.text, scanner.at)) return scanComparison(scanner)
  const start = scanner.at
  const name = scanner.take(fieldName)
  if (name !== undefined && isAhead(scanner, operatorAhead)) {
    scanner.at = start
    return /^(?:data|meta|metadata)$/i.test(name) ? scanComparison(scanner) : scanField(scanner, name)
  }
  scanner.at = start
  const word = scanner.take(run) ?? ''
  const odd = reserved.exec(word)
  if (odd) throw scanner.failure(`a word without "${odd[0]}", or a text in double quotes`, start)
  return scanText(scanner, start, word)
}

function scanText(scanner: FilterScanner, start: number, text: string): FilterTree {
  const words = splitWords(text)
  if (words.length === 0) throw scanner.failure('a text that has a letter or a digit', start)
  return { kind: 'words', words }
}

function takeKeyword(scanner: FilterScanner, keyword: string): boolean {
  if (keywordAt(scanner) !== keyword) return false
  scanner.at += keyword.length
  scanner.skipSpace()
  return true
}

function keywordAt(scanner: FilterScanner): string | undefined {
  const start = scanner.at
  const word = scanner.take(run)?.toLowerCase()
  scanner.at = start
  return word === 'or' || word === 'and' || word === 'not' ? word : undefined
}

function isAhead({ text, at }: FilterScanner, pattern: RegExp): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
