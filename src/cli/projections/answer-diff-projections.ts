import { compare } from '../../projection/ask/compare.ts'
import { FoldLog } from './fold-log.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/** Tells what two projections over one history come to, and since when they differ. */
export async function answerDiffProjections(
  left: LoadedProjection,
  right: LoadedProjection,
  { upTo, limit }: Extract<ThreadQuestion, { readonly kind: 'diffProjections' }>,
  { read, breathe, tell, onFailure }: ThreadContext,
): Promise<void> {
  const policy = onFailure && { onFailure }
  const leftLog = new FoldLog(left, onFailure)
  const rightLog = new FoldLog(right, onFailure)
  let events = 0
  const comparison = await compare(
    { projection: left.projection, read, notes: leftLog, lost: (loss) => leftLog.unrecordable(loss), ...policy },
    { projection: right.projection, read, notes: rightLog, lost: (loss) => rightLog.unrecordable(loss), ...policy },
    { upTo, limit },
    {
      breathe: (progress) => {
        events = progress.events
        return breathe(progress)
      },
    },
  )
  await tell({ kind: 'comparison', comparison })
  for (const log of [leftLog, rightLog]) await tell({ kind: 'folded', folded: log.folded({ events }) })
}
