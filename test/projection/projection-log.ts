import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../src/core/event.ts'
import type { JsonText } from '../../src/core/json.ts'
import type { Projection } from '../../src/core/projection.ts'
import { type EngineOptions, ProjectionEngine } from '../../src/projection/engine.ts'
import type { StateRow } from '../../src/projection/state-view.ts'
import { MemoryValueStore, type TextCodec } from '../../src/projection/value-store.ts'

export const codec: TextCodec = { encoder: new TextEncoder(), decoder: new TextDecoder() }

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
  const met = new Set<string>()
  const rows = new Map<string, PlainRow>()
  for (const event of events)
    for (const { cells, fold } of stepsOrNone(projection, event)) {
      for (const key of cells) met.add(key)
      const states = cells.map((key): unknown => JSON.parse(rows.get(key)?.json ?? 'null') ?? undefined)
      try {
        fold(states)
      } catch {
        continue
      }
      for (const [at, key] of cells.entries())
        if (states[at] === undefined) rows.delete(key)
        else rows.set(key, { key, json: JSON.stringify(states[at]), changedAt: event.position })
    }
  return [...met].flatMap((key) => rows.get(key) ?? [])
}

interface PlainStep {
  readonly cells: readonly string[]
  fold(states: unknown[]): void
}

function stepsOrNone(projection: Projection, event: Event): readonly PlainStep[] {
  try {
    const steps = projection.stepsFor(event)
    if (typeof steps === 'string') return []
    return steps.map((step) => ({
      cells: step.cells,
      fold: (states) => step.fold(states, { emit: () => {}, log: () => {} }),
    }))
  } catch {
    return []
  }
}

/** An engine over events that can be read again. */
export function engineOver(
  projection: Projection,
  events: readonly Event[],
  options: Partial<EngineOptions> = {},
): ProjectionEngine {
  return new ProjectionEngine(projection, {
    values: new MemoryValueStore(),
    codec,
    readTail: async ({ after, upTo }) => events.filter(({ position }) => position > after && position <= upTo),
    ...options,
  })
}

export async function foldAll(projection: Projection, events: readonly Event[]): Promise<ProjectionEngine> {
  const engine = engineOver(projection, events)
  await engine.fold(events)
  return engine
}

/** All rows of a position, and how many it says there are. */
export function rowsAt(engine: ProjectionEngine, position: number): Promise<unknown[]> {
  return engine.at(position as Position, async (view) => {
    const { rows } = await view.rows({ from: 0, limit: 10_000 })
    if (rows.length !== view.count) throw new Error(`${rows.length} rows where ${view.count} were counted`)
    return rows.map(({ key, json, changedAt }) => ({ key, json, changedAt }))
  })
}

export function cellAt(engine: ProjectionEngine, position: number, key: string): Promise<StateRow | undefined> {
  return engine.at(position as Position, (view) => view.cell(key))
}

/** What a handler does that throws. */
export function fail(thrown: unknown): never {
  throw typeof thrown === 'string' ? new Error(thrown) : thrown
}
