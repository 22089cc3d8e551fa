import type { Position } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface PinnedEventSlice {
  /** The event that others are compared with. Kept with the store. */
  readonly pinnedEvent: Position | undefined
  /** What is known of it. */
  readonly pinnedRow: Pick<EventRow, 'position' | 'type' | 'stream'> | undefined
  readonly pinEvent: (position: Position | undefined) => void
}

export const createPinnedEventSlice: Slice<PinnedEventSlice> =
  ({ link }) =>
  (set, get, api) => {
    const look = newestWins<Position>((position) =>
      link.inBackground(async () => {
        const { row } = await link.ask('log.rowAt', { view: EVERYTHING, position })
        const { rows } = await link.ask('log.rows', { view: EVERYTHING, fromRow: Math.max(1, row), limit: 1 })
        const pinnedRow = rows.find((one) => one.position === position)
        if (get().pinnedEvent === position) set({ pinnedRow })
      }),
    )

    api.subscribe(({ pinnedEvent }, before) => {
      if (pinnedEvent === before.pinnedEvent) return
      set({ pinnedRow: undefined })
      if (pinnedEvent !== undefined) look(pinnedEvent)
    })

    link.onLeave(() => set({ pinnedEvent: undefined }))

    return { pinnedEvent: undefined, pinnedRow: undefined, pinEvent: (pinnedEvent) => set({ pinnedEvent }) }
  }
