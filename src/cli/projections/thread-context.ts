import type { FailurePolicy } from '../../core/projection.ts'
import type { AskContext } from '../../projection/ask/ask-context.ts'
import type { DeterminismUse } from '../../projection/ask/questions.ts'
import type { ThreadOutput } from './projection-task.ts'

/** What a question is answered with, besides the projections. */
export interface ThreadContext extends AskContext {
  /** Resolves when it was taken. */
  readonly tell: (output: ThreadOutput) => Promise<void>
  /** What the projections have asked for that is not the same everywhere. */
  readonly uses: () => readonly DeterminismUse[]
  /** Absent: as each projection says. */
  readonly onFailure?: FailurePolicy
}
