import { type Position, START } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { WhatIf } from '../../core/what-if.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { type WhatIfLogRow, whatIfLog } from './what-if-log.ts'
import { activeWhatIf } from './what-if-slice.ts'

export interface WhatIfLogSlice {
  /** The active what-if's log around the playhead, while the side shows what-ifs. */
  readonly whatIfRows: readonly WhatIfLogRow[]
}

/** Rows of the store on either side of the playhead. */
const ROWS_AROUND = 30

export const createWhatIfLogSlice: Slice<WhatIfLogSlice> =
  ({ link }) =>
  (set, get, api) => {
    const ask = newestWins<{ readonly whatIf: WhatIf; readonly playhead: Position }>(({ whatIf, playhead }) =>
      link.inBackground(async () => {
        const { row } = await link.ask('log.rowAt', { view: EVERYTHING, position: playhead })
        const fromRow = Math.max(1, row - ROWS_AROUND)
        // One more than is shown, for the position before the first.
        const first = Math.max(1, fromRow - 1)
        const limit = row + ROWS_AROUND + 1 - first
        const { rows } = await link.ask('log.rows', { view: EVERYTHING, fromRow: first, limit })
        const shown = rows.filter((each) => each.row >= fromRow)
        const before = fromRow === first ? START : (rows[0]?.position ?? START)
        if (activeWhatIf(get()) === whatIf) set({ whatIfRows: whatIfLog(shown, before, whatIf) })
      }),
    )

    api.subscribe((state, before) => {
      const whatIf = activeWhatIf(state)
      const same =
        whatIf === activeWhatIf(before) &&
        state.playhead === before.playhead &&
        state.side === before.side &&
        state.head === before.head
      if (same) return
      if (whatIf === undefined) {
        if (state.whatIfRows.length > 0) set({ whatIfRows: [] })
      } else if (state.side === 'what-if') ask({ whatIf, playhead: state.playhead })
    })

    return { whatIfRows: [] }
  }
