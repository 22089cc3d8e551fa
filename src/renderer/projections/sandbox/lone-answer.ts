import { EpochError } from '../../../core/errors.ts'
import type { Projection } from '../../../core/projection.ts'
import type { AskContext } from '../../../projection/ask/ask-context.ts'
import { compare } from '../../../projection/ask/compare.ts'
import { checkDeterminism } from '../../../projection/ask/determinism.ts'
import { find } from '../../../projection/ask/find.ts'
import type { Predicate } from '../../../projection/ask/predicate.ts'
import { shrink } from '../../../projection/ask/shrink.ts'
import type { ShrinkGoal } from '../../../projection/ask/shrink-goal.ts'
import { pageReader } from './event-reader.ts'
import { loadCode, loadPredicate } from './load-code.ts'
import type { PageLink } from './page-link.ts'
import { Vitals } from './vitals.ts'
import type { WorkerPlatform } from './worker-platform.ts'
import type { Answer, LoneMessage, Question } from './worker-protocol.ts'

/** Loads a projection and answers one question by folding its events anew. @throws EpochError, what the source throws */
export async function answerLone(message: LoneMessage, platform: WorkerPlatform, page: PageLink): Promise<Answer> {
  const vitals = new Vitals(platform)
  const load = (code: LoneMessage['code']): Projection =>
    loadCode(code, platform, ({ position }) => vitals.enter(position))
  const { onFailure, question } = message
  const projection = load(message.code)
  const context: AskContext = {
    read: pageReader(page, 'own'),
    breathe: (progress) => vitals.breathe(progress),
    ...(onFailure && { onFailure }),
  }
  switch (question.name) {
    case 'find':
      return { name: 'find', answer: await find(projection, question.input, predicateIn(message, platform), context) }
    case 'compare': {
      const read = question.input.whatIf ? pageReader(page, 'other') : pageReader(page, 'own')
      const right = {
        projection: message.other ? load(message.other) : projection,
        read,
        ...(onFailure && { onFailure }),
      }
      const left = { ...context, projection }
      return { name: 'compare', answer: await compare(left, right, question.input, context) }
    }
    case 'shrink':
      return {
        name: 'shrink',
        answer: await shrink(projection, goalOf(message, question, platform), question.input, context),
      }
    case 'checkDeterminism': {
      const { upTo } = question.input
      return {
        name: 'checkDeterminism',
        answer: await checkDeterminism(projection, { upTo, uses: () => platform.uses.list() }, context),
      }
    }
  }
}

function predicateIn({ predicate }: LoneMessage, platform: WorkerPlatform): Predicate {
  if (predicate === undefined) throw new EpochError('predicate-invalid', 'there is no predicate')
  return loadPredicate(predicate, platform)
}

function goalOf(message: LoneMessage, { input: { goal } }: Question<'shrink'>, platform: WorkerPlatform): ShrinkGoal {
  if (goal.kind === 'failure') return goal
  return { ...goal, predicate: predicateIn(message, platform) }
}
