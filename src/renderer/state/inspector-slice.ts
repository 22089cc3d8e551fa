import { BadName } from '../../core/errors.ts'
import { type Event, type EventId, eventId, NO_EVENTS, type Position, streamVersion } from '../../core/event.ts'
import type { EventDetail, EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

/** An event with what it came from and what came of it. */
export interface Inspected {
  readonly event: EventDetail
  /** The events before and after it in its stream; absent where there is none. */
  readonly previous: Event | undefined
  readonly next: Event | undefined
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

export const createInspectorSlice: Slice<InspectorSlice> =
  ({ link }) =>
  (set, get, api) => {
    const inspect = newestWins<Position>((position) =>
      link.inBackground(async () => {
        const inspection = await inspectionOf(link, position)
        if (get().selected === position) set({ inspection })
      }),
    )

    api.subscribe((state, before) => {
      if (state.selected === before.selected) return
      if (state.selected === undefined) set({ inspection: { kind: 'nothing' } })
      else inspect(state.selected)
    })

    return {
      inspection: { kind: 'nothing' },
      refreshEffects() {
        const { selected } = get()
        if (selected !== undefined) inspect(selected)
      },
    }
  }

async function inspectionOf(link: ExplorerDeps['link'], position: Position): Promise<Inspection> {
  const { event } = await link.ask('event.get', { position })
  if (event === undefined) return { kind: 'missing', position }
  const { causationId } = linksOf(event.metadata)
  const [previous, next, cause, effects] = await Promise.all([
    inStream(link, event, event.version - 1),
    inStream(link, event, event.version + 1),
    byId(link, causationId),
    link.ask('event.effects', { id: event.id, limit: MAX_EFFECTS }),
  ])
  return { kind: 'shown', inspected: { event, previous, next, causationId, cause, effects: effects.effects } }
}

async function inStream(link: ExplorerDeps['link'], { stream }: Event, version: number): Promise<Event | undefined> {
  if (version <= NO_EVENTS) return undefined
  return (await link.ask('event.inStream', { stream, version: streamVersion(version) })).event
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
