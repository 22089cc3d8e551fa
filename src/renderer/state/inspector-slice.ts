import { BadName } from '../../core/errors.ts'
import { type Event, type EventId, eventId, type Position } from '../../core/event.ts'
import type { EventDetail, EventMark, EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import { type Neighbours, neighboursIn } from './neighbours.ts'
import { newestWins } from './newest-wins.ts'

/** An event with what it came from and what came of it. */
export interface Inspected {
  readonly event: EventDetail
  /** Absent until it is known, which in large stores takes longer than the event. */
  readonly around: Around | undefined
}

/** Neighbours are those in its stream. */
export interface Around extends Neighbours {
  /** The id that the metadata names as its cause, and the event of that id where the store has it. */
  readonly causationId: string | undefined
  readonly cause: Event | undefined
  /** The first {@link MAX_EFFECTS} events that name it as their cause. */
  readonly effects: readonly EventRow[]
}

export type Inspection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'missing'; readonly position: Position }
  | { readonly kind: 'shown'; readonly inspected: Inspected }

export interface InspectorSlice {
  /** What the inspector shows: the last selected event that has arrived. */
  readonly inspection: Inspection
  /** The store has grown: asks again what comes after the shown event and what came of it. */
  readonly refreshEffects: () => void
}

export const MAX_EFFECTS = 100

/** How long an event waits for what is around it, so that both are mostly shown at once and nothing jumps. */
const WAIT_MS = 60

export const createInspectorSlice: Slice<InspectorSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    function show(position: Position, inspection: Inspection): void {
      if (get().selected === position) set({ inspection })
    }

    const inspect = newestWins<Position>((position) =>
      link.inBackground(async () => {
        const { event } = await link.ask('event.get', { position })
        if (event === undefined) return show(position, { kind: 'missing', position })
        const alone = (): void => show(position, { kind: 'shown', inspected: { event, around: undefined } })
        const stopWaiting = clock.after(WAIT_MS, () => {
          if (!isOf(get().inspection, event)) alone()
        })
        try {
          const around = await aroundOf(event)
          if (around !== undefined) show(position, { kind: 'shown', inspected: { event, around } })
        } catch (error) {
          alone()
          throw error
        } finally {
          stopWaiting()
        }
      }),
    )

    /** The event itself may be large, and is read again only where its mark is another. */
    const lookAround = newestWins<EventDetail>((event) =>
      link.inBackground(async () => {
        const around = await aroundOf(event)
        const { inspection, selected } = get()
        if (around === undefined || selected !== event.position) return
        if (!isOf(inspection, event) || around.there?.mark !== markOf(event)) inspect(selected)
        else show(selected, { kind: 'shown', inspected: { event, around } })
      }),
    )

    async function aroundOf(event: Event): Promise<Around | undefined> {
      const { stream, position, metadata, id } = event
      const { causationId } = linksOf(metadata)
      const [neighbours, cause, { effects }] = await Promise.all([
        neighboursIn({ link, clock, activity }, { streams: [stream] }, position, () => get().selected === position),
        byId(link, causationId),
        link.ask('event.effects', { id, limit: MAX_EFFECTS }),
      ])
      return neighbours && { ...neighbours, causationId, cause, effects }
    }

    api.subscribe((state, before) => {
      if (state.selected === before.selected) return
      if (state.selected === undefined) set({ inspection: { kind: 'nothing' } })
      else inspect(state.selected)
    })

    return {
      inspection: { kind: 'nothing' },
      refreshEffects() {
        const { selected, inspection } = get()
        if (selected === undefined) return
        if (inspection.kind === 'shown' && inspection.inspected.event.position === selected)
          lookAround(inspection.inspected.event)
        else inspect(selected)
      },
    }
  }

function markOf({ mark, purged }: EventDetail): EventMark | undefined {
  return mark ?? (purged && 'purged')
}

/** What was known around the event stays until more is. */
function isOf(inspection: Inspection, { position }: Event): boolean {
  return inspection.kind === 'shown' && inspection.inspected.event.position === position
}

async function byId(link: ExplorerDeps['link'], causationId: string | undefined): Promise<Event | undefined> {
  const id = causationId === undefined ? undefined : legalId(causationId)
  return id === undefined ? undefined : (await link.ask('event.byId', { id })).event
}

/** Metadata may name anything as its cause; what is no legal id is no event's. */
function legalId(text: string): EventId | undefined {
  try {
    return eventId(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
