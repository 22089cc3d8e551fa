import { EpochError } from '../../../core/errors.ts'
import type { Event } from '../../../core/event.ts'
import type { AskContext } from '../../../projection/ask/ask-context.ts'
import { blame } from '../../../projection/ask/blame.ts'
import { changes } from '../../../projection/ask/changes.ts'
import type { EventInspection } from '../../../projection/ask/questions.ts'
import type { ProjectionEngine } from '../../../projection/engine.ts'
import type { Answer, LiveQuestion } from './worker-protocol.ts'

interface LiveContext extends Pick<AskContext, 'breathe'> {
  /** The event that `inspect` is about. */
  readonly event: Event | undefined
  readonly lineOf: (cause: unknown) => { readonly line?: number }
}

/** Answers from what an engine has recorded. @throws EpochError `not-found` for an event that is not there; what the projection throws */
export async function answerLive(
  engine: ProjectionEngine,
  question: LiveQuestion,
  { event, lineOf, breathe }: LiveContext,
): Promise<Answer> {
  switch (question.name) {
    case 'inspect':
      return { name: 'inspect', answer: await inspection(engine, event, lineOf) }
    case 'blame':
      return { name: 'blame', answer: await blame(engine, question.input, { breathe }) }
    case 'changes':
      return { name: 'changes', answer: await changes(engine, question.input, { breathe }) }
    case 'diffMoments': {
      const { from, to, limit } = question.input
      return { name: 'diffMoments', answer: await engine.diff(from, to, limit) }
    }
  }
}

async function inspection(
  engine: ProjectionEngine,
  event: Event | undefined,
  lineOf: LiveContext['lineOf'],
): Promise<EventInspection> {
  if (event === undefined) throw new EpochError('not-found', 'there is no such event')
  const { outcome, ...did } = await engine.inspect(event)
  if (outcome.kind !== 'failed') return { position: event.position, outcome, ...did }
  const { message, cause } = outcome.failure
  return { position: event.position, outcome: { kind: 'failed', message, ...lineOf(cause) }, ...did }
}
