import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Event, EventType } from '../../core/event.ts'
import type { FieldHistory } from '../../core/event-shape/field-history.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export type TypesOrder = 'name' | 'count'

/** How far it is known which fields the events of a type had when. */
export type FieldReading =
  | { readonly phase: 'unread' }
  | { readonly phase: 'reading'; readonly done: number; readonly total: number }
  | { readonly phase: 'read'; readonly fields: FieldHistory }
  | { readonly phase: 'failed'; readonly failure: ErrorRecord }

/** A type of events as the side shows it. */
export interface ShownType {
  readonly type: EventType
  /** Its first and its last event; absent until they are known, and where it has none. */
  readonly first: EventRow | undefined
  readonly last: EventRow | undefined
  /** {@link TYPE_SAMPLES} of its events or fewer, spread over its history; absent until they are here. */
  readonly samples: readonly Event[] | undefined
  readonly reading: FieldReading
}

export interface TypeCatalogueSlice {
  /** What types' names must contain, in any case, to be listed. */
  readonly typesText: string
  readonly typesOrder: TypesOrder
  readonly shownType: ShownType | undefined

  readonly setTypesText: (text: string) => void
  readonly setTypesOrder: (order: TypesOrder) => void
  /** The side shows the type's details. Of a type with few events all are read for their fields at once. */
  readonly openType: (type: EventType) => void
  /** Reads every event of the shown type, to tell which fields they had when. */
  readonly readFields: () => void
  readonly stopReadingFields: () => void
}

const TYPE_SAMPLES = 5

/** Most events of a type that are read without anybody having asked for it. */
const READ_AT_ONCE = 20_000

export const createTypeCatalogueSlice: Slice<TypeCatalogueSlice> =
  ({ link, activity }) =>
  (set, get, api) => {
    let reading = new AbortController()

    link.onLeave(() => {
      reading.abort()
      set({ typesText: '', shownType: undefined })
    })

    function change(type: EventType, part: Partial<ShownType>): void {
      const { shownType } = get()
      if (shownType?.type === type) set({ shownType: { ...shownType, ...part } })
    }

    async function findSpan(type: EventType): Promise<void> {
      const { first, last } = await link.ask('types.span', { type })
      change(type, { first, last })
    }

    const findSpanAgain = newestWins<EventType>((type) => link.inBackground(() => findSpan(type)))

    const look = newestWins<EventType>((type) =>
      link.inBackground(async () => {
        await findSpan(type)
        const { events } = await link.ask('types.samples', { type, limit: TYPE_SAMPLES })
        change(type, { samples: events })
        await get().eventShape(type)
      }),
    )

    async function read(type: EventType, signal: AbortSignal): Promise<void> {
      const end = activity.begin()
      try {
        for await (const message of link.fields(type, signal)) {
          if (signal.aborted) return
          if (message.kind === 'fields') change(type, { reading: { phase: 'read', fields: message.fields } })
          else change(type, { reading: { phase: 'reading', done: message.done, total: message.total } })
        }
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof EpochError)) throw error
        change(type, { reading: { phase: 'failed', failure: errorRecord(error) } })
      } finally {
        end()
      }
    }

    api.subscribe((state, before) => {
      const type = state.shownType?.type
      if (type === undefined || state.typeSummaries === before.typeSummaries) return
      if (eventsOf(state, type) !== eventsOf(before, type)) findSpanAgain(type)
    })

    return {
      typesText: '',
      typesOrder: 'count',
      shownType: undefined,

      setTypesText: (typesText) => set({ typesText }),
      setTypesOrder: (typesOrder) => set({ typesOrder }),
      openType(type) {
        get().showSide('type')
        if (get().shownType?.type === type) return
        reading.abort()
        const nothing = { first: undefined, last: undefined, samples: undefined }
        set({ shownType: { type, ...nothing, reading: { phase: 'unread' } } })
        look(type)
        const events = eventsOf(get(), type)
        if (events > 0 && events <= READ_AT_ONCE) get().readFields()
      },
      readFields() {
        const type = get().shownType?.type
        if (type === undefined) return
        reading.abort()
        reading = new AbortController()
        change(type, { reading: { phase: 'reading', done: 0, total: eventsOf(get(), type) } })
        const { signal } = reading
        void link.inBackground(() => read(type, signal))
      },
      stopReadingFields() {
        reading.abort()
        const type = get().shownType?.type
        if (type !== undefined) change(type, { reading: { phase: 'unread' } })
      },
    }
  }

function eventsOf({ typeSummaries }: ExplorerState, type: EventType): number {
  return typeSummaries.find(({ name }) => name === type)?.events ?? 0
}
