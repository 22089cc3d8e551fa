import type { EventType } from '../../core/event.ts'
import { type EventShape, inferShape } from '../../core/event-shape/event-shape.ts'
import { isEmptied } from '../../core/event-shape/parsed-data.ts'
import type { Slice } from './explorer-store.ts'

export interface EventShapesSlice {
  /** What the data of each type of event looks like, by samples; a type that was not looked at yet has `undefined`. */
  readonly eventShapes: ReadonlyMap<EventType, EventShape | undefined>

  /** From now on every type is looked at, and those that come later are too. */
  readonly wantEventShapes: () => void
  /** The shape of one type, which is looked at if it was not. */
  readonly eventShape: (type: EventType) => Promise<EventShape>
  readonly forgetEventShapes: () => void
}

/** How many events of a type are looked at. */
const SAMPLES = 60

/** Most types that are looked at without anybody having asked for one of them by name. */
const MAX_TYPES = 300

/** Once a store has grown by this share of what it was, every type is looked at again. */
const GROWTH = 0.25

/** How many types are looked at before it is shown what was found. */
const TYPES_AT_ONCE = 8

export const createEventShapesSlice: Slice<EventShapesSlice> =
  ({ link }) =>
  (set, get, api) => {
    let wanted = false
    let looking = false
    /** Types that were looked at when the store was smaller. */
    let aged = new Set<EventType>()
    let eventsThen = 0

    async function look(type: EventType): Promise<EventShape> {
      const { events } = await link.ask('types.samples', { type, limit: SAMPLES })
      return inferShape(events.filter((event) => !isEmptied(event)))
    }

    async function lookAtAll(): Promise<void> {
      if (looking) return
      looking = true
      try {
        for (;;) {
          const { types, eventShapes } = get()
          const some = types.slice(0, MAX_TYPES).filter((type) => aged.has(type) || eventShapes.get(type) === undefined)
          const next = some.slice(0, TYPES_AT_ONCE)
          if (next.length === 0) return
          const found = await Promise.all(next.map(async (type) => [type, await look(type)] as const))
          keep(new Map(found))
        }
      } finally {
        looking = false
      }
    }

    function keep(found: ReadonlyMap<EventType, EventShape>): void {
      for (const type of found.keys()) aged.delete(type)
      const { types, eventShapes } = get()
      const all = new Set([...types, ...eventShapes.keys(), ...found.keys()])
      set({ eventShapes: new Map([...all].map((type) => [type, found.get(type) ?? eventShapes.get(type)])) })
    }

    api.subscribe((state, before) => {
      const events = state.status?.summary.events ?? 0
      const hasGrown = events > eventsThen * (1 + GROWTH)
      if (hasGrown) {
        eventsThen = events
        aged = new Set(state.eventShapes.keys())
      }
      if (wanted && (state.types !== before.types || (hasGrown && aged.size > 0))) void link.inBackground(lookAtAll)
    })

    return {
      eventShapes: new Map(),

      wantEventShapes() {
        wanted = true
        void link.inBackground(lookAtAll)
      },
      async eventShape(type) {
        const known = get().eventShapes.get(type)
        if (known !== undefined && !aged.has(type)) return known
        const shape = await look(type)
        keep(new Map([[type, shape]]))
        return shape
      },
      forgetEventShapes() {
        eventsThen = 0
        aged.clear()
        set({ eventShapes: new Map(), starterType: undefined, starterFields: undefined })
      },
    }
  }
