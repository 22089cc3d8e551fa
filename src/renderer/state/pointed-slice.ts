import type { Position } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface PointedSlice {
  /** Where the pointer is in the history; absent while it is elsewhere. */
  readonly pointedAt: Position | undefined
  /** The event nearest to it, with masked values hidden; that of the place before until it comes. */
  readonly pointedEvent: EventRow | undefined
  readonly pointAt: (position: Position | undefined) => void
}

const NOTHING = { pointedAt: undefined, pointedEvent: undefined }

export const createPointedSlice: Slice<PointedSlice> =
  ({ link }) =>
  (set, get) => {
    const find = newestWins<Position>((position) =>
      link.inBackground(async () => {
        const { row } = await link.ask('log.rowAt', { view: EVERYTHING, position })
        const masks = get().revealed ? [] : get().masks
        const page = await link.ask('log.rows', { view: EVERYTHING, fromRow: Math.max(1, row), limit: 2, masks })
        const distance = (event: EventRow): number => Math.abs(event.position - position)
        const [nearest] = page.rows.toSorted((one, other) => distance(one) - distance(other))
        if (get().pointedAt !== undefined) set({ pointedEvent: nearest })
      }),
    )

    link.onLeave(() => set(NOTHING))

    return {
      ...NOTHING,
      pointAt(position) {
        if (position === get().pointedAt) return
        if (position === undefined) set(NOTHING)
        else {
          set({ pointedAt: position })
          find(position)
        }
      },
    }
  }
