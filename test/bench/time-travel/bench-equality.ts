import type { Event, Position } from '../../../src/core/event.ts'
import type { Projection } from '../../../src/core/projection.ts'
import type { ProjectionEngine } from '../../../src/projection/engine.ts'
import { QUANTUM_EVENTS } from '../../../src/projection/version-log.ts'
import { print } from '../store/bench-line.ts'
import { foldedEngine, memoryValues } from './bench-seeks.ts'
import { type MadeUpHistory, madeUpHistory, mixed, type Spread } from './made-up-history.ts'
import { newOrder, type OrderState, orderProjections, takeOrder } from './order-projections.ts'

const STREAMS = 10_000
const PLACES = 200
const BATCH = 1000

interface Kind {
  readonly projection: Projection
  readonly spread: Spread
  keyOf(event: Event): string
  /** Whether an event with this data deletes its cell. */
  isDeletion(data: { readonly quantity: number }): boolean
}

const keyed: Kind = {
  projection: orderProjections.keyed,
  spread: 'even',
  keyOf: ({ stream }) => stream,
  isDeletion: () => false,
}

const kinds: Readonly<Record<string, Kind>> = {
  keyed,
  global: { ...keyed, projection: orderProjections.global, keyOf: () => 'all' },
  deleting: { ...keyed, projection: orderProjections.deleting, isDeletion: ({ quantity }) => quantity === 5 },
  skewed: { ...keyed, spread: 'skewed' },
}

/** Whether every row at many positions is what a loop over the events before them comes to. */
export async function benchEquality(events: number): Promise<void> {
  for (const [name, kind] of Object.entries(kinds)) {
    const history = madeUpHistory({ events, streams: STREAMS, spread: kind.spread })
    const engine = await foldedEngine(history, memoryValues(), kind.projection)
    const places = placesIn(events)
    let different = 0
    for (const { position, orders } of replayed(history, kind, places))
      if (!(await isSame(engine, position, orders))) different++
    await engine.close()
    print({
      name: `positions that differ from a plain replay, ${name}`,
      figure: different,
      unit: 'positions',
      goal: 0,
      better: 'less',
      of: places.length,
      events,
    })
  }
}

/** Anywhere, and both sides of edges of quanta. */
function placesIn(events: number): readonly number[] {
  const places = new Set<number>()
  for (let n = 0; places.size < PLACES; n++) {
    places.add(1 + (mixed(n) % events))
    const edge = QUANTUM_EVENTS * (mixed(n + events) % Math.floor(events / QUANTUM_EVENTS))
    for (const place of [edge - 1, edge, edge + 1]) if (place > 0) places.add(place)
  }
  return [...places].sort((a, b) => a - b)
}

function* replayed(
  history: MadeUpHistory,
  { keyOf, isDeletion }: Kind,
  places: readonly number[],
): Generator<{ readonly position: number; readonly orders: ReadonlyMap<string, OrderState> }> {
  const orders = new Map<string, OrderState>()
  let after = 0
  for (const position of places)
    for (; after < position; after = Math.min(after + BATCH, position)) {
      const upTo = Math.min(after + BATCH, position)
      for (const event of history.between(after, upTo)) {
        const data = JSON.parse(event.data)
        const order = orders.get(keyOf(event)) ?? newOrder()
        orders.set(keyOf(event), order)
        if (isDeletion(data)) orders.delete(keyOf(event))
        else takeOrder(order, { type: event.type, position: event.position, data })
      }
      if (upTo === position) yield { position, orders }
    }
}

function isSame(engine: ProjectionEngine, position: number, orders: ReadonlyMap<string, OrderState>): Promise<boolean> {
  return engine.at(position as Position, async (view) => {
    if (view.count !== orders.size) return false
    for (let from = 0; from < view.count; from += BATCH) {
      const { rows } = await view.rows({ from, limit: BATCH })
      if (rows.some(({ key, json }) => json !== JSON.stringify(orders.get(key)))) return false
    }
    return true
  })
}
