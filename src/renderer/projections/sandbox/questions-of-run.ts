import type { ProjectionQuestions } from '../../../projection/ask/questions.ts'
import type { RunSource } from './compile-run.ts'
import type { Answer, LiveQuestion, Question } from './worker-protocol.ts'

export function questionOf<Name extends keyof ProjectionQuestions>(
  name: Name,
  input: ProjectionQuestions[Name]['input'],
): Question {
  // A name with the input of that name is one of the questions; the compiler does not follow the two together.
  return { name, input } as Question
}

export function isAnswerTo<Name extends keyof ProjectionQuestions>(
  name: Name,
  answer: Answer,
): answer is Answer & { readonly answer: ProjectionQuestions[Name]['answer'] } {
  return answer.name === name
}

/** Whether the worker that follows the log answers it. */
export function isLive(question: Question): question is LiveQuestion {
  switch (question.name) {
    case 'inspect':
    case 'blame':
    case 'changes':
    case 'diffMoments':
      return true
    default:
      return false
  }
}

/** An answer with lines of the source in place of those of the script. */
export function inSource(answer: Answer, source: RunSource | undefined): Answer {
  if (answer.name !== 'inspect' || answer.answer.outcome.kind !== 'failed') return answer
  const { message, line } = answer.answer.outcome
  const place = source?.placeOf(line).line
  const outcome = { kind: 'failed' as const, message, ...(place !== undefined && { line: place }) }
  return { name: 'inspect', answer: { ...answer.answer, outcome } }
}

/** @throws the signal's reason as soon as it is aborted */
export async function untilAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const ended = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal })
  })
  try {
    return await Promise.race([value, aborted])
  } finally {
    ended.abort()
  }
}
