import { START } from '../../core/event.ts'
import { FoldRun } from './fold-run.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { CellState, ThreadQuestion, ToldEffect } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** What is told at once, but for a single cell that is larger. */
const CELLS_AT_ONCE = 1000
const CHARACTERS_AT_ONCE = 1024 * 1024

/** Tells the cells at a position, in the order in which their keys were first met. */
export async function answerStates(
  loaded: LoadedProjection,
  { upTo, key: wanted }: Extract<ThreadQuestion, { readonly kind: 'states' }>,
  context: ThreadContext,
): Promise<void> {
  const run = new FoldRun(loaded, context)
  await run.over({ after: START, upTo })
  let states: CellState[] = []
  let characters = 0
  for (const [key, json] of run.cells()) {
    if (wanted !== undefined && key !== wanted) continue
    states.push(run.cellOf(key, json))
    characters += key.length + json.length
    if (states.length < CELLS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue
    await context.tell({ kind: 'states', states })
    states = []
    characters = 0
  }
  if (states.length > 0) await context.tell({ kind: 'states', states })
  await run.end()
}

/** Tells what a projection emits and logs, in order. */
export async function answerEffects(
  loaded: LoadedProjection,
  { upTo }: Extract<ThreadQuestion, { readonly kind: 'effects' }>,
  context: ThreadContext,
): Promise<void> {
  let heard: ToldEffect[] = []
  const run = new FoldRun(loaded, context, {
    effects: {
      emitted: (position, event) => void heard.push({ position, ...event }),
      logged: (position, log) => void heard.push({ position, log }),
    },
  })
  await run.over({ after: START, upTo }, async () => {
    if (heard.length > 0) await context.tell({ kind: 'effects', effects: heard })
    heard = []
  })
  await run.end()
}
