import { EpochError } from '../../../core/errors.ts'
import type { FindingList } from '../../../core/store-audit.ts'
import { storeError } from '../sqlite-errors.ts'
import type { AuditSteps } from './audit-context.ts'

/** Whether SQLite or what reads on top of it gave up because of what is in the file. */
export function isDamage(error: unknown): boolean {
  const told = storeError(error, '')
  return told instanceof EpochError && (told.code === 'store-corrupt' || told.code === 'value-too-large')
}

/** Where a table is read in order of a key: the next key. @throws EpochError `store-corrupt` where it is not after the last one, since reading on would not end */
export function nextKey(last: number, next: number): number {
  if (next > last) return next
  throw outOfOrder()
}

export function outOfOrder(): EpochError {
  return new EpochError('store-corrupt', 'the rows of a table or an index are not in order')
}

/** A part of an audit that ends, with a finding, where the file cannot be read; the parts after it go on. */
export function* unlessUnreadable(what: string, findings: FindingList, steps: AuditSteps): AuditSteps {
  try {
    yield* steps
  } catch (error) {
    if (!isDamage(error)) throw error
    findings.add('unreadable', `${what} cannot be read to the end, and what was not read was not checked`)
  }
}
