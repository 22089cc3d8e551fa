import { checkDeterminism } from '../../projection/ask/determinism.ts'
import { FoldLog } from './fold-log.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** Tells whether two folds of the same events come to the same, and what the projection asks for that is not the same everywhere. */
export async function answerDeterminism(
  loaded: LoadedProjection,
  { upTo }: Extract<ThreadQuestion, { readonly kind: 'checkDeterminism' }>,
  context: ThreadContext,
): Promise<void> {
  const log = new FoldLog(loaded, 'continue')
  let events = 0
  const report = await checkDeterminism(
    loaded.projection,
    { upTo, uses: context.uses },
    {
      ...context,
      notes: log,
      breathe: (progress) => {
        events = progress.events
        return context.breathe(progress)
      },
    },
  )
  await context.tell({ kind: 'determinism', report })
  await context.tell({ kind: 'folded', folded: log.folded({ events }) })
}
