import { numberTextAt } from '../json-source.ts'
import { compareCodePoints } from './code-points.ts'
import type { EventReading } from './event-reading.ts'
import type { ComparisonOperator, FilterTree, FilterValue } from './filter-tree.ts'
import { compareNumberTexts } from './number-text.ts'
import type { PayloadPath } from './payload-path.ts'
import { partAt } from './payload-value.ts'

type Comparison = Extract<FilterTree, { kind: 'compare' }>
type EventTest = (reading: EventReading) => boolean
/** @param part what is at a path, which is something */
type PartTest = (part: unknown, sourceText: () => string | undefined) => boolean

export function presenceTest({ of, steps }: PayloadPath): EventTest {
  const mayFit = textTest(of, steps)
  return (reading) => mayFit(reading) && partAt(reading.parsed(of), steps) !== undefined
}

/**
 * Whether what is at a path compares so. Only numbers are less or more than numbers, exactly, and texts (by code points) than texts; values of
 * two kinds are not equal, and an object or an array equals nothing. What is absent fits no operator, `!=` included.
 */
export function comparisonTest({ path, operator, value }: Comparison): EventTest {
  const { of, steps } = path
  const needed = operator === '=' && value.kind === 'text' ? [...steps, value.text] : steps
  const mayFit = textTest(of, needed)
  const fits = partTest(operator, value)
  return (reading) => {
    if (!mayFit(reading)) return false
    const part = partAt(reading.parsed(of), steps)
    return part !== undefined && fits(part, () => numberTextAt(reading.text(of), steps))
  }
}

function partTest(operator: ComparisonOperator, value: FilterValue): PartTest {
  switch (value.kind) {
    case 'number':
      return numberTest(value.text, operator)
    case 'text':
      return (part) =>
        typeof part === 'string' && operator !== '=' && operator !== '!='
          ? fitsOrder(compareCodePoints(part, value.text), operator)
          : fitsEquality(part === value.text, operator)
    case 'boolean':
      return (part) => fitsEquality(part === value.value, operator)
    case 'null':
      return (part) => fitsEquality(part === null, operator)
  }
}

/**
 * Rounding to doubles keeps the order of numbers, so two doubles that differ decide; only where they are the same may the texts differ.
 */
function numberTest(wanted: string, operator: ComparisonOperator): PartTest {
  const double = Number(wanted)
  return (part, sourceText) => {
    if (typeof part !== 'number') return fitsEquality(false, operator)
    if (part !== double) return fitsOrder(part - double, operator)
    const source = sourceText()
    return source !== undefined && fitsOrder(compareNumberTexts(source, wanted), operator)
  }
}

/** A test of the bare text, quicker than parsing: without escapes, a payload that has these names and texts has them as they are. */
function textTest(of: PayloadPath['of'], parts: PayloadPath['steps']): EventTest {
  const texts = parts.filter((part) => typeof part === 'string' && part !== '')
  if (texts.length === 0) return () => true
  return (reading) => {
    const json = reading.text(of)
    return texts.every((text) => json.includes(String(text))) || json.includes('\\')
  }
}

/** Of values that have no order. */
function fitsEquality(equal: boolean, operator: ComparisonOperator): boolean {
  return (operator === '=' && equal) || (operator === '!=' && !equal)
}

/** @param order of two values of one kind: below 0 where the first is less, above 0 where it is more */
function fitsOrder(order: number, operator: ComparisonOperator): boolean {
  switch (operator) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}
