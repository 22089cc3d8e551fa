import { Script } from 'node:vm'
import { loadProjection, type SourceModule } from '../../../src/projection/dialects/load-projection.ts'
import { PlainFold } from '../../../src/projection/plain-fold.ts'
import { compileSource } from '../../../src/source/compile-source.ts'
import { alternating, print } from '../store/bench-line.ts'
import { seconds } from './bench-rebuild.ts'
import { type MadeUpHistory, madeUpHistory } from './made-up-history.ts'

const STREAMS = 100_000
const BATCH = 1000
const ROUNDS = 3

/** What KurrentDB's own runtime folded of one partitioned projection in a second. */
const KURRENTDB_EVENTS_PER_SECOND = 34_000

/** One partition for each of some thousand customers, as KurrentDB's documentation writes projections. */
const source = `
fromCategory('order')
  .partitionBy((e) => e.data.customer)
  .when({
    $init: () => ({ status: '', n: 0, total: 0, qty: 0, city: '', last: '', at: 0 }),
    $any(s, e) {
      s.status = e.eventType
      s.n++
      s.total += e.data.totalCents
      s.qty += e.data.quantity
      s.city = e.data.city
      s.last = e.data.sku
      s.at = e.sequenceNumber
      return s
    },
  })`

/** Folding a history with a projection in KurrentDB's dialect, without recording, beside the same loop written by hand. */
export async function benchKurrentdb(events: number): Promise<void> {
  const history = madeUpHistory({ events, streams: STREAMS })
  const { loop, fold } = await alternating(ROUNDS, {
    loop: () => seconds(() => bareLoop(history)),
    fold: () => seconds(() => kurrentdbFold(history)),
  })
  print({
    name: "fold in KurrentDB's dialect without recording",
    figure: events / fold,
    unit: 'events/s',
    anchor: events / loop,
    anchorName: 'a loop over the same events with JSON.parse',
    goal: 0.5,
    goalOf: 'ratio',
    better: 'more',
    events,
  })
  print({
    name: "fold in KurrentDB's dialect without recording",
    figure: events / fold,
    unit: 'events/s',
    anchor: KURRENTDB_EVENTS_PER_SECOND,
    anchorName: "KurrentDB's own runtime, one partitioned projection",
    better: 'more',
    events,
  })
}

interface CustomerState {
  status: string
  n: number
  total: number
  qty: number
  city: string
  last: string
  at: number
}

interface OrderData {
  readonly customer: string
  readonly totalCents: number
  readonly quantity: number
  readonly city: string
  readonly sku: string
}

function bareLoop(history: MadeUpHistory): void {
  const customers = new Map<string, CustomerState>()
  for (let after = 0; after < history.events; after += BATCH)
    for (const { type, version, data: text } of history.between(after, after + BATCH)) {
      const data: OrderData = JSON.parse(text)
      let state = customers.get(data.customer)
      if (state === undefined) {
        state = { status: '', n: 0, total: 0, qty: 0, city: '', last: '', at: 0 }
        customers.set(data.customer, state)
      }
      state.status = type
      state.n++
      state.total += data.totalCents
      state.qty += data.quantity
      state.city = data.city
      state.last = data.sku
      state.at = version - 1
    }
}

function kurrentdbFold(history: MadeUpHistory): void {
  const { script } = compileSource(new Map([['bench.js', source]]), 'bench.js')
  const module = new Script(
    `(() => { let epochModule; ${script}; return epochModule })()`,
  ).runInThisContext() as SourceModule
  const fold = new PlainFold(loadProjection(module, { name: 'bench', engineVersion: 2 }))
  for (let after = 0; after < history.events; after += BATCH) fold.fold(history.between(after, after + BATCH))
}
