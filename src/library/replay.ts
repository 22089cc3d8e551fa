import {
  type Event,
  type NewEvent,
  type Position,
  position,
  START,
  type StreamName,
  streamVersion,
} from '../core/event.ts'
import { matcherOf } from '../core/event-filter.ts'
import type { ProjectedEvent, Projection } from '../core/projection.ts'
import { epochProjection } from '../projection/dialects/epoch.ts'
import type { EventDataTypes, ProjectionDefinition } from '../projection/dialects/epoch-definition.ts'
import { NoteList, type ProjectionFailures, type ProjectionOutput } from '../projection/fold-notes.ts'
import { PlainFold } from '../projection/plain-fold.ts'
import { projectEvent } from '../projection/project-event.ts'

/** Pages as a store reads them, or events one by one. New events are given the next positions and versions, as if they were appended. */
export type ReplayedEvents = AsyncIterable<readonly Event[]> | Iterable<Event | NewEvent>

export interface ReplayOptions {
  /** The last position that is in the state, inclusive. Without it, all that is given. */
  readonly upTo?: number
}

export interface Replay<State> {
  /** The last position that was looked at: the checkpoint. */
  readonly position: Position
  /** The states by key, in the order in which their keys were first met. */
  readonly states: ReadonlyMap<string, State>
  /** By the key of each state, the event that set it last. */
  readonly setBy: ReadonlyMap<string, ProjectedEvent>
  /** Handlers that threw, where the state before was kept, and then states that JSON cannot keep in full. */
  readonly failures: ProjectionFailures
  /** Where the fold ended at the first failure, as KurrentDB's projections do; absent where it went on. */
  readonly stoppedAt?: Position
  /** What was emitted, linked and logged; none of it is written anywhere. */
  readonly effects: ProjectionOutput
}

/**
 * Runs a projection over events with the engine that Epoch's window runs it with.
 *
 * @param definition in Epoch's dialect, or what `kurrentdbProjection` makes of a source
 * @throws EpochError `projection-invalid`; RangeError for events that are not in order of position
 */
export async function replay<State, Data extends EventDataTypes = EventDataTypes>(
  definition: ProjectionDefinition<State, Data> | Projection,
  events: ReplayedEvents,
  { upTo = Number.POSITIVE_INFINITY }: ReplayOptions = {},
): Promise<Replay<State>> {
  const projection = 'stepsFor' in definition ? definition : epochProjection(definition)
  const notes = new NoteList()
  const lastEvents = new Map<string, Event>()
  const fold = new PlainFold(projection, {
    notes,
    observe: ({ event, keys, skipped, failure }) => {
      if (skipped === undefined && failure === undefined) for (const key of keys) lastEvents.set(key, event)
    },
  })
  const isWanted = matcherOf(projection.from)
  let last = START
  for await (const page of pagesOf(events)) {
    const part = page.filter((event) => event.position <= upTo)
    last = lastOf(part, last)
    fold.fold(part.filter(isWanted))
    if (part.length < page.length || fold.stopped !== undefined) break
  }
  const states = statesOf<State>(fold, (key, message) => {
    const position = lastEvents.get(key)?.position ?? last
    notes.failed({ position, key, message, cause: undefined })
  })
  const setBy = new Map<string, ProjectedEvent>()
  for (const [key, event] of lastEvents) if (states.has(key)) setBy.set(key, projectEvent(event))
  return {
    position: fold.stopped ?? last,
    states,
    setBy,
    failures: notes.failures,
    ...(fold.stopped !== undefined && { stoppedAt: fold.stopped }),
    effects: notes.output,
  }
}

/** The last position of a page that follows another. @throws RangeError where they are not in order */
function lastOf(page: readonly Event[], before: Position): Position {
  let last = before
  for (const { position: next } of page) {
    if (next <= last) throw new RangeError(`event ${next} does not follow position ${last}`)
    last = next
  }
  return last
}

function statesOf<State>(
  fold: PlainFold,
  onTrouble: (key: string, trouble: string) => void,
): ReadonlyMap<string, State> {
  const states = new Map<string, State>()
  for (const [key, json] of fold.cells(onTrouble)) states.set(key, JSON.parse(json))
  return states
}

function pagesOf(events: ReplayedEvents): AsyncIterable<readonly Event[]> | readonly (readonly Event[])[] {
  return Symbol.asyncIterator in events ? events : [[...placed(events)]]
}

function* placed(events: Iterable<Event | NewEvent>): Generator<Event, void> {
  const versions = new Map<StreamName, number>()
  let lastPosition = 0
  for (const event of events) {
    const version = (versions.get(event.stream) ?? 0) + 1
    const placed =
      'position' in event ? event : { ...event, position: position(lastPosition + 1), version: streamVersion(version) }
    versions.set(event.stream, placed.version)
    lastPosition = placed.position
    yield placed
  }
}
