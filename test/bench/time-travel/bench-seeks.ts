import type { Position } from '../../../src/core/event.ts'
import { ProjectionEngine } from '../../../src/projection/engine.ts'
import type { RowsQuery } from '../../../src/projection/rows-query.ts'
import { SpillingValueStore } from '../../../src/projection/spilling-value-store.ts'
import { MemoryValueStore, type ValueStore } from '../../../src/projection/value-store.ts'
import { percentile, print, rounded } from '../store/bench-line.ts'
import { BATCH, codec } from './bench-rebuild.ts'
import { FileValueStore } from './file-value-store.ts'
import { type MadeUpHistory, madeUpHistory, mixed } from './made-up-history.ts'
import { orderProjections } from './order-projections.ts'

const STREAMS = 100_000
const SEEKS = 1000
const DRAG_STEPS = 400
const SHOWN = 50
const ANCHOR_EVENTS = 1_000_000
const FULL_EVENTS = 10_000_000

/** Any position in an instant: jumps to anywhere and drags both ways, with values in memory and at the budget in a file. */
export async function benchSeeks(events: number): Promise<void> {
  const anchor = await smallP95()
  await seeksWith('in memory', memoryValues(), { events, anchor })
  const spilling = new SpillingValueStore({ openBacking: async () => new FileValueStore() })
  await seeksWith('at the 1 GB budget in a file', spilling, { events, anchor })
}

async function seeksWith(
  of: string,
  values: ValueStore,
  { events, anchor }: { readonly events: number; readonly anchor: number },
): Promise<void> {
  const history = madeUpHistory({ events, streams: STREAMS })
  const before = heldBytes()
  const engine = await foldedEngine(history, values)
  printResident({ of, values, bytes: heldBytes() - before, events })
  const jumped = await timed(() => jumps(engine, events))
  printSeeks(`seek, values ${of}`, jumped, events)
  print({
    name: `seek at ${events} events, values ${of}, p95`,
    figure: percentile(jumped.times, 0.95),
    unit: 'ms',
    anchor,
    anchorName: `at ${ANCHOR_EVENTS} events, values in memory`,
    goal: 1.5,
    goalOf: 'ratio',
    better: 'less',
  })
  for (const [way, step] of [
    ['forwards', 1],
    ['backwards', -1],
  ] as const)
    printSeeks(`drag ${way}, values ${of}`, await timed(() => drag(engine, events, step)), events)
  await engine.close()
}

async function smallP95(): Promise<number> {
  const engine = await foldedEngine(madeUpHistory({ events: ANCHOR_EVENTS, streams: STREAMS }), memoryValues())
  const times = await jumps(engine, ANCHOR_EVENTS)
  await engine.close()
  return percentile(times, 0.95)
}

/** Rows in the order of a declared column, which needs one look per cell. */
export async function benchColumns(events: number): Promise<void> {
  const history = madeUpHistory({ events, streams: STREAMS })
  const engine = await foldedEngine(history, memoryValues(), orderProjections.columns)
  const sort = { field: { column: 'total' }, descending: true } as const
  const where = [{ field: { column: 'city' }, operator: '=', value: 'maple' }] as const
  for (const [name, query] of [
    ['sorted by a column', { from: 0, limit: SHOWN, sort }],
    ['filtered by a column', { from: 0, limit: SHOWN, where }],
  ] as const) {
    const { times, meanCpuMs } = await timed(async () => {
      const took: number[] = []
      for (let n = 0; n < 200; n++) took.push(await timedSeek(engine, 1 + (mixed(n) % events), query))
      return took
    })
    print({
      name: `seek, rows ${name}, p95`,
      figure: percentile(times, 0.95),
      unit: 'ms',
      better: 'less',
      events,
      p50: rounded(percentile(times, 0.5)),
      meanCpuMs: rounded(meanCpuMs),
    })
  }
  await engine.close()
}

export function memoryValues(): ValueStore {
  return new MemoryValueStore(2 ** 34)
}

export async function foldedEngine(
  history: MadeUpHistory,
  values: ValueStore,
  projection = orderProjections.keyed,
): Promise<ProjectionEngine> {
  const engine = new ProjectionEngine(projection, { values, codec, readTail: history.readTail })
  for (let after = 0; after < history.events; after += BATCH) await engine.fold(history.between(after, after + BATCH))
  return engine
}

async function jumps(engine: ProjectionEngine, events: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let n = 0; n < SEEKS + 50; n++) {
    const from = mixed(n * 7) % (STREAMS - SHOWN)
    times.push(await timedSeek(engine, 1 + (mixed(n) % events), { from, limit: SHOWN }))
  }
  return times.slice(50)
}

/** Half a screen of pixels in steps of many sizes, as a pointer moves. */
async function drag(engine: ProjectionEngine, events: number, way: 1 | -1): Promise<readonly number[]> {
  const times: number[] = []
  for (const step of [1, 100, Math.ceil(events / 600)]) {
    let position = Math.floor(events / 2)
    for (let n = 0; n < DRAG_STEPS; n++) {
      times.push(await timedSeek(engine, position, { from: 1000, limit: SHOWN }))
      position = (position + way * step + events) % events
    }
  }
  return times
}

async function timedSeek(engine: ProjectionEngine, position: number, query: RowsQuery): Promise<number> {
  const from = performance.now()
  const { rows } = await engine.at(position as Position, (view) => view.rows(query))
  const took = performance.now() - from
  if (rows.length === 0 && position > STREAMS * 10) throw new Error(`nothing to see at ${position}`)
  return took
}

/** On cores that others use too, the time on the wall says little: the mean of the process's own is told beside it. */
interface Timed {
  readonly times: readonly number[]
  readonly meanCpuMs: number
}

async function timed(seeks: () => Promise<readonly number[]>): Promise<Timed> {
  const before = process.cpuUsage()
  const times = await seeks()
  const { user, system } = process.cpuUsage(before)
  return { times, meanCpuMs: (user + system) / 1000 / times.length }
}

function printSeeks(name: string, { times, meanCpuMs }: Timed, events: number): void {
  const details = {
    events,
    n: times.length,
    p50: rounded(percentile(times, 0.5)),
    max: rounded(Math.max(...times)),
    meanCpuMs: rounded(meanCpuMs),
  }
  print({ name: `${name}, p95`, figure: percentile(times, 0.95), unit: 'ms', goal: 4, better: 'less', ...details })
  print({ name: `${name}, p99`, figure: percentile(times, 0.99), unit: 'ms', goal: 8, better: 'less', ...details })
}

function heldBytes(): number {
  for (let n = 0; n < 3; n++) globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What the engine holds for each change besides the values. */
function printResident({
  of,
  values,
  bytes,
  events,
}: {
  readonly of: string
  readonly values: ValueStore
  readonly bytes: number
  readonly events: number
}): void {
  const spilled = values instanceof SpillingValueStore ? values.spilledBytes : 0
  print({
    name: `held per change besides values, values ${of}`,
    figure: (bytes - (values.size - spilled)) / events,
    unit: 'B',
    // Fewer events have to bear the keys and the newest states alone.
    ...(events >= FULL_EVENTS && { goal: 24 }),
    better: 'less',
    events,
    valueMb: Math.round(values.size / 1e6),
    spilledMb: Math.round(spilled / 1e6),
  })
}
