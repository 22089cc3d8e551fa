import { type EventId, type Position, START } from '../../core/event.ts'
import { beginningOf, causesAround, correlationOf, type LinkedEvent } from './causes-around.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

/** Events that belong together, as far as they are read. */
export interface Correlation {
  /** What holds them together: a correlation, or only that each caused the next. */
  readonly of:
    | { readonly kind: 'correlation'; readonly id: string }
    | { readonly kind: 'causes'; readonly position: Position }
  /** In the log's order, but that the one that a correlation is named after, as it began with it, is the first. */
  readonly events: readonly LinkedEvent[]
  /** `partly` where somebody stopped it or {@link READ_AT_ONCE} were read: there may be more. */
  readonly phase: 'reading' | 'whole' | 'partly'
}

export interface CorrelationSlice {
  /** What the middle's Correlation shows; absent before the first. */
  readonly correlation: Correlation | undefined
  /** Events whose effects are folded away. */
  readonly foldedCauses: ReadonlySet<EventId>

  /** Shows in the middle all events that have this correlation. */
  readonly openCorrelation: (correlationId: string) => void
  /** Shows the correlation of an event; where it names none, what it came from and what came of it, by causes alone. */
  readonly openCorrelationOf: (position: Position) => void
  /** Reads no further; what is read stays. */
  readonly stopCorrelation: () => void
  /** Reads on from where it was left. */
  readonly readOnCorrelation: () => void
  readonly foldCause: (id: EventId, next: 'open' | 'closed') => void
}

/** How many events are read before a person is asked. */
export const READ_AT_ONCE = 20_000

/** Most events that one request answers with. */
const PAGE = 1_000

const nothing = { correlation: undefined, foldedCauses: new Set<EventId>() } satisfies Partial<CorrelationSlice>

export const createCorrelationSlice: Slice<CorrelationSlice> =
  ({ link }) =>
  (set, get, api) => {
    let reading = new AbortController()
    /** The position of the last event that was read of a correlation. */
    let readTo = START

    function isShown(of: Correlation['of']): boolean {
      return get().correlation?.of === of
    }

    function add(events: readonly LinkedEvent[], phase: Correlation['phase']): void {
      set(({ correlation }) => ({
        correlation: correlation && { ...correlation, events: [...correlation.events, ...events], phase },
      }))
    }

    function began(of: Correlation['of']): void {
      reading.abort()
      readTo = START
      set({ ...nothing, correlation: { of, events: [], phase: 'reading' }, middle: 'correlation' })
    }

    async function readCorrelation(of: Correlation['of'] & { readonly kind: 'correlation' }): Promise<void> {
      const { signal } = reading
      const isFirst = get().correlation?.events.length === 0
      const beginning = isFirst ? await beginningOf(link, of.id, signal) : undefined
      if (!isShown(of)) return
      if (beginning !== undefined) add([beginning], 'reading')
      for (let read = 0; read < READ_AT_ONCE; read += PAGE) {
        const asked = { correlationId: of.id, after: readTo, limit: PAGE }
        const { events } = await link.ask('event.correlated', asked, signal)
        if (!isShown(of)) return
        readTo = events.at(-1)?.position ?? readTo
        const phase = events.length < PAGE ? 'whole' : 'reading'
        if (events.length > 0 || get().correlation?.phase !== phase) add(events, phase)
        if (phase === 'whole') return
      }
      add([], 'partly')
    }

    async function readCauses(of: Correlation['of'] & { readonly kind: 'causes' }): Promise<void> {
      const { signal } = reading
      const show = (events: readonly LinkedEvent[], phase: Correlation['phase']): void => {
        if (isShown(of)) set({ correlation: { of, events, phase } })
      }
      const onFound = (events: readonly LinkedEvent[]): void => show(events, 'reading')
      const { events, whole } = await causesAround(link, of.position, { limit: READ_AT_ONCE, signal, onFound })
      show(events, whole ? 'whole' : 'partly')
    }

    const read = newestWins<Correlation['of']>((of) =>
      link.inBackground(async () => {
        if (!isShown(of) || get().correlation?.phase === 'partly') return
        reading = new AbortController()
        if (of.kind === 'correlation') await readCorrelation(of)
        else await readCauses(of)
      }),
    )

    const openOf = newestWins<Position>((position) =>
      link.inBackground(async () => {
        const before = get().correlation?.of
        const { event } = await link.ask('event.get', { position })
        const correlationId = event && (await correlationOf(link, event))
        if (get().correlation?.of !== before) return
        if (correlationId !== undefined) return get().openCorrelation(correlationId)
        const of: Correlation['of'] = { kind: 'causes', position }
        began(of)
        read(of)
      }),
    )

    api.subscribe((state, before) => {
      const { correlation, middle, head } = state
      const mayBeMore = correlation?.phase === 'whole' && correlation.of.kind === 'correlation'
      const isStale = head !== before.head || middle !== before.middle
      if (mayBeMore && isStale && middle === 'correlation') read(correlation.of)
    })

    link.onLeave(() => {
      reading.abort()
      set(nothing)
    })

    return {
      ...nothing,

      openCorrelation(id) {
        const of = { kind: 'correlation', id } as const
        began(of)
        read(of)
      },
      openCorrelationOf: (position) => openOf(position),
      stopCorrelation() {
        reading.abort()
        set(({ correlation }) => ({ correlation: correlation && { ...correlation, phase: 'partly' } }))
      },
      readOnCorrelation() {
        const { correlation } = get()
        if (correlation?.phase !== 'partly') return
        set({ correlation: { ...correlation, phase: 'reading' } })
        read(correlation.of)
      },
      foldCause: (id, next) =>
        set(({ foldedCauses }) => {
          const folded = new Set(foldedCauses)
          if (next === 'closed') folded.add(id)
          else folded.delete(id)
          return { foldedCauses: folded }
        }),
    }
  }
