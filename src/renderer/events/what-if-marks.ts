import type { Position } from '../../core/event.ts'
import type { WhatIf } from '../../core/what-if.ts'

/** What the active what-if does at an event. */
export interface WhatIfMark {
  readonly did: 'skipped' | 'edited' | undefined
  /** How many events it inserts after this one. */
  readonly inserted: number
}

export function whatIfMarks(whatIf: WhatIf | undefined): ReadonlyMap<Position, WhatIfMark> {
  const marks = new Map<Position, WhatIfMark>()
  for (const position of whatIf?.skip ?? []) marks.set(position, { did: 'skipped', inserted: 0 })
  for (const { position } of whatIf?.edit ?? []) marks.set(position, { did: 'edited', inserted: 0 })
  for (const { after } of whatIf?.insert ?? []) {
    const { did, inserted } = marks.get(after) ?? { did: undefined, inserted: 0 }
    marks.set(after, { did, inserted: inserted + 1 })
  }
  return marks
}
