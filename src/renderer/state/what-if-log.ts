import type { Position } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import { insertedPosition, type WhatIf } from '../../core/what-if.ts'

/** A row of a what-if's log: an event as it happened, one that did not happen or happened otherwise, or one that came besides. */
export interface WhatIfLogRow {
  /** A fraction where the event was inserted. */
  readonly place: Position
  readonly stream: string
  readonly type: string
  readonly did: 'happened' | 'skipped' | 'edited' | 'inserted'
}

/**
 * Some rows of the store's log as a what-if has them, with what it inserts between them and after the last.
 *
 * @param rows in order, without gaps
 * @param before the position before the first of them: what is inserted after that is among the rows
 */
export function whatIfLog(rows: readonly EventRow[], before: Position, whatIf: WhatIf): readonly WhatIfLogRow[] {
  const last = rows.at(-1)?.position ?? before
  const skipped = new Set(whatIf.skip)
  const edited = new Map(whatIf.edit.map(({ position, type }) => [position, type]))
  const own = rows.map(({ position, stream, type }): WhatIfLogRow => {
    const editedType = edited.get(position)
    const did = skipped.has(position) ? 'skipped' : editedType === undefined ? 'happened' : 'edited'
    return { place: position, stream, type: editedType ?? type, did }
  })
  const nth = new Map<Position, number>()
  const inserted = whatIf.insert.flatMap(({ after, stream, type }): readonly WhatIfLogRow[] => {
    const count = (nth.get(after) ?? 0) + 1
    nth.set(after, count)
    if (after < before || after > last) return []
    return [{ place: insertedPosition(after, count), stream, type, did: 'inserted' }]
  })
  return [...own, ...inserted].toSorted((one, other) => one.place - other.place)
}
