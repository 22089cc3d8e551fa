import { FilterScanner } from './filter-scanner.ts'

/** A place in an event's data or metadata: member names and, in arrays, places from 0. No steps: the whole payload. */
export interface PayloadPath {
  readonly of: 'data' | 'metadata'
  readonly steps: readonly (string | number)[]
}

const root = /(?:data|metadata|meta)(?![\p{L}\p{N}_-])/iuy
const bareName = /[^\s.,:[\]()"=!<>*]+/y
const place = /(?:0|[1-9][0-9]{0,14})(?=\])/y
const plainName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u

/** A path as {@link scanPayloadPath} reads it, and nothing else. @throws InvalidFilter */
export function parsePayloadPath(text: string): PayloadPath {
  const scanner = new FilterScanner(text)
  const path = scanPayloadPath(scanner)
  if (!scanner.atEnd) throw scanner.failure('"." and a name, "[" and a place, or the end of the path')
  return path
}

/**
 * Reads `data`, `meta` or `metadata` (in any case) and the steps after it: `.name`, `["any name"]` with JSON's escapes, `[0]`.
 *
 * @throws InvalidFilter
 */
export function scanPayloadPath(scanner: FilterScanner): PayloadPath {
  const found = scanner.take(root)
  if (found === undefined) throw scanner.failure('a path such as data.total or meta.userId')
  const steps: (string | number)[] = []
  for (;;) {
    if (scanner.takeText('.')) {
      const name = scanner.take(bareName)
      if (name === undefined) throw scanner.failure(`a member's name (one with other characters is written ["…"])`)
      steps.push(name)
    } else if (scanner.takeText('[')) {
      steps.push(scanner.next === '"' ? scanner.quoted() : scanPlace(scanner))
      if (!scanner.takeText(']')) throw scanner.failure('"]"')
    } else return { of: found.toLowerCase() === 'data' ? 'data' : 'metadata', steps }
  }
}

function scanPlace(scanner: FilterScanner): number {
  const digits = scanner.take(place)
  if (digits === undefined) throw scanner.failure('a place from 0 and "]", or a name in double quotes')
  return Number(digits)
}

/** Whether a path begins here: a payload's name, then a step. */
export function startsPath(text: string, at: number): boolean {
  root.lastIndex = at
  return root.test(text) && (text[root.lastIndex] === '.' || text[root.lastIndex] === '[')
}

/** The one text that Epoch writes for a path: `data.lines[0].sku`, `meta["odd name"]`. */
export function formatPayloadPath({ of, steps }: PayloadPath): string {
  return (of === 'data' ? 'data' : 'meta') + steps.map(formatStep).join('')
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`
  return plainName.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
}
