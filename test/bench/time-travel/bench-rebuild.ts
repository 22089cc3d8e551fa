import { ProjectionEngine } from '../../../src/projection/engine.ts'
import { PlainFold } from '../../../src/projection/plain-fold.ts'
import { MemoryValueStore } from '../../../src/projection/value-store.ts'
import { alternating, print, rounded } from '../store/bench-line.ts'
import { type MadeUpHistory, madeUpHistory } from './made-up-history.ts'
import { newOrder, type OrderState, orderProjections, takeOrder } from './order-projections.ts'

const STREAMS = 100_000
export const BATCH = 1000
const ROUNDS = 3

export const codec = { encoder: new TextEncoder(), decoder: new TextDecoder() }

/** Folding a history from its start: the bare loop, the engine's fold alone, and with its recording. */
export async function benchRebuild(events: number): Promise<void> {
  const history = madeUpHistory({ events, streams: STREAMS })
  const cpu = new CpuTimes()
  const { loop, plain, recording } = await alternating(ROUNDS, {
    loop: () => seconds(() => cpu.during('loop', () => bareLoop(history))),
    plain: () => seconds(() => cpu.during('plain', () => plainFold(history))),
    recording: () => seconds(() => cpu.during('recording', () => recordingFold(history))),
  })
  print({
    name: 'rebuild without recording',
    figure: events / plain,
    unit: 'events/s',
    anchor: events / loop,
    anchorName: 'a loop over the same events with JSON.parse',
    goal: 0.5,
    goalOf: 'ratio',
    better: 'more',
    events,
    cpuRatio: rounded(cpu.least('loop') / cpu.least('plain')),
  })
  print({
    name: 'rebuild with recording',
    figure: recording,
    unit: 's',
    anchor: plain,
    anchorName: 'without recording',
    goal: 1.6,
    goalOf: 'ratio',
    better: 'less',
    events,
    cpuRatio: rounded(cpu.least('recording') / cpu.least('plain')),
  })
}

/** What the process itself spent: on cores that others use too, the time on the wall is theirs as well. */
class CpuTimes {
  readonly #least = new Map<string, number>()

  async during(name: string, work: () => void | Promise<void>): Promise<void> {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    this.#least.set(name, Math.min(user + system, this.least(name)))
  }

  least(name: string): number {
    return this.#least.get(name) ?? Number.POSITIVE_INFINITY
  }
}

export async function seconds(work: () => void | Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

function bareLoop(history: MadeUpHistory): void {
  const orders = new Map<string, OrderState>()
  forBatches(history, (batch) => {
    for (const { stream, type, position, data } of batch) {
      let order = orders.get(stream)
      if (order === undefined) {
        order = newOrder()
        orders.set(stream, order)
      }
      takeOrder(order, { type, position, data: JSON.parse(data) })
    }
  })
}

function plainFold(history: MadeUpHistory): void {
  const fold = new PlainFold(orderProjections.keyed)
  forBatches(history, (batch) => fold.fold(batch))
}

async function recordingFold(history: MadeUpHistory): Promise<void> {
  const engine = new ProjectionEngine(orderProjections.keyed, {
    values: new MemoryValueStore(2 ** 33),
    codec,
    readTail: history.readTail,
  })
  for (let after = 0; after < history.events; after += BATCH) await engine.fold(history.between(after, after + BATCH))
  await engine.close()
}

function forBatches(history: MadeUpHistory, each: (batch: ReturnType<MadeUpHistory['between']>) => void): void {
  for (let after = 0; after < history.events; after += BATCH) each(history.between(after, after + BATCH))
}
