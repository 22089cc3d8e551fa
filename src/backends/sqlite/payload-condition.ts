import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { Condition } from './condition.ts'

/** A larger payload is not read while narrowing: one statement would take too long over many. */
export const LARGE_BYTES = 32 * 1024

/** SQLite refuses longer patterns; a beginning serves as well. */
const MOST_PATTERN = 1000

/** More words or names hardly narrow further. */
const MOST_PATTERNS = 4

/**
 * That a payload has these texts as they are, or an escape in which one may hide, or is too large to look.
 *
 * @param letters `any case` for texts of ASCII whose case does not matter
 */
export function jsonTextCondition(
  column: PayloadPath['of'],
  texts: readonly string[],
  letters: 'exact' | 'any case' = 'exact',
): Condition | undefined {
  const wanted = texts.filter((text) => text !== '')
  if (wanted.length === 0) return undefined
  if (wanted.some((text) => JSON.stringify(text) !== `"${text}"`)) return narrowing(column, [], [])
  const [operator, around] = letters === 'exact' ? ['GLOB', globAround] : ['LIKE', likeAround]
  const patterns = wanted.toSorted(longerFirst).slice(0, MOST_PATTERNS).map(around)
  return narrowing(column, [patterns.map(() => `${column} ${operator} ?`).join(' AND ')], patterns)
}

/**
 * That data has some of these words. Only words of ASCII: LIKE knows the case of no other letters. Two characters outside ASCII become ASCII in
 * lower case, and events that have them are candidates.
 */
export function wordsCondition(words: readonly string[]): Condition | undefined {
  const ascii = words.filter((word) => /^[a-z0-9]+$/.test(word))
  const wanted = ascii.toSorted(longerFirst).slice(0, MOST_PATTERNS)
  if (wanted.length === 0) return undefined
  const kelvin = wanted.some((word) => word.includes('k')) ? ['\u212a'] : []
  const dottedI = wanted.some((word) => word.includes('i')) ? ['\u0130'] : []
  const others = [...kelvin, ...dottedI]
  return narrowing(
    'data',
    [wanted.map(() => 'data LIKE ?').join(' AND '), ...others.map(() => 'data GLOB ?')],
    [...wanted.map(likeAround), ...others.map(globAround)],
  )
}

function narrowing(column: PayloadPath['of'], tests: readonly string[], binds: readonly string[]): Condition {
  const alternatives = [
    `octet_length(${column}) > ${LARGE_BYTES}`,
    ...tests.map((test) => `(${test})`),
    `${column} GLOB '*\\*'`,
  ]
  return { sql: alternatives.join(' OR '), binds, exact: false }
}

function globAround(text: string): string {
  return `*${beginningOf(text).replace(/[*?[]/g, '[$&]')}*`
}

/** LIKE's wildcards in the text stand for themselves among others, so all that fits is let through. */
function likeAround(text: string): string {
  return `%${beginningOf(text)}%`
}

/** Half a character at the cut is left out. */
function beginningOf(text: string): string {
  return text.length <= MOST_PATTERN ? text : text.slice(0, MOST_PATTERN).replace(/[\ud800-\udbff]$/, '')
}

function longerFirst(a: string, b: string): number {
  return b.length - a.length
}
