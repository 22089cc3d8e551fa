import { InvalidArgumentError } from 'commander'
import type { OpenedBackend } from '../backends/open-backend.ts'
import { EpochError } from '../core/errors.ts'
import { type Position, position } from '../core/event.ts'
import { timeSpan } from '../core/filter/filter-time.ts'
import { wholeNumber } from './whole-number.ts'

/** A moment of a history as a person named it: a position, or the end of a span of time. */
export type HistoryMoment =
  | { readonly kind: 'position'; readonly position: Position }
  | { readonly kind: 'time'; readonly untilUs: number; readonly text: string }

const digits = /^\d+$/
const onePosition = wholeNumber()

/** What options that take a moment say of it. */
export const MOMENT_HELP = 'a position, or a time as in 2026-03-01 or 2026-03-01T10:22Z'

/** Reads an argument that is a moment. Digits alone are a position; a time is as long as what it leaves out, and UTC without an offset. */
export function historyMoment(text: string): HistoryMoment {
  if (digits.test(text)) return { kind: 'position', position: position(onePosition(text)) }
  const span = timeSpan(text)
  if (typeof span === 'string') throw new InvalidArgumentError(`It must be a position, or ${span}.`)
  return { kind: 'time', untilUs: span.toUs, text }
}

/**
 * Where a moment is in a store: the position itself, or the last one whose log time is in the span of time or before it.
 *
 * @throws EpochError `invalid-request` for a time where the store has none
 */
export async function positionOf(
  moment: HistoryMoment,
  { store, index, indexed }: Pick<OpenedBackend, 'store' | 'index' | 'indexed'>,
): Promise<Position> {
  if (moment.kind === 'position') return moment.position
  if (!store.capabilities.time)
    throw new EpochError(
      'invalid-request',
      `${moment.text} is a time, and this store does not know when its events happened; name a position`,
    )
  await indexed
  return await index.positionAtTime(moment.untilUs)
}
