import type { FilterTree, FilterValue } from '../../core/filter/filter-tree.ts'

/** A comparison with what is at a path, or whether there is anything. */
export type PathQuestion = Extract<FilterTree, { readonly kind: 'compare' | 'has' }>

/**
 * What `path_values.value` has. Values are kept coarser than they are, but in their order: a number is its double, a text its first
 * {@link KEPT_CHARACTERS} code points (SQLite compares the bytes of UTF-8, which is by code points). Everything else is a BLOB of one byte.
 * SQLite has all numbers before all texts before all BLOBs.
 */
export type StoredValue = number | bigint | string | Buffer

const KEPT_CHARACTERS = 100

const NULL = Buffer.of(0)
const FALSE = Buffer.of(1)
const TRUE = Buffer.of(2)
const CONTAINER = Buffer.of(3)
/** A text with half a character in what would be kept: SQLite would keep it as another text. */
const BROKEN_TEXT = Buffer.of(4)

const BEFORE_NUMBERS = Number.NEGATIVE_INFINITY
const AFTER_NUMBERS = Number.POSITIVE_INFINITY
const BEFORE_TEXTS = ''
const AFTER_TEXTS = Buffer.alloc(0)
const AFTER_ALL = Buffer.of(255)

/** Both ends inclusive. */
export interface ValueRange {
  readonly least: StoredValue
  readonly most: StoredValue
}

/** Which stored values an answer can have: all that fit are among them. */
type FittingValues =
  | { readonly kind: 'equal'; readonly value: StoredValue }
  | { readonly kind: 'between'; readonly ranges: readonly ValueRange[] }

/** @param part of a parsed payload, not undefined */
export function storedValue(part: unknown): StoredValue {
  switch (typeof part) {
    case 'number':
      // SQLite keeps a whole number in fewer bytes than a double, and compares the two exactly.
      return Number.isSafeInteger(part) ? BigInt(part) : part
    case 'string':
      return storedText(part) ?? BROKEN_TEXT
    case 'boolean':
      return part ? TRUE : FALSE
    default:
      return part === null ? NULL : CONTAINER
  }
}

/** Undefined where the values that fit are not close together. */
export function valuesFitting(question: PathQuestion): FittingValues | undefined {
  if (question.kind === 'has') return { kind: 'between', ranges: [{ least: BEFORE_NUMBERS, most: AFTER_ALL }] }
  const { operator, value } = question
  switch (operator) {
    case '!=':
      return undefined
    case '=':
      return equalTo(value)
    case '<':
    case '<=':
      return ordered(value, 'up to')
    case '>':
    case '>=':
      return ordered(value, 'from')
  }
}

function equalTo(value: FilterValue): FittingValues | undefined {
  switch (value.kind) {
    case 'number':
      return { kind: 'equal', value: Number(value.text) }
    case 'text': {
      const text = storedText(value.text)
      return text === undefined ? undefined : { kind: 'equal', value: text }
    }
    case 'boolean':
      return { kind: 'equal', value: value.value ? TRUE : FALSE }
    case 'null':
      return { kind: 'equal', value: NULL }
  }
}

function ordered(value: FilterValue, side: 'from' | 'up to'): FittingValues | undefined {
  if (value.kind === 'number') {
    const number = Number(value.text)
    const range = side === 'from' ? { least: number, most: AFTER_NUMBERS } : { least: BEFORE_NUMBERS, most: number }
    return { kind: 'between', ranges: [range] }
  }
  const text = value.kind === 'text' ? storedText(value.text) : undefined
  if (text === undefined) return undefined
  const range = side === 'from' ? { least: text, most: AFTER_TEXTS } : { least: BEFORE_TEXTS, most: text }
  return { kind: 'between', ranges: [range, { least: BROKEN_TEXT, most: BROKEN_TEXT }] }
}

function storedText(text: string): string | undefined {
  const kept =
    text.length <= KEPT_CHARACTERS
      ? text
      : Array.from(text.slice(0, 2 * KEPT_CHARACTERS))
          .slice(0, KEPT_CHARACTERS)
          .join('')
  return kept.isWellFormed() ? kept : undefined
}
