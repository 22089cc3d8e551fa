import type { Position } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'

/** What a link to an event says of it before one goes there. */
export interface GlanceSlice {
  /** Events that somebody pointed at, by position; the last {@link MAX_GLANCES}. */
  readonly glances: ReadonlyMap<Position, EventRow>
  /** Learns of the event at a position what a list shows of it. */
  readonly glanceAt: (position: Position) => void
}

const MAX_GLANCES = 500

export const createGlanceSlice: Slice<GlanceSlice> =
  ({ link }) =>
  (set, get) => {
    const asked = new Set<Position>()

    async function learn(position: Position): Promise<void> {
      const { row } = await link.ask('log.rowAt', { view: EVERYTHING, position })
      if (row === 0) return
      const [event] = (await link.ask('log.rows', { view: EVERYTHING, fromRow: row, limit: 1 })).rows
      if (event?.position !== position) return
      set(({ glances }) => {
        const kept = [...glances].slice(-MAX_GLANCES + 1)
        return { glances: new Map([...kept, [position, event]]) }
      })
    }

    return {
      glances: new Map(),

      glanceAt(position) {
        if (get().glances.has(position) || asked.has(position)) return
        asked.add(position)
        void link.inBackground(() => learn(position)).finally(() => asked.delete(position))
      },
    }
  }
