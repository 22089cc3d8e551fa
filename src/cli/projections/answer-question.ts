import { answerAssert } from './answer-assert.ts'
import { answerDeterminism } from './answer-determinism.ts'
import { answerDiffMoments } from './answer-diff-moments.ts'
import { answerDiffProjections } from './answer-diff-projections.ts'
import { answerFind } from './answer-find.ts'
import { answerEffects, answerStates } from './answer-states.ts'
import { loadPredicate } from './compile-predicate.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { ThreadQuestion } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

/**
 * Tells all of the answer to a question, and then how each fold went.
 *
 * @throws EpochError `predicate-invalid`; what reading throws
 */
export async function answerQuestion(
  question: ThreadQuestion,
  [projection, other = projection]: readonly [LoadedProjection, (LoadedProjection | undefined)?],
  context: ThreadContext,
): Promise<void> {
  switch (question.kind) {
    case 'states':
      return await answerStates(projection, question, context)
    case 'effects':
      return await answerEffects(projection, question, context)
    case 'find':
      return await answerFind(projection, question, loadPredicate(question.input.predicate), context)
    case 'assert':
      return await answerAssert(projection, question, loadPredicate(question.predicate), context)
    case 'diffMoments':
      return await answerDiffMoments(projection, question, context)
    case 'diffProjections':
      return await answerDiffProjections(projection, other, question, context)
    case 'checkDeterminism':
      return await answerDeterminism(projection, question, context)
  }
}
