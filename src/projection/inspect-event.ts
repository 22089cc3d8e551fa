import type { Event } from '../core/event.ts'
import { matcherOf } from '../core/event-filter.ts'
import type { EmittedEvent, Projection, SkipReason } from '../core/projection.ts'
import type { CellChange } from './ask/questions.ts'
import type { FoldNotes, ProjectionFailure } from './fold-notes.ts'
import { type FoldedPast, momentAt, textsAt } from './moment.ts'
import { planEvent } from './step-fold.ts'

/** What one event did. */
export interface InspectedEvent {
  readonly outcome:
    | { readonly kind: 'handled' }
    | { readonly kind: 'skipped'; readonly reason: SkipReason }
    | { readonly kind: 'failed'; readonly failure: ProjectionFailure }
  /** The cells that it was for, before and after, in order. */
  readonly cells: readonly CellChange[]
  readonly emitted: readonly EmittedEvent[]
  readonly logs: readonly string[]
}

/** Any event may be asked about: one that was not folded is folded after those before it, for the answer alone. */
export async function inspectEvent(past: FoldedPast, event: Event): Promise<InspectedEvent> {
  const { projection, log } = past
  const reason = unwanted(projection, event)
  if (reason) return skipped(reason)
  const plan = planEvent(projection, event)
  if (plan.skipped) return skipped(plan.skipped)
  const moment = await momentAt(past, { position: event.position, index: log.newIndex(), before: true })
  const cells = [...new Set(plan.steps.flatMap((step) => step.cells))].map((key) => log.cellFor(key))
  const before = await textsAt(log, moment, cells)
  const missing = moment.fold.missing([plan])
  moment.fold.begin(missing, await log.textsOf(moment.index, missing))
  const heard = new HeardNotes()
  const outcome = moment.fold.fold(plan, { notes: heard })
  const after = await textsAt(log, moment, cells)
  return {
    outcome: outcomeOf(heard.failure, outcome === 'not-json'),
    cells: cells.map((cell, at) => changeOf(log.keyOf(cell), before[at], after[at])),
    emitted: heard.events,
    logs: heard.messages,
  }
}

/** A cell at two moments. */
export function changeOf(key: string, before: string | undefined, after: string | undefined): CellChange {
  return { key, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

function skipped(reason: SkipReason): InspectedEvent {
  return { outcome: { kind: 'skipped', reason }, cells: [], emitted: [], logs: [] }
}

function outcomeOf(failure: ProjectionFailure | undefined, isUnread: boolean): InspectedEvent['outcome'] {
  if (failure) return { kind: 'failed', failure }
  return isUnread ? { kind: 'skipped', reason: 'not-json' } : { kind: 'handled' }
}

/** Why the projection's filter does not want an event, in the nearest words there are. */
function unwanted(projection: Projection, event: Event): SkipReason | undefined {
  if (matcherOf(projection.from)(event)) return undefined
  const { streams, category } = projection.from
  const isOfStream = matcherOf({ ...(streams && { streams }), ...(category !== undefined && { category }) })
  if (!isOfStream(event)) return 'wrong-stream'
  return planEvent(projection, event).skipped ?? 'filtered'
}

class HeardNotes implements FoldNotes {
  readonly events: EmittedEvent[] = []
  readonly messages: string[] = []
  failure: ProjectionFailure | undefined

  failed(failure: ProjectionFailure): void {
    this.failure ??= failure
  }

  emitted(_: unknown, event: EmittedEvent): void {
    this.events.push(event)
  }

  logged(_: unknown, message: string): void {
    this.messages.push(message)
  }
}
