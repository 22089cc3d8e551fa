import { EpochError } from '../../core/errors.ts'

/** A definition that is not one: says which member, what it must be and what it is. */
export function invalid(member: string, expected: string, found: unknown): EpochError {
  const what = said(found)
  return new EpochError('projection-invalid', `${member} must be ${expected}, and is ${what}`, {
    member,
    expected,
    found: what,
  })
}

/** @throws EpochError `projection-invalid` for anything but a plain object */
export function record(value: unknown, member: string, expected: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(member, expected, value)
  return value as Record<string, unknown>
}

/** A value in a few words. */
export function said(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'string':
      return JSON.stringify(value.slice(0, 40))
    case 'number':
    case 'boolean':
    case 'bigint':
      return `${value} (a ${typeof value})`
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
    default:
      return `a ${typeof value}`
  }
}
