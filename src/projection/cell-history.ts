import type { Position } from '../core/event.ts'
import type { CellIndex } from './cell-index.ts'
import { type FoldedPast, readEvents, unrecorded } from './moment.ts'
import { QuantumFold } from './quantum-fold.ts'
import { type PlannedEvent, planEvent } from './step-fold.ts'
import { QUANTUM_EVENTS } from './version-log.ts'

/** A cell's state as JSON text before and after an event that set it; absent where it did not live. */
export interface CellStep {
  readonly position: Position
  readonly before?: string
  readonly after?: string
}

export interface HistoryRange {
  /** Exclusive. */
  readonly after: Position
  readonly upTo: Position
  readonly direction: 'forwards' | 'backwards'
}

/** Quanta that lie side by side are read together, at most this many. */
export const RUN_QUANTA = 16

/** Every event that set a cell, exact: the quanta with events for it are folded again, one run of them at a time. */
export async function* cellHistory(
  past: FoldedPast,
  key: string,
  { after, upTo, direction }: HistoryRange,
): AsyncGenerator<CellStep, void> {
  const { log } = past
  const cell = log.findCell(key)
  if (cell === undefined) return
  const isForwards = direction === 'forwards'
  const recorded = log.quanta
  const latestFirst = [...log.quantaOf(cell, log.placeOf(after).quantum, log.placeOf(upTo).quantum)]
  const runs = runsOf(isForwards ? latestFirst.reverse() : latestFirst)
  const index = log.newIndex()
  const pending = unrecorded(past).filter(({ position }) => position <= upTo)
  const isIn = ({ position }: CellStep): boolean => position > after && position <= upTo
  const inOrder = (steps: readonly CellStep[]): readonly CellStep[] =>
    (isForwards ? steps : steps.toReversed()).filter(isIn)
  const last = pending.map((event) => planEvent(past.projection, event))
  if (!isForwards) yield* inOrder(await stepsIn(past, { cell, index, quantum: recorded }, last))
  for (const { first, count } of runs) {
    const planned = (await readEvents(past, { quantum: first, count: count * QUANTUM_EVENTS })).map((event) =>
      planEvent(past.projection, event),
    )
    const quanta = Array.from({ length: count }, (_, at) => at)
    for (const at of isForwards ? quanta : quanta.reverse())
      yield* inOrder(
        await stepsIn(
          past,
          { cell, index, quantum: first + at },
          planned.slice(at * QUANTUM_EVENTS, (at + 1) * QUANTUM_EVENTS),
        ),
      )
  }
  if (isForwards) yield* inOrder(await stepsIn(past, { cell, index, quantum: recorded }, last))
}

/** Quanta in either order as runs of neighbours. */
function runsOf(quanta: readonly number[]): readonly { readonly first: number; readonly count: number }[] {
  const runs: { first: number; count: number }[] = []
  for (const quantum of quanta) {
    const run = runs.at(-1)
    if (run && run.count < RUN_QUANTA && (quantum === run.first + run.count || quantum === run.first - 1)) {
      run.first = Math.min(run.first, quantum)
      run.count++
    } else runs.push({ first: quantum, count: 1 })
  }
  return runs
}

async function stepsIn(
  { projection, log }: FoldedPast,
  { cell, index, quantum }: { readonly cell: number; readonly index: CellIndex; readonly quantum: number },
  planned: readonly PlannedEvent[],
): Promise<readonly CellStep[]> {
  const key = log.keyOf(cell)
  const together = foldedTogether(key, planned)
  if (together.size === 0) return []
  log.move(index, quantum)
  const fold = new QuantumFold(projection, log)
  const cells = [...together].map((name) => log.cellFor(name))
  fold.begin(cells, await log.textsOf(index, cells))
  const steps: CellStep[] = []
  let before = fold.textOf(cell)
  for (const plan of planned) {
    fold.fold(plan, { only: together })
    if (fold.changedAt(cell) !== plan.event.position) continue
    const after = fold.textOf(cell)
    steps.push({
      position: plan.event.position,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    })
    before = after
  }
  return steps
}

/** The keys of all cells that a cell's steps were folded together with, directly or not, and its own; none where it has no steps. */
function foldedTogether(key: string, planned: readonly PlannedEvent[]): ReadonlySet<string> {
  const steps = planned.flatMap((plan) => plan.steps)
  if (!steps.some(({ cells }) => cells.includes(key))) return new Set()
  const keys = new Set([key])
  for (let known = 0; known < keys.size; ) {
    known = keys.size
    for (const { cells } of steps)
      if (cells.length > 1 && cells.some((other) => keys.has(other))) for (const other of cells) keys.add(other)
  }
  return keys
}
