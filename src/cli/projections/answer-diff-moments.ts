import { type Position, START } from '../../core/event.ts'
import { isSameState } from '../../projection/ask/state-path.ts'
import { FoldRun } from './fold-run.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ChangedCell, ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** How many of the events that touched a cell are told by their positions. */
const MAX_TOLD_POSITIONS = 20

interface Touched {
  events: number
  readonly positions: Position[]
}

/**
 * Which cells differ between two moments, in the order in which they were first touched after the earlier one, with the events that
 * touched them.
 */
export async function answerDiffMoments(
  loaded: LoadedProjection,
  { from, to, limit }: Extract<ThreadQuestion, { readonly kind: 'diffMoments' }>,
  context: ThreadContext,
): Promise<void> {
  const [earlier, later] = from <= to ? [from, to] : [to, from]
  const touched = new Map<string, Touched>()
  let isBetween = false
  const run = new FoldRun(loaded, context, {
    observe: ({ event, keys, skipped, failure }) => {
      if (!isBetween || skipped !== undefined || failure !== undefined) return
      for (const key of keys) touch(touched, key, event.position)
    },
  })
  await run.over({ after: START, upTo: earlier })
  const before = new Map(run.fold.cells())
  isBetween = true
  await run.over({ after: earlier, upTo: later })
  const diff = differences({ before, after: new Map(run.cells()), touched }, { from, to, limit })
  await context.tell({ kind: 'diff', diff })
  await run.end()
}

function touch(touched: Map<string, Touched>, key: string, position: Position): void {
  const before = touched.get(key) ?? { events: 0, positions: [] }
  before.events++
  if (before.positions.length < MAX_TOLD_POSITIONS) before.positions.push(position)
  touched.set(key, before)
}

function differences(
  {
    before,
    after,
    touched,
  }: {
    readonly before: ReadonlyMap<string, string>
    readonly after: ReadonlyMap<string, string>
    readonly touched: ReadonlyMap<string, Touched>
  },
  { from, to, limit }: { readonly from: Position; readonly to: Position; readonly limit: number },
): { readonly total: number; readonly cells: readonly ChangedCell[] } {
  const [first, second] = from <= to ? [before, after] : [after, before]
  const cells: ChangedCell[] = []
  let total = 0
  for (const [key, events] of touched) {
    const [had, has] = [first.get(key), second.get(key)]
    if (isSameState(had, has)) continue
    total++
    if (cells.length < limit)
      cells.push({
        key,
        ...(had !== undefined && { before: had }),
        ...(has !== undefined && { after: has }),
        ...events,
      })
  }
  return { total, cells }
}
