import { type Event, START } from '../../core/event.ts'
import type { Predicate } from '../../projection/ask/predicate.ts'
import { projectEvent } from '../../projection/project-event.ts'
import { saying } from '../../projection/saying.ts'
import { FoldRun } from './fold-run.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { Asserted, CellState, ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

const MAX_TOLD_CELLS = 20

/** Tells for how many cells at a position a predicate holds, and for which it does not. It is asked about copies, so it may do to them what it likes. */
export async function answerAssert(
  loaded: LoadedProjection,
  { upTo, key: wanted }: Extract<ThreadQuestion, { readonly kind: 'assert' }>,
  predicate: Predicate,
  context: ThreadContext,
): Promise<void> {
  const lastEvents = new Map<string, Event>()
  const run = new FoldRun(loaded, context, {
    observe: ({ event, keys, skipped, failure }) => {
      if (skipped !== undefined || failure !== undefined) return
      for (const key of keys) if (wanted === undefined || key === wanted) lastEvents.set(key, event)
    },
  })
  await run.over({ after: START, upTo })
  await context.tell({ kind: 'asserted', asserted: asserted(run, lastEvents, predicate) })
  await run.end()
}

function asserted(run: FoldRun, lastEvents: ReadonlyMap<string, Event>, predicate: Predicate): Asserted {
  let [cells, holding] = [0, 0]
  let trouble: Asserted['trouble']
  const failing: CellState[] = []
  const holds = (key: string, json: string, event: Event): boolean => {
    try {
      return predicate(JSON.parse(json), key, projectEvent(event))
    } catch (error) {
      trouble ??= { position: event.position, key, message: saying(error) }
      return false
    }
  }
  for (const [key, json] of run.cells()) {
    const event = lastEvents.get(key)
    if (event === undefined) continue
    cells++
    if (holds(key, json, event)) holding++
    else if (failing.length < MAX_TOLD_CELLS) failing.push(run.cellOf(key, json))
  }
  return { cells, holding, failing, ...(trouble && { trouble }) }
}
