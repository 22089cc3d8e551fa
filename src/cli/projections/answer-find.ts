import { find } from '../../projection/ask/find.ts'
import type { Predicate } from '../../projection/ask/predicate.ts'
import { FoldLog } from './fold-log.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** Tells where a predicate begins and ceases to hold, each crossing when it is found. */
export async function answerFind(
  loaded: LoadedProjection,
  { input }: Extract<ThreadQuestion, { readonly kind: 'find' }>,
  predicate: Predicate,
  context: ThreadContext,
): Promise<void> {
  const log = new FoldLog(loaded, context.onFailure)
  let [events, told] = [0, 0]
  const found = await find(loaded.projection, input, predicate, {
    ...context,
    notes: log,
    breathe: async (progress) => {
      events = progress.events
      const { crossings = [] } = progress
      if (crossings.length > 0) await context.tell({ kind: 'crossings', crossings })
      told += crossings.length
      await context.breathe(progress)
    },
  })
  const rest = found.crossings.slice(told)
  if (rest.length > 0) await context.tell({ kind: 'crossings', crossings: rest })
  await context.tell({ kind: 'found', found: { ...found, crossings: [] } })
  await context.tell({ kind: 'folded', folded: log.folded({ events }) })
}
