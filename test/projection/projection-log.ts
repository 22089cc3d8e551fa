import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../src/core/event.ts'
import type { JsonText } from '../../src/core/json.ts'
import type { ProjectedEvent, Projection } from '../../src/core/projection.ts'
import { ProjectionEngine } from '../../src/projection/engine.ts'
import type { StateView } from '../../src/projection/state-view.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'

export function memoryValues(limitBytes?: number): MemoryValueStore {
  return new MemoryValueStore({ encoder: new TextEncoder(), decoder: new TextDecoder() }, limitBytes)
}

/** An event of a made-up log; positions are sparse, as in a store. */
export function eventAt(position: number, overrides: { type?: string; stream?: string; data?: unknown } = {}): Event {
  return {
    position: position as Position,
    stream: (overrides.stream ?? 'order-1') as StreamName,
    version: position as StreamVersion,
    id: `e${position}` as EventId,
    type: (overrides.type ?? 'Counted') as EventType,
    schemaVersion: 1,
    createdAtUs: 1_700_000_000_000_000 + position * 1_000_000,
    data: JSON.stringify(overrides.data ?? {}) as JsonText,
    metadata: '' as JsonText,
  }
}

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface PlainRow {
  readonly key: string
  readonly json: string
  readonly changedAt: number
}

/** The state after some events, the slow way: one JSON text per key, made anew by every event. */
export function plainReplay(projection: Projection, events: readonly Event[]): readonly PlainRow[] {
  const met: string[] = []
  const rows = new Map<string, PlainRow>()
  for (const event of events) {
    for (const key of keysOrNone(projection, plainEvent(event))) {
      if (!met.includes(key)) met.push(key)
      const row = rows.get(key)
      try {
        const given: unknown = JSON.parse(row?.json ?? JSON.stringify(projection.init(key)))
        const result = projection.apply(given, plainEvent(event))
        if (result === null) rows.delete(key)
        else
          rows.set(key, { key, json: JSON.stringify(result === undefined ? given : result), changedAt: event.position })
      } catch {}
    }
  }
  return met.flatMap((key) => rows.get(key) ?? [])
}

function keysOrNone(projection: Projection, event: ProjectedEvent): readonly string[] {
  try {
    return projection.keysOf(event)
  } catch {
    return []
  }
}

function plainEvent(event: Event): ProjectedEvent {
  return {
    id: event.id,
    streamId: event.stream,
    category: event.stream.split('-')[0] ?? '',
    streamVersion: event.version,
    position: event.position,
    type: event.type,
    data: JSON.parse(event.data),
    metadata: {},
    createdAt: new Date(event.createdAtUs / 1000).toISOString(),
    correlationId: undefined,
    causationId: undefined,
  }
}

export function foldAll(projection: Projection, events: readonly Event[]): ProjectionEngine {
  const engine = new ProjectionEngine(projection, memoryValues())
  engine.fold(events)
  return engine
}

export function viewAt(engine: ProjectionEngine, events: readonly Event[], position: number): StateView {
  const tail = engine.tailOf(position as Position)
  return engine.seek(
    position as Position,
    tail && events.filter((event) => event.position > tail.after && event.position <= tail.upTo),
  )
}

export function allRows(view: StateView): unknown[] {
  return view.rows({ from: 0, limit: 10_000 }).rows.map(({ key, json, changedAt }) => ({ key, json, changedAt }))
}

/** What a handler does that throws. */
export function fail(thrown: unknown): never {
  throw typeof thrown === 'string' ? new Error(thrown) : thrown
}
