import { checkDeterminism } from '../../projection/ask/determinism.ts'
import { FoldLog } from './fold-log.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** Tells whether two folds of the same events come to the same. Their clock never shows one time twice, so that who asks it is found out. */
export async function answerDeterminism(
  loaded: LoadedProjection,
  { upTo }: Extract<ThreadQuestion, { readonly kind: 'checkDeterminism' }>,
  context: ThreadContext,
): Promise<void> {
  let events = 0
  const { difference } = await checkDeterminism(
    loaded.projection,
    // Clocks and chance are the machine's own here, so that whoever uses them differs.
    { upTo, uses: () => [] },
    {
      ...context,
      breathe: (progress) => {
        events = progress.events
        return context.breathe(progress)
      },
    },
  )
  await context.tell({ kind: 'determinism', difference })
  await context.tell({ kind: 'folded', folded: new FoldLog(loaded, context.onFailure).folded({ events }) })
}
