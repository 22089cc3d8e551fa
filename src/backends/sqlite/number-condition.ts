import type { ComparisonOperator } from '../../core/filter/filter-tree.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { Condition } from './condition.ts'
import { LARGE_BYTES } from './payload-condition.ts'

/** By how much more than its share SQLite may misread a number. */
const TOLERANCE = 1e-12

/**
 * That SQLite reads a number at a path which may compare so, or that it may read another one than core does: it takes the first of two members of a
 * name, and where there is an escape, names are not as they are written. Numbers are rounded, which keeps their order, so equal doubles fit.
 */
export function numberCondition(
  { of, steps }: PayloadPath,
  operator: ComparisonOperator,
  number: string,
): Condition | undefined {
  const range = fittingRange(operator, Number(number))
  const names = steps.filter((step) => typeof step === 'string')
  if (range === undefined || names.some((name) => !isPlain(name))) return undefined
  const path = `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`
  const doubtful = [
    `octet_length(${of}) > ${LARGE_BYTES}`,
    `${of} GLOB '*\\*'`,
    ...names.map(() => `${of} GLOB ?`),
    `NOT json_valid(${of})`,
  ]
  return {
    sql: `${doubtful.join(' OR ')} OR json_extract(${of}, ?) BETWEEN ? AND ?`,
    binds: [...names.map(twice), path, range.least, range.most],
    exact: false,
  }
}

function fittingRange(
  operator: ComparisonOperator,
  double: number,
): { readonly least: number; readonly most: number } | undefined {
  const finite = Math.max(-Number.MAX_VALUE, Math.min(double, Number.MAX_VALUE))
  const slack = Math.abs(finite) * TOLERANCE + Number.MIN_VALUE
  const most = Math.max(double, finite + slack)
  const least = Math.min(double, finite - slack)
  switch (operator) {
    case '=':
      return { least, most }
    case '<':
    case '<=':
      return { least: Number.NEGATIVE_INFINITY, most }
    case '>':
    case '>=':
      return { least, most: Number.POSITIVE_INFINITY }
    case '!=':
      return undefined
  }
}

/** Whether a name is in JSON as it is, and in SQLite's paths and patterns. */
function isPlain(name: string): boolean {
  return /^[\p{L}\p{N}_ .:-]{1,100}$/u.test(name)
}

function twice(name: string): string {
  return `*"${name}"*"${name}"*`
}
